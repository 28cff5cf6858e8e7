"""The agreements that join two agencies, found in one join over the parties behind each.

Only agreements for the purpose, and charters, are read; others are looked at only where none is
found, so that a busy pair costs little and a miss can still say what came nearest.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from isa.coverage.view import ANY, Agreement, AgreementType, Party
from isa.register.answers.rows.service import rows_of
from isa.register.answers.standing import Standing
from isa.register.answers.terms.service import TERMS, agreement_of, incomplete
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

_few, _many = aliased(AgreementPartyRow), aliased(AgreementPartyRow)
_PARTY = ("agency_id", "role", "state", "signed_on")
_is_for_it = (
    select(col(AgreementCodeRow.row_id))
    .where(
        col(AgreementCodeRow.row_id) == col(AgreementRow.row_id),
        col(AgreementCodeRow.kind) == AgreementCode.PURPOSE.value,
        col(AgreementCodeRow.code).in_(bindparam("line", expanding=True)),
    )
    .exists()
)


def _columns(party: type[AgreementPartyRow], label: str) -> list[Any]:
    return [col(getattr(party, name)).label(f"{label}_{name}") for name in _PARTY]


_terms_then = and_(
    col(AgreementRow.agreement_id) == col(_few.agreement_id), held_then(AgreementRow)
)
_BOTH = (
    select(*TERMS, *_columns(_few, "few"), *_columns(_many, "many"))
    .select_from(_few)
    .join(_many, col(_many.agreement_id) == col(_few.agreement_id))
    .where(
        col(_few.agency_id).in_(bindparam("few", expanding=True)),
        col(_many.agency_id).in_(bindparam("many", expanding=True)),
        held_then(_few),
        held_then(_many),
    )
)
_CHARTER = AgreementType.TIER1_CHARTER.value
_gives, _has = aliased(AgreementReachRow), aliased(AgreementReachRow)
# Two hubs have thousands of agreements each and hundreds in common, but few for any one purpose.
_maybe = (
    select(col(_gives.agreement_id))
    .join(_has, col(_has.agreement_id) == col(_gives.agreement_id))
    .where(
        col(_gives.agency_id).in_(bindparam("few", expanding=True)),
        col(_gives.code).in_(bindparam("reach", expanding=True)),
        col(_has.agency_id).in_(bindparam("many", expanding=True)),
        col(_has.code).in_(bindparam("reach", expanding=True)),
    )
)
_FOR_IT = _BOTH.join(AgreementRow, _terms_then).where(
    col(AgreementRow.agreement_id).in_(_maybe),
    or_(_is_for_it, col(AgreementRow.type) == _CHARTER),
)
_IN_ORDER = (col(_few.agency_id), col(_few.agreement_id))
# The order of the index on parties: the first few are found without reading a hub's thousands.
_FOR_OTHERS = (
    _BOTH.join(AgreementRow, _terms_then).where(~_is_for_it).order_by(*_IN_ORDER).limit(MOST_NEAR)
)
_NEAR = (
    select(*TERMS, *_columns(_few, "few"))
    .select_from(_few)
    .join(AgreementRow, col(AgreementRow.agreement_id) == col(_few.agreement_id))
    .where(
        col(_few.agency_id).in_(bindparam("few", expanding=True)),
        held_then(_few),
        held_then(AgreementRow),
        _is_for_it,
    )
    .order_by(*_IN_ORDER)
    .limit(MOST_NEAR)
)
_HOW_MANY = (
    select(func.count())
    .select_from(_few)
    .where(col(_few.agency_id).in_(bindparam("few", expanding=True)))
)


class _Found:
    """Agreements being gathered, with the parties of either side."""

    def __init__(self, provider: Standing, recipient: Standing) -> None:
        self.provider, self.recipient = provider, recipient
        self.terms: dict[str, Row[Any]] = {}
        self.givers: dict[str, dict[str, Party]] = defaultdict(dict)
        self.receivers: dict[str, dict[str, Party]] = defaultdict(dict)

    def add_both(self, row: Row[Any], *, gives: bool) -> None:
        """An agreement with a party on each side; ``gives`` says whether the first is the provider."""
        first, second = len(TERMS), len(TERMS) + len(_PARTY)
        self._add(row, row[first:second], gives=gives)
        self._add(row, row[second:], gives=not gives)

    def add_near(self, row: Row[Any], *, gives: bool) -> None:
        """An agreement with a party on one side only."""
        self._add(row, row[len(TERMS) :], gives=gives)

    def _add(self, row: Row[Any], party: Sequence[Any], *, gives: bool) -> None:
        key = row[0]
        standing, side = (self.provider, self.givers) if gives else (self.recipient, self.receivers)
        self.terms[key] = row
        side[key][party[0]] = standing.party(key, *party)


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
    values = {"line": line, "on": on, "version": version}
    found = _Found(provider, recipient)
    both = {**values, "few": provider.party_ids, "many": recipient.party_ids}
    for row in connection.execute(_FOR_IT, {**both, "reach": (*line, _CHARTER)}).all():
        found.add_both(row, gives=True)
    if all(row.type == _CHARTER for row in found.terms.values()):
        _add_others(connection, found, values)
        _add_near(connection, found, values)
    sought = {*asked, ANY, *provider.names, *recipient.names}
    rows = rows_of(connection, sorted(found.terms), on, version, sought)
    unsigned = incomplete(connection, [*found.terms.values()], on, version)
    return tuple(
        agreement_of(
            terms,
            rows.get(key, ()),
            has_unsigned=key in unsigned,
            gives=tuple(found.givers[key].values()),
            has=tuple(found.receivers[key].values()),
        )
        for key, terms in found.terms.items()
    )


def _add_others(connection: Connection, found: _Found, values: dict[str, Any]) -> None:
    """Some agreements both have joined, for another purpose; the search begins with whoever has fewer."""
    gives = _is_fewer(connection, found.provider, found.recipient)
    first, second = (found.provider, found.recipient)[:: 1 if gives else -1]
    both = {**values, "few": first.party_ids, "many": second.party_ids}
    for row in connection.execute(_FOR_OTHERS, both).all():
        found.add_both(row, gives=gives)


def _is_fewer(connection: Connection, provider: Standing, recipient: Standing) -> bool:
    """Whether the provider is a party to fewer agreements: the join begins on that side."""
    counts = [
        connection.execute(_HOW_MANY, {"few": side.party_ids}).scalar_one()
        for side in (provider, recipient)
    ]
    return counts[0] <= counts[1]


def _add_near(connection: Connection, found: _Found, values: dict[str, Any]) -> None:
    """Some agreements for the purpose that only one of the two has joined."""
    for side, gives in ((found.recipient, False), (found.provider, True)):
        for row in connection.execute(_NEAR, {**values, "few": side.party_ids}).all():
            found.add_near(row, gives=gives)
