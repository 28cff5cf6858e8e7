"""Disposing of decisions that have been kept long enough: named one by one by a person, never by the system.

What can be read goes whole and is never edited: the blocks, the reference, the hashes of the reasons, and
what was followed up, with legal advice about it. The signed part stays, so the audit trail and the record's
signature still verify; what stays of the content are salted digests that tell nobody anything.
"""

from collections.abc import Sequence
from datetime import date

from decisions.disposal.certificates.service import own, take_out
from decisions.disposal.due.service import NO_PERIOD, judged
from decisions.disposal.model import RULE, Certificate, Disposed
from decisions.records.tables import DisposalRow
from isa.platform.database import Database
from isa.platform.errors import ConfigurationError, Invalid, NotPermitted
from isa.platform.identity import SYSTEM, Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.checks import raise_if_any, text_faults

_WHY_LIMIT = 500
_A_PERSON = _("A named person disposes of a record, never the system. Say who with --by.")


def dispose(
    database: Database, actor: Actor, record_id: str, *, why: str, years: int | None, on: date
) -> Certificate:
    """Dispose of one record that is due. ``Invalid`` says what stops it; nothing can be brought back."""
    period = _checked(actor, why, years)
    with database.write(actor) as work:
        record = own(work.session, actor, record_id)
        (found,) = judged(work.session, [record], period, on)
        if found.due_on > on:
            raise Invalid({"": _("It has not been kept for {years} years yet").format(years=years)})
        if found.stopped_by:
            raise Invalid({"": "; ".join(found.stopped_by)})
        work.session.add(DisposalRow(record_id=record_id, at=work.at, actor_id=actor.id, rule=RULE))
        work.session.flush()
        return take_out(work, record, why.strip())


def dispose_of_many(
    database: Database,
    actor: Actor,
    record_ids: Sequence[str],
    *,
    why: str,
    years: int | None,
    on: date,
) -> Disposed:
    """Dispose of each by itself; what something stops stays, with the sentence that says so."""
    _checked(actor, why, years)
    made: list[Certificate] = []
    stopped: dict[str, str] = {}
    for record_id in dict.fromkeys(record_ids):
        try:
            made.append(dispose(database, actor, record_id, why=why, years=years, on=on))
        except Invalid as error:
            stopped[record_id] = str(error)
    return Disposed(made=tuple(made), stopped=stopped)


def _checked(actor: Actor, why: str, years: int | None) -> int:
    """The years that records are kept; whatever stands in the way of disposing of any is raised."""
    if actor is SYSTEM:
        raise NotPermitted(_A_PERSON)
    require(actor, Action.RECORD_DISPOSE)
    raise_if_any(
        {} if why.strip() else {"why": _("Say why it may go")},
        text_faults("why", why, _("why it may go"), limit=_WHY_LIMIT),
    )
    if years is None:
        raise ConfigurationError(NO_PERIOD)
    return years
