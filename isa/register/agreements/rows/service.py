"""Adding, changing and removing rows of an agreement's sharing table."""

from datetime import date

from sqlmodel import Session, col, func, select

from isa.coverage.view import AgreementStatus, AgreementType
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import (
    put_row,
    row_agencies,
    row_codes,
    unknown_agencies,
)
from isa.register.agreements.checks import MOST_ROWS, row_faults
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.agreements.terms.service import row_at
from isa.register.checks import Faults, day_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING, NewRow
from isa.register.tables import AgreementRow, DataRowCode, DataRowRow
from isa.register.timeline.service import change_onwards, end_from, known, open_version

_GONE = _("This row is not in the sharing table. Somebody may have removed it.")
_CHANGED = _(
    "Somebody else changed this row while you were writing. Look at it again, then choose."
)


def data_row_faults(row: NewRow) -> Faults:
    """What is wrong with a row, each by the field of the form."""
    return {path.removeprefix("row."): text for path, text in row_faults("row", row).items()}


def add_data_row(
    database: Database,
    actor: Actor,
    agreement_id: str,
    row: NewRow,
    *,
    on: date | None,
    reason: str = "",
) -> str:
    """Add a row to an agreement's sharing table; returns its id. ``on`` None: it was so from the start."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(data_row_faults(row), _when_faults(on, reason))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "data row added")
        start = _start(session, agreement_id, version, on, reason)
        raise_if_any(unknown_agencies(session, row_agencies(row)))
        last = session.exec(
            select(func.count(), func.max(DataRowRow.number))
            .where(DataRowRow.agreement_id == agreement_id)
            .where(known(DataRowRow, version))
        ).one()
        if last[0] >= MOST_ROWS:
            raise Invalid(
                {
                    "": _("Record at most {most_rows} rows in one agreement").format(
                        most_rows=MOST_ROWS
                    )
                }
            )
        number = (last[1] or 0) + 1
        row_id = put_row(session, version, agreement_id, number, row, start)
        put_event(
            work,
            version,
            agreement_id,
            "row_added",
            held_on=start,
            after=_("row {number}").format(number=number),
            reason=reason,
        )
        work.record("data_row_added", agreement_id, row=row_id, version=version)
    return row_id


def change_data_row(
    database: Database,
    actor: Actor,
    agreement_id: str,
    row_id: str,
    row: NewRow,
    *,
    seen: int,
    on: date | None,
    reason: str = "",
) -> None:
    """Let a row say something else. ``Stale`` when somebody else changed it since version ``seen``."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(data_row_faults(row), _when_faults(on, reason))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "data row changed")
        start = _start(session, agreement_id, version, on, reason)
        raise_if_any(unknown_agencies(session, row_agencies(row)))
        rows = _known(session, agreement_id, row_id, version, seen)
        codes: dict[str, list[str]] = {kind.value: [] for kind in DataRowCode}
        for kind, code in row_codes(row):
            codes[kind].append(code)
        change_onwards(
            session,
            version,
            rows,
            max(start, min(each.valid_from for each in rows)),
            {
                "direction": row.direction.value,
                "items": row.items.strip(),
                "justification": row.justification.strip(),
            },
            seen_on=clock.today(),
            codes=codes,
        )
        put_event(
            work,
            version,
            agreement_id,
            "row_changed",
            held_on=start,
            after=_("row {number}").format(number=rows[0].number),
            reason=reason,
        )
        work.record("data_row_changed", agreement_id, row=row_id, version=version)


def remove_data_row(
    database: Database,
    actor: Actor,
    agreement_id: str,
    row_id: str,
    *,
    seen: int,
    on: date | None,
    reason: str = "",
) -> None:
    """Let a row end: from a day on, or as never having been there when ``on`` is None."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(_when_faults(on, reason))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "data row removed")
        start = _start(session, agreement_id, version, on, reason)
        rows = _known(session, agreement_id, row_id, version, seen)
        end_from(session, version, rows, start)
        put_event(
            work,
            version,
            agreement_id,
            "row_removed",
            held_on=start,
            before=_("row {number}").format(number=rows[0].number),
            reason=reason,
        )
        work.record("data_row_removed", agreement_id, row=row_id, version=version)


def _when_faults(on: date | None, reason: str) -> Faults:
    return {
        **day_faults("on", on, _("the day from which this is true")),
        **text_faults("reason", reason, _("the reason"), limit=1000),
    }


def _start(session: Session, agreement_id: str, version: int, on: date | None, reason: str) -> date:
    """From when a change of the table holds; a table nobody can rely on yet changes from the start."""
    agreement: AgreementRow = row_at(session, agreement_id, clock.today(), version)
    if agreement.type == AgreementType.TIER1_CHARTER.value:
        raise Invalid(
            {"": _("A charter shares nothing by itself; record its rows in a tier 2 agreement")}
        )
    if AgreementStatus(agreement.status) in BEING_WRITTEN:
        return FROM_THE_BEGINNING
    if not reason.strip():
        raise Invalid({"reason": _("Say why it changes: others may rely on it already")})
    return FROM_THE_BEGINNING if on is None else on


def _known(
    session: Session, agreement_id: str, row_id: str, version: int, seen: int
) -> list[DataRowRow]:
    rows = session.exec(
        select(DataRowRow)
        .where(DataRowRow.data_row_id == row_id)
        .where(DataRowRow.agreement_id == agreement_id)
        .where(known(DataRowRow, version))
        .order_by(col(DataRowRow.valid_from))
    ).all()
    if not rows:
        raise NotFound(_GONE)
    if any(row.known_from > seen for row in rows):
        raise Stale(_CHANGED)
    return list(rows)
