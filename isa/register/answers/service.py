"""Asking whether a flow is covered: resolve the two agencies, join, then the pure gates."""

from dataclasses import replace
from datetime import date, datetime, time

from sqlmodel import Session

from isa.coverage.gates import cover, not_applicable
from isa.coverage.model import CoverageAnswer, CoverageQuestion
from isa.coverage.view import Contract, RegisterView
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.answers.checks import in_full, question_faults
from isa.register.answers.joining.service import joining
from isa.register.answers.resolving.service import standings
from isa.register.checks import raise_if_any
from isa.register.timeline.service import newest_version, version_at
from isa.register.vocabulary import vocabulary


def ask_coverage(database: Database, actor: Actor, question: CoverageQuestion) -> CoverageAnswer:
    """Whether a documented arrangement anticipates this flow, as at a day, as known at a version.

    ``Invalid`` names an agency, purpose, category or subject that is not in the register. The
    answer never says whether sharing is lawful. Its question names each kind a group stands for.
    """
    require(actor, Action.COVERAGE_ASK)
    raise_if_any(question_faults(question))
    full = in_full(question)
    with database.read() as session:
        newest = newest_version(session)
        version = newest if full.known_at is None else full.known_at
        if not 0 <= version <= newest:
            raise Invalid(
                {"known_at": _("The register has versions 0 to {newest}").format(newest=newest)}
            )
        view = _view(session, full, version)
        if full.processors and not not_applicable(view):
            view = replace(view, contracts=_contracts(session, full, version))
    return cover(full, view)


def known_version(database: Database, actor: Actor, at: datetime) -> int:
    """The version of the register at an instant: what anybody could have known then."""
    require(actor, Action.COVERAGE_ASK)
    with database.read() as session:
        return version_at(session, at)


def known_on(database: Database, actor: Actor, day: date) -> int:
    """The version of the register at the end of a day in London."""
    return known_version(database, actor, datetime.combine(day, time.max, LONDON))


def _view(
    session: Session, question: CoverageQuestion, version: int, *, of_contract: bool = False
) -> RegisterView:
    """What the register says about a pair; agreements only where one may matter.

    A contract matters between any two: a processor may be a service of the same controller.
    """
    words = vocabulary()
    line = words.purpose_line(question.purpose)
    ids = {"provider": question.provider, "recipient": question.recipient}
    found = standings(session, ids, question.on, version)
    provider, recipient = found[question.provider], found[question.recipient]
    view = RegisterView(
        provider=provider.side,
        recipient=recipient.side,
        agreements=(),
        purpose_line=line,
        category_lines={code: words.category_line(code) for code in question.categories},
        labels={
            **{code: words.categories[code].label for code in question.categories},
            **{code: words.subjects[code].label for code in question.subjects},
        },
        register_version=version,
    )
    if not_applicable(view) and not of_contract:
        return view
    asked = {*question.subjects, *(code for each in view.category_lines.values() for code in each)}
    joined = joining(
        session, provider, recipient, line=line, asked=asked, on=question.on, version=version
    )
    return replace(view, agreements=joined)


def _contracts(session: Session, question: CoverageQuestion, version: int) -> tuple[Contract, ...]:
    """What the register says about each processor on the way and either agency."""
    return tuple(
        Contract(
            processor_id=processor,
            view=_view(
                session,
                question.model_copy(update={"provider": controller, "recipient": processor}),
                version,
                of_contract=True,
            ),
        )
        for processor in question.processors
        for controller in (question.provider, question.recipient)
    )
