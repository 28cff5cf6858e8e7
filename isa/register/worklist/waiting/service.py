"""What waits, kind by kind, as statements of one shape that can be put into one list.

Only what the register holds now is read, as at a day: ``known_to IS NULL`` and not a version, so
that the index on open rows serves at any size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    label,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlmodel import col

from isa.coverage.view import AgreementType, Direction, MembershipState, PartyState
from isa.register.agreements.changes.service import RUNNING
from isa.register.agreements.lifecycle import BEING_WRITTEN, OVER
from isa.register.agreements.standing import WARNED_BEFORE
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.model import FROM_THE_BEGINNING
from isa.register.naming import fold
from isa.register.tables import (
    AgencyRow,
    AgreementPartyRow,
    AgreementRow,
    ClassMembershipRow,
    DataRowRow,
    SuccessionRow,
)
from isa.register.timeline.service import now
from isa.register.worklist.model import ONLY_ALONE, TaskKind, Wanted

NO_START, NO_ROWS, NO_DIRECTION = "no_start", "no_rows", "no_direction"
NO_DAY, MEMBERS, SUCCESSION = "no_day", "members", "succession"
OWNER = "owner_role"
SHARES_NOTHING = (AgreementType.TIER1_CHARTER.value, AgreementType.IOA.value)
_NO_SCORE = cast(null(), Integer)


def no_day() -> ColumnElement[Any]:
    """In the place of a day, for what has none."""
    return cast(null(), Date)


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to, and the day it is read as at."""

    wanted: Wanted
    on: date

    @cached_property
    def named(self) -> dict[str, CTE]:
        """By word, the agencies it names: looked up once, however many kinds of task ask."""
        words = [word for word in self.wanted.text.split() if fold(word)]
        return {
            word: select(col(AgencyRow.id).label("id"))
            .where(col(AgencyRow.search_key).like(f"% {fold(word)}%"))
            .cte(f"named_{place}")
            for place, word in enumerate(dict.fromkeys(words))
        }


def tasks(asked: Asked, alone: Select[Any] | None = None) -> Subquery:
    """Everything a filter asks for: kind, agreement, party, why, due, score, reference, title.

    ``alone`` is the statement of a kind that is shown by itself, which another module counts.
    """
    kind = asked.wanted.kind
    parts: list[Select[Any]] = [alone] if alone is not None else []
    for each in [kind] if kind else list(TaskKind):
        if each not in ONLY_ALONE:
            parts += _KINDS[each](asked)
    found = union_all(*parts).subquery("task")
    if asked.wanted.days is None:
        return found
    since = asked.on - timedelta(days=asked.wanted.days)
    return select(found).where(found.c.due <= since).subquery("late")


def narrowing(asked: Asked, *, has_party: bool) -> list[ColumnElement[bool]]:
    """The conditions of a filter on an agreement, and on a party where the task is about one."""
    terms, found = AgreementRow, []
    for word in asked.wanted.text.split():
        places = [col(terms.title).ilike(f"%{word}%"), col(terms.reference).ilike(f"%{word}%")]
        if has_party and word in asked.named:
            places.append(col(AgreementPartyRow.agency_id).in_(select(asked.named[word].c.id)))
        found.append(or_(*places))
    if owner := asked.wanted.owner.strip():
        detail = AgreementDetailRow
        owned = select(col(detail.agreement_id)).where(
            col(detail.field) == OWNER,
            func.lower(col(detail.value)) == owner.lower(),
            now(detail, asked.on),
        )
        found.append(col(terms.agreement_id).in_(owned))
    return found


def _about_agreement(
    kind: TaskKind, due: SQLCoreOperations[Any], asked: Asked, why: ColumnElement[str] | None = None
) -> Select[Any]:
    row = AgreementRow
    return select(
        literal(kind.value).label("kind"),
        col(row.agreement_id).label("agreement_id"),
        literal("").label("agency_id"),
        (literal("") if why is None else why).label("why"),
        label("due", due),
        _NO_SCORE.label("score"),
        col(row.reference).label("reference"),
        col(row.title).label("title"),
    ).where(now(row, asked.on), *narrowing(asked, has_party=False))


def _about_party(
    kind: TaskKind, due: SQLCoreOperations[Any], asked: Asked, why: str = ""
) -> Select[Any]:
    row, party = AgreementRow, AgreementPartyRow
    return (
        select(
            literal(kind.value).label("kind"),
            col(row.agreement_id).label("agreement_id"),
            col(party.agency_id).label("agency_id"),
            literal(why).label("why"),
            label("due", due),
            _NO_SCORE.label("score"),
            col(row.reference).label("reference"),
            col(row.title).label("title"),
        )
        .select_from(party)
        .join(row, col(row.agreement_id) == col(party.agreement_id))
        .where(now(party, asked.on), now(row, asked.on), *narrowing(asked, has_party=True))
    )


