"""The agreements that join two agencies, found in one join over the parties behind each.

Only agreements for the purpose, and charters, are read; others are looked at only where none is
found, so that a busy pair costs little and a miss can still say what came nearest.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from isa.coverage.view import Agreement, AgreementStatus, AgreementType, Party, PartyState
from isa.register.answers.rows.service import rows_of
from isa.register.answers.standing import Standing
from isa.register.tables import (
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import held_then

MOST_NEAR = 10
"""How many agreements of each kind are looked at for a closest miss."""

_giver, _receiver = aliased(AgreementPartyRow), aliased(AgreementPartyRow)
_TERMS = tuple(
    col(getattr(AgreementRow, name))
    for name in (
        "agreement_id",
        "row_id",
        "reference",
        "title",
        "type",
        "status",
        "starts_on",
        "ends_on",
        "review_due_on",
        "parent_id",
        "is_reciprocal",
        "requires_all_signatures",
        "is_retrospective",
        "has_part3_clause",
    )
)
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


_BOTH = (
    select(*_TERMS, *_columns(_giver, "giver"), *_columns(_receiver, "receiver"))
    .select_from(_giver)
    .join(_receiver, col(_receiver.agreement_id) == col(_giver.agreement_id))
    .join(AgreementRow, col(AgreementRow.agreement_id) == col(_giver.agreement_id))
    .where(
        col(_giver.agency_id).in_(bindparam("givers", expanding=True)),
        col(_receiver.agency_id).in_(bindparam("receivers", expanding=True)),
        held_then(_giver),
        held_then(_receiver),
        held_then(AgreementRow),
    )
)
_IS_CHARTER = col(AgreementRow.type) == AgreementType.TIER1_CHARTER.value
_FOR_IT = _BOTH.where(or_(_is_for_it, _IS_CHARTER))
_IN_ORDER = (col(_giver.agency_id), col(_giver.agreement_id))
# The order of the index on parties: the first few are found without reading a hub's thousands.
_FOR_OTHERS = _BOTH.where(~_is_for_it).order_by(*_IN_ORDER).limit(MOST_NEAR)
_NEAR = (
    select(*_TERMS, *_columns(_giver, "party"))
    .select_from(_giver)
    .join(AgreementRow, col(AgreementRow.agreement_id) == col(_giver.agreement_id))
    .where(
        col(_giver.agency_id).in_(bindparam("parties", expanding=True)),
        held_then(_giver),
        held_then(AgreementRow),
        _is_for_it,
    )
    .order_by(*_IN_ORDER)
    .limit(MOST_NEAR)
)
_CODES = select(
    col(AgreementCodeRow.row_id), col(AgreementCodeRow.kind), col(AgreementCodeRow.code)
).where(col(AgreementCodeRow.row_id).in_(bindparam("rows", expanding=True)))
_INCOMPLETE = (
    select(col(_giver.agreement_id))
    .where(
        col(_giver.agreement_id).in_(bindparam("ids", expanding=True)),
        held_then(_giver),
        or_(col(_giver.state) != PartyState.SIGNED.value, col(_giver.signed_on) > bindparam("on")),
    )
    .distinct()
)


class _Found:
    """Agreements being gathered, with the parties of either side."""

    def __init__(self, provider: Standing, recipient: Standing) -> None:
        self.provider, self.recipient = provider, recipient
        self.terms: dict[str, Row[Any]] = {}
        self.givers: dict[str, dict[str, Party]] = defaultdict(dict)
        self.receivers: dict[str, dict[str, Party]] = defaultdict(dict)

    def add_both(self, row: Row[Any]) -> None:
        """An agreement with a party on each side."""
        key = row[0]
        self.terms[key] = row
        first, second = len(_TERMS), len(_TERMS) + len(_PARTY)
        self.givers[key][row[first]] = self.provider.party(key, *row[first:second])
        self.receivers[key][row[second]] = self.recipient.party(key, *row[second:])

    def add_near(self, row: Row[Any], *, gives: bool) -> None:
        """An agreement with a party on one side only."""
        key = row[0]
        standing, side = (self.provider, self.givers) if gives else (self.recipient, self.receivers)
        self.terms[key] = row
        side[key][row[len(_TERMS)]] = standing.party(key, *row[len(_TERMS) :])


def joining(
    session: Session,
    provider: Standing,
    recipient: Standing,
    *,
    line: tuple[str, ...],
    on: date,
    version: int,
) -> tuple[Agreement, ...]:
    """Every agreement for the purpose that both stand behind; if there is none, what is nearest."""
    connection = session.connection()
    values = {
        "givers": provider.party_ids,
        "receivers": recipient.party_ids,
        "line": line,
        "on": on,
        "version": version,
    }
    found = _Found(provider, recipient)
    for row in connection.execute(_FOR_IT, values).all():
        found.add_both(row)
    if all(row.type == AgreementType.TIER1_CHARTER.value for row in found.terms.values()):
        _add_nearest(connection, found, values)
    codes = _codes(connection, found)
    rows = rows_of(session, sorted(found.terms), on, version)
    incomplete = _incomplete(connection, found, values)
    return tuple(
        _agreement(key, found, codes[key]).model_copy(
            update={"rows": rows.get(key, ()), "has_unsigned_party": key in incomplete}
        )
        for key in found.terms
    )


def _add_nearest(connection: Connection, found: _Found, values: dict[str, Any]) -> None:
    """Agreements of both for other purposes, and some for the purpose that one of the two may join."""
    for row in connection.execute(_FOR_OTHERS, values):
        found.add_both(row)
    for parties, gives in ((values["receivers"], False), (values["givers"], True)):
        for row in connection.execute(_NEAR, {**values, "parties": parties}):
            found.add_near(row, gives=gives)


def _codes(connection: Connection, found: _Found) -> dict[str, dict[str, set[str]]]:
    """The codes beside each agreement, by kind."""
    keys = {row.row_id: key for key, row in found.terms.items()}
    codes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    if keys:
        for row_id, kind, code in connection.execute(_CODES, {"rows": list(keys)}).all():
            codes[keys[row_id]][kind].add(code)
    return codes


def _incomplete(connection: Connection, found: _Found, values: dict[str, Any]) -> set[str]:
    """Among agreements that wait for every signature, those that still lack one."""
    waiting = [key for key, row in found.terms.items() if row.requires_all_signatures]
    if not waiting:
        return set()
    return {row[0] for row in connection.execute(_INCOMPLETE, {**values, "ids": waiting})}


def _agreement(key: str, found: _Found, codes: dict[str, set[str]]) -> Agreement:
    terms = found.terms[key]
    return Agreement(
        id=key,
        reference=terms.reference,
        title=terms.title,
        type=AgreementType(terms.type),
        status=AgreementStatus(terms.status),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        review_due_on=terms.review_due_on,
        parent_id=terms.parent_id,
        is_reciprocal=terms.is_reciprocal,
        requires_all_signatures=terms.requires_all_signatures,
        is_retrospective=terms.is_retrospective,
        has_part3_clause=terms.has_part3_clause,
        areas=frozenset(codes[AgreementCode.AREA.value]),
        purposes=frozenset(codes[AgreementCode.PURPOSE.value]),
        exclusions=frozenset(codes[AgreementCode.EXCLUSION.value]),
        provider_parties=tuple(found.givers[key].values()),
        recipient_parties=tuple(found.receivers[key].values()),
    )
