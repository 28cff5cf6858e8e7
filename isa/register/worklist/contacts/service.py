"""Agencies with a number or a post that nobody checked for a year: one task an agency, and which they are.

Asked about is what the list of agencies calls unchecked, so that both say the same.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, case, false, func, literal, or_, select, union_all
from sqlmodel import Session, col

from isa.coverage.model import Frozen
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.agencies.service import never_was
from isa.register.agencies.tables import AgencyContactRow, AgencyOfficerRow
from isa.register.listing.agencies.service import CHECKED_EVERY, open_to_ask, unchecked
from isa.register.naming import fold
from isa.register.tables import AgencyRow
from isa.register.vocabulary import vocabulary
from isa.register.worklist.model import TaskKind
from isa.register.worklist.waiting.service import Asked


class Unchecked(Frozen):
    """A number or a post that nobody checked for a year."""

    id: str
    agency_id: str
    is_post: bool
    what: str
    """Its label and how it is reached, in one line."""
    verified_on: date | None

    def __str__(self) -> str:
        """The same with the day on which it was checked last."""
        last = (
            _("checked on {day}").format(day=show_date(self.verified_on))
            if self.verified_on
            else _("never checked")
        )
        return f"{self.what} ({last})"


def contacts(asked: Asked) -> Select[Any]:
    """The tasks, in the shape of every other kind; ``due`` is the day of the oldest check."""
    row = AgencyRow
    days = union_all(
        *(
            select(col(each.agency_id).label("agency_id"), col(each.verified_on).label("day"))
            for each in (AgencyContactRow, AgencyOfficerRow)
        )
    ).subquery("checks")
    oldest = (
        select(
            days.c.agency_id,
            case((func.count() > func.count(days.c.day), None), else_=func.min(days.c.day)).label(
                "day"
            ),
        )
        .group_by(days.c.agency_id)
        .subquery("oldest")
    )
    return (
        select(
            literal(TaskKind.CONTACT.value).label("kind"),
            literal("").label("agreement_id"),
            col(row.id).label("agency_id"),
            literal("").label("why"),
            oldest.c.day.label("due"),
            literal(0).label("score"),
            literal("").label("reference"),
            col(row.area).label("title"),
        )
        .select_from(row)
        .join(oldest, oldest.c.agency_id == col(row.id))
        .where(
            *open_to_ask(asked.on),
            unchecked(asked.on),
            col(row.id).not_in(never_was()),
            *(col(row.search_key).like(f"% {word}%") for word in fold(asked.wanted.text).split()),
            *([false()] if asked.wanted.owner.strip() else []),
        )
    )


def unchecked_of(
    session: Session, agency_ids: Collection[str], on: date
) -> dict[str, list[Unchecked]]:
    """By agency, what nobody checked for a year: numbers first, then posts."""
    found: dict[str, list[Unchecked]] = defaultdict(list)
    contact, officer = AgencyContactRow, AgencyOfficerRow
    roles = vocabulary().officer_roles
    for row in _long_ago(session, contact, agency_ids, on):
        what = f"{row.label}: {row.number}" if row.label else row.number
        found[row.agency_id].append(_one(row, what, is_post=False))
    for row in _long_ago(session, officer, agency_ids, on):
        reached = ", ".join(part for part in (row.post, row.email, row.number) if part)
        label = roles[row.role].label if row.role in roles else row.role
        found[row.agency_id].append(_one(row, f"{label}: {reached}", is_post=True))
    return found


def _one(row: AgencyContactRow | AgencyOfficerRow, what: str, *, is_post: bool) -> Unchecked:
    return Unchecked(
        id=row.id,
        agency_id=row.agency_id,
        is_post=is_post,
        what=what,
        verified_on=row.verified_on,
    )


def _long_ago(session: Session, kind: Any, agency_ids: Collection[str], on: date) -> Any:  # noqa: ANN401 -- rows of one of two tables
    before = or_(col(kind.verified_on).is_(None), col(kind.verified_on) < on - CHECKED_EVERY)
    return session.scalars(
        select(kind).where(col(kind.agency_id).in_(agency_ids), before).order_by(col(kind.id))
    )
