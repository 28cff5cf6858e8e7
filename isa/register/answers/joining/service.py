"""The agreements that join two agencies, through any of the parties behind each.

Only agreements for the purpose, and charters, are read; others are looked at only where none is
found, so that a busy pair costs little and a miss can still say what came nearest. First come ids
alone, then what belongs to them: PostgreSQL plans such a statement once for every pair, and no plan
for it reads the thousands of agreements that a hub has.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    func,
    intersect,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from isa.coverage.view import ANY, Agreement, AgreementType, Party
from isa.platform.columns import evenly
from isa.register.answers.rows.service import by_kind, rows_of
from isa.register.answers.standing import Standing
from isa.register.answers.terms.service import TERMS, agreement_of
from isa.register.tables import (
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementReachRow,
    AgreementRow,
)
from isa.register.timeline.service import held_then

MOST_NEAR = 8
"""How many agreements of each kind are looked at for a closest miss."""

_party, _few, _many = AgreementPartyRow, aliased(AgreementPartyRow), aliased(AgreementPartyRow)
_CHARTER = AgreementType.TIER1_CHARTER.value


def _among(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 -- a column at run time
    return col(column).in_(bindparam(name, expanding=True))


def _reach(side: str) -> Select[str]:
    reach = AgreementReachRow
    return select(col(reach.agreement_id)).where(
        _among(reach.agency_id, side), _among(reach.code, "reach")
    )


_is_for_it = (
    select(col(AgreementCodeRow.row_id))
    .where(
        col(AgreementCodeRow.row_id) == col(AgreementRow.row_id),
        col(AgreementCodeRow.kind) == AgreementCode.PURPOSE.value,
        _among(AgreementCodeRow.code, "line"),
    )
    .exists()
)
# Two hubs have thousands of agreements each and hundreds in common, but few for any one purpose.
_MAYBE = intersect(_reach("provider"), _reach("recipient"))
_PARTIES = select(
    col(_party.agreement_id),
    col(_party.agency_id),
    col(_party.role),
    col(_party.state),
    col(_party.signed_on),
).where(_among(_party.agency_id, "parties"), _among(_party.agreement_id, "ids"), held_then(_party))
_TERMS = select(*TERMS).where(_among(AgreementRow.agreement_id, "ids"), held_then(AgreementRow))
_terms_then = and_(
    col(AgreementRow.agreement_id) == col(_few.agreement_id), held_then(AgreementRow)
)
_FIRST = (
    select(col(_few.agreement_id))
    .join(AgreementRow, _terms_then)
    .where(held_then(_few))
    # The order of the index on parties: the first few are found without reading a hub's thousands.
    .order_by(col(_few.agency_id), col(_few.agreement_id))
    .limit(MOST_NEAR)
)
_FOR_OTHERS = _FIRST.join(_many, col(_many.agreement_id) == col(_few.agreement_id)).where(
    _among(_few.agency_id, "fewer"), _among(_many.agency_id, "more"), held_then(_many), ~_is_for_it
)
_FOR_ONE = (_FIRST.where(_among(_few.agency_id, side), _is_for_it) for side in ("fewer", "more"))
# Some that both have joined, for another purpose, and some for it that one of the two has joined.
_NEAREST = union_all(*(each.subquery().select() for each in (_FOR_OTHERS, *_FOR_ONE)))
_HOW_MANY = select(
    *(
        select(func.count()).where(_among(_few.agency_id, side)).scalar_subquery()
        for side in ("provider", "recipient")
    )
)


@dataclass(frozen=True)
class _Joined:
    """The terms of an agreement, with the parties to it that stand on either side."""

    terms: Row[Any]
    gives: tuple[Party, ...]
    has: tuple[Party, ...]

    @property
    def id(self) -> str:
        return str(self.terms.agreement_id)

    @property
    def is_charter(self) -> bool:
        return bool(self.terms.type == _CHARTER)

    def is_for(self, line: tuple[str, ...]) -> bool:
        """Whether it joins the two for this purpose, or is a charter between them."""
        if not (self.gives and self.has):
            return False
        purposes = by_kind(self.terms.codes).get(AgreementCode.PURPOSE, ())
        return self.is_charter or not set(line).isdisjoint(purposes)


class _Reader:
    """Reads agreements between two agencies as at one day and version."""

    def __init__(
        self,
        connection: Connection,
        provider: Standing,
        recipient: Standing,
        line: tuple[str, ...],
        when: dict[str, Any],
    ) -> None:
        self._connection, self._sides, self._line = connection, (provider, recipient), line
        self._given = {
            **when,
            "provider": evenly(provider.party_ids),
            "recipient": evenly(recipient.party_ids),
            "parties": evenly({*provider.party_ids, *recipient.party_ids}),
            "line": evenly(line),
            "reach": evenly((*line, _CHARTER)),
        }

    def _rows(self, statement: Executable, **more: list[str]) -> Sequence[Any]:
        return self._connection.execute(statement, {**self._given, **more}).all()

    def for_it(self) -> list[_Joined]:
        """Every agreement for the purpose that both stand behind, and every charter."""
        maybe = {row[0] for row in self._rows(_MAYBE)}
        return [each for each in self._joined(maybe) if each.is_for(self._line)]

    def nearest(self) -> list[_Joined]:
        """Some others; the search begins with whoever is a party to fewer agreements."""
        [(gives, has)] = self._rows(_HOW_MANY)
        sides = ("provider", "recipient") if gives <= has else ("recipient", "provider")
        fewer, more = (self._given[side] for side in sides)
        return self._joined({row[0] for row in self._rows(_NEAREST, fewer=fewer, more=more)})

    def _joined(self, ids: set[str]) -> list[_Joined]:
        if not ids:
            return []
        keys = evenly(ids)
        parties = self._rows(_PARTIES, ids=keys)
        gives, has = (_by_agreement(side, parties) for side in self._sides)
        return [
            _Joined(terms, tuple(gives[terms[0]]), tuple(has[terms[0]]))
            for terms in self._rows(_TERMS, ids=keys)
        ]


def _by_agreement(side: Standing, parties: Sequence[Any]) -> dict[str, list[Party]]:
    found, mine = defaultdict(list), set(side.party_ids)
    for row in parties:
        if row[1] in mine:
            found[row[0]].append(side.party(*row))
    return found


def joining(
    session: Session,
    provider: Standing,
    recipient: Standing,
    *,
    line: tuple[str, ...],
    asked: Collection[str],
    on: date,
    version: int,
) -> tuple[Agreement, ...]:
    """Every agreement for the purpose that both stand behind; if there is none, what is nearest.

    Of their rows only what is asked about is told: ``asked`` are categories, with every broader one,
    and kinds of people.
    """
    connection = session.connection()
    reader = _Reader(connection, provider, recipient, line, {"on": on, "version": version})
    found = reader.for_it()
    if all(each.is_charter for each in found):
        charters = {each.id for each in found}
        found += [each for each in reader.nearest() if each.id not in charters]
    sought = {*asked, ANY, *provider.names, *recipient.names}
    rows = rows_of(connection, [each.id for each in found], on, version, sought)
    return tuple(
        agreement_of(each.terms, rows.get(each.id, ()), gives=each.gives, has=each.has)
        for each in found
    )
