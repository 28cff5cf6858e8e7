"""The quality checklist of an agreement: its points, and the answers to them."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import brought, people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.lifecycle import CHECK_ANSWERS
from isa.register.agreements.moves.changed.service import changed_at
from isa.register.agreements.tables import AgreementCheckRow
from isa.register.agreements.terms.service import row_at
from isa.register.checks import Faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.timeline.service import open_version
from isa.register.vocabulary import vocabulary


class QualityCheck(Frozen):
    """One point of the checklist with its newest answer; ``answer`` is empty when there is none."""

    code: str
    answer: str
    note: str
    by: str
    """The name of whoever answered."""
    at: datetime | None
    is_older: bool
    """Whether the agreement was changed after this answer."""


def newest_answers(session: Session, agreement_id: str) -> dict[str, AgreementCheckRow]:
    """The newest answer to each point."""
    rows = session.exec(
        select(AgreementCheckRow)
        .where(AgreementCheckRow.agreement_id == agreement_id)
        .order_by(col(AgreementCheckRow.at), col(AgreementCheckRow.register_version))
    ).all()
    return {row.code: row for row in rows}


def quality_checks(database: Database, actor: Actor, agreement_id: str) -> tuple[QualityCheck, ...]:
    """The quality checklist of an agreement, every point in order."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        found = newest_answers(session, agreement_id)
        changed = changed_at(session, agreement_id)
        who = people(session, (row.actor_id for row in found.values()))
        return tuple(_quality_check(code, found.get(code), changed, who) for code in _points())


def _points() -> tuple[str, ...]:
    return tuple(vocabulary().quality_checks)


def _quality_check(
    code: str, row: AgreementCheckRow | None, changed: int, who: Mapping[str, str]
) -> QualityCheck:
    if row is None:
        return QualityCheck(code=code, answer="", note="", by="", at=None, is_older=False)
    return QualityCheck(
        code=code,
        answer=row.answer,
        note=row.note,
        by=brought(who[row.actor_id], row.batch_id),
        at=row.at,
        is_older=row.register_version < changed,
    )


def answer_checks(
    database: Database, actor: Actor, agreement_id: str, answers: dict[str, tuple[str, str]]
) -> None:
    """Record answers to points of the checklist: by code, the answer and a note."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(*(_check_faults(code, *answer) for code, answer in answers.items()))
    with database.write(actor) as work:
        version = open_version(work, "quality checked")
        row_at(work.session, agreement_id, clock.today(), version)
        changed = changed_at(work.session, agreement_id)
        now = {
            code: (row.answer, row.note)
            for code, row in newest_answers(work.session, agreement_id).items()
            if row.register_version >= changed
        }
        fresh = {code: each for code, each in answers.items() if now.get(code) != each}
        for code, (answer, note) in fresh.items():
            work.session.add(
                AgreementCheckRow(
                    id=new_id("qac"),
                    agreement_id=agreement_id,
                    code=code,
                    answer=answer,
                    note=note.strip(),
                    register_version=version,
                    actor_id=actor.id,
                    at=work.at,
                )
            )
        work.record("agreement_checked", agreement_id, points=sorted(fresh), version=version)


def _check_faults(code: str, answer: str, note: str) -> Faults:
    found = text_faults(code, note, _("the note"), limit=1000)
    if code not in vocabulary().quality_checks or answer not in CHECK_ANSWERS:
        found[code] = _("Choose yes, no or not applicable")
    elif answer != "yes" and not note.strip():
        found[code] = _("Say why, or what is still to do")
    return found