def _is_running() -> ColumnElement[bool]:
    return col(AgreementRow.status).in_([each.value for each in RUNNING])


def open_ended(on: date) -> list[ColumnElement[bool]]:
    """The conditions that an agreement is not over."""
    row = AgreementRow
    over = [each.value for each in OVER]
    is_left = or_(col(row.ends_on).is_(None), col(row.ends_on) >= on)
    return [col(row.status).not_in(over), is_left]


def _reviews(asked: Asked) -> Sequence[Select[Any]]:
    due = col(AgreementRow.review_due_on)
    found = _about_agreement(TaskKind.REVIEW, due, asked)
    return [found.where(_is_running(), due <= asked.on + WARNED_BEFORE, *open_ended(asked.on))]


def _endings(asked: Asked) -> Sequence[Select[Any]]:
    """Also those that ended and still stand as in force: somebody has to say what became of them."""
    ends = col(AgreementRow.ends_on)
    found = _about_agreement(TaskKind.ENDING, ends, asked)
    return [found.where(_is_running(), ends <= asked.on + WARNED_BEFORE)]


def _signatures(asked: Asked) -> Sequence[Select[Any]]:
    """Whoever was asked; and whoever was not, where the agreement is finished."""
    party = AgreementPartyRow
    is_written = col(AgreementRow.status).not_in([each.value for each in BEING_WRITTEN])
    found = _about_party(TaskKind.SIGNATURE, col(party.asked_on), asked).where(
        col(party.state).in_([PartyState.INVITED.value, PartyState.VIEWED.value]),
        or_(col(party.asked_on).is_not(None), is_written),
    )
    return [found.where(*open_ended(asked.on))]


def _questions(asked: Asked) -> Sequence[Select[Any]]:
    """Since the day of the question; a party that stands so from the beginning has none recorded."""
    party = AgreementPartyRow
    since = case((col(party.valid_from) > FROM_THE_BEGINNING, col(party.valid_from)))
    found = _about_party(TaskKind.QUESTION, since, asked)
    return [found.where(col(party.state) == PartyState.QUERIED.value, *open_ended(asked.on))]


def _authorities(asked: Asked) -> Sequence[Select[Any]]:
    party = AgreementPartyRow
    found = _about_party(TaskKind.AUTHORITY, col(party.signed_on), asked)
    return [
        found.where(col(party.state) == PartyState.SIGNED_UNVERIFIED.value, *open_ended(asked.on))
    ]


def _cannot_say(asked: Asked) -> Sequence[Select[Any]]:
    """What makes coverage answer that it cannot say, wherever a person can mend it."""
    row, party, line = AgreementRow, AgreementPartyRow, DataRowRow
    of_it = and_(col(line.agreement_id) == col(row.agreement_id), now(line, asked.on))
    needs_rows = col(row.type).not_in(SHARES_NOTHING)
    no_start = col(row.starts_on).is_(None)
    no_rows = and_(needs_rows, ~exists().where(of_it))
    undirected = exists().where(of_it, col(line.direction) == Direction.NOT_RECORDED.value)
    why = (
        case((no_start, NO_START + " "), else_="")
        + case((no_rows, NO_ROWS + " "), else_="")
        + case((undirected, NO_DIRECTION), else_="")
    )
    kind, held = TaskKind.CANNOT_SAY, ClassMembershipRow
    unknown = select(col(held.class_id)).where(
        col(held.state) == MembershipState.NOT_RECORDED.value, now(held, asked.on)
    )
    loose = select(col(SuccessionRow.predecessor_id)).where(
        col(SuccessionRow.is_confirmed).is_(False), now(SuccessionRow, asked.on)
    )
    has_signed = col(party.state) == PartyState.SIGNED.value
    # Nearly every party has signed, few are groups or were taken over: not by the index on states.
    is_bound = func.coalesce(col(party.state), "") == PartyState.SIGNED.value
    running = [_is_running(), *open_ended(asked.on)]
    return [
        _about_agreement(kind, no_day(), asked, why).where(
            *running, or_(no_start, no_rows, undirected)
        ),
        _about_party(kind, no_day(), asked, NO_DAY).where(
            *running, has_signed, col(party.signed_on).is_(None)
        ),
        _about_party(kind, no_day(), asked, MEMBERS).where(
            *running, is_bound, col(party.agency_id).in_(unknown)
        ),
        _about_party(kind, no_day(), asked, SUCCESSION).where(
            *running, is_bound, col(party.agency_id).in_(loose)
        ),
    ]


_KINDS = {
    TaskKind.REVIEW: _reviews,
    TaskKind.ENDING: _endings,
    TaskKind.SIGNATURE: _signatures,
    TaskKind.QUESTION: _questions,
    TaskKind.AUTHORITY: _authorities,
    TaskKind.CANNOT_SAY: _cannot_say,
}
