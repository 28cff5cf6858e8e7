"""Counting what agreements are wanted for, and telling whoever keeps the register.

A count below ``FEWEST`` is never told: it could show that one agency told another about somebody.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from isa.coverage.model import CoverageAnswer, Frozen, Verdict
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agencies.service import names_of
from isa.register.demand.tables import CoverageDemandRow
from isa.register.vocabulary import vocabulary

FEWEST = 5
MOST = 20
MONTHS = 12
_UNCOVERED = (Verdict.NOT_COVERED, Verdict.INDETERMINATE)


class Wanted(Frozen):
    """A flow that decisions needed and no agreement covered, at least ``FEWEST`` times in a month."""

    month: str
    provider_id: str
    provider: str
    recipient_id: str
    recipient: str
    purpose: str
    categories: tuple[str, ...]
    """Labels of what was not covered."""
    count: int


class Demand(Frozen):
    """What is wanted most, and how many flows are kept back because too few decisions needed them."""

    wanted: tuple[Wanted, ...]
    kept_back: int


def note_demand(work: UnitOfWork, answers: Iterable[CoverageAnswer], on: date) -> None:
    """Count what one decision shared that no agreement covered, inside the decision's own transaction.

    A flow counts once for each decision, and always in the same order, so that two decisions at the
    same moment add to one count and never wait for each other in a circle.
    """
    wanted = {
        (f"{on:%Y-%m}", one.question.provider, one.question.recipient, one.question.purpose, code)
        for one in answers
        for code in {pair.category for pair in one.pairs if pair.verdict in _UNCOVERED}
    }
    dialect = work.session.connection().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    for month, provider, recipient, purpose, category in sorted(wanted):
        first = insert(CoverageDemandRow).values(
            month=month,
            provider_id=provider,
            recipient_id=recipient,
            purpose=purpose,
            category=category,
            count=1,
        )
        work.session.connection().execute(
            first.on_conflict_do_update(
                index_elements=_PLACE,
                set_={"count": col(CoverageDemandRow.count) + 1},
            )
        )


_PLACE = ["month", "provider_id", "recipient_id", "purpose", "category"]


def demand(database: Database, actor: Actor, *, on: date) -> Demand:
    """What the decisions of the last twelve months wanted most, month by month, the most first."""
    require(actor, Action.DEMAND_READ)
    since = f"{on.year - 1}-{on.month:02}"
    with database.read() as session:
        grouped = _grouped(session, since)
        told = [(key, found) for key, found in grouped.items() if found[0] >= FEWEST]
        told.sort(key=lambda one: (-one[1][0], one[0]))
        names = names_of(session, {agency for key, _found in told for agency in key[1:3]})
    words = vocabulary()
    return Demand(
        wanted=tuple(
            Wanted(
                month=month,
                provider_id=provider,
                provider=names.get(provider, provider),
                recipient_id=recipient,
                recipient=names.get(recipient, recipient),
                purpose=words.purposes[purpose].label,
                categories=tuple(words.categories[code].label for code in sorted(found[1])),
                count=found[0],
            )
            for (month, provider, recipient, purpose), found in told[:MOST]
        ),
        kept_back=len(grouped) - len(told),
    )


_Key = tuple[str, str, str, str]


def _grouped(session: Session, since: str) -> dict[_Key, tuple[int, set[str]]]:
    """For each pair, purpose and month: the decisions that needed most, and the categories told.

    A category that too few decisions needed is not told beside one that many did.
    """
    found: dict[_Key, tuple[int, set[str]]] = defaultdict(lambda: (0, set()))
    statement = select(CoverageDemandRow).where(col(CoverageDemandRow.month) > since)
    for row in session.exec(statement):
        key = (row.month, row.provider_id, row.recipient_id, row.purpose)
        most, codes = found[key]
        told = {row.category} if row.count >= FEWEST else set()
        found[key] = (max(most, row.count), codes | told)
    return found
