"""Small registers written down in a line for each agreement, for answers that were worked out by hand."""

from dataclasses import dataclass
from datetime import date

from isa.coverage.network.book import Book, Words
from isa.coverage.network.flow import Flow
from isa.coverage.view import (
    ANY,
    Agreement,
    AgreementStatus,
    AgreementType,
    Direction,
    Party,
    PartyState,
    Row,
    Side,
)

ON = date(2026, 11, 21)
WORDS = Words(
    purposes={
        "protect": ("protect",),
        "enquiry": ("enquiry", "protect"),
        "review": ("review",),
        "demand": ("demand", "statutory_demand"),
    },
    categories={code: (code,) for code in ("contact", "school", "health")},
    leaves={code: (code,) for code in ("contact", "school", "health")},
    labels={},
)


@dataclass(frozen=True)
class Agreed:
    """An agreement: its parties (a name with ``?`` has not signed), purposes and categories."""

    reference: str
    parties: str
    purposes: str = "protect"
    categories: str = "contact"
    ends_on: date | None = None
    starts_on: date = date(2025, 1, 1)
    type: AgreementType = AgreementType.TIER2_ISA
    parent: str | None = None
    excludes: str = ""
    onward: str = "same_purpose"
    senders: str = ANY
    receivers: str = ANY
    hard: str = ""
    """Conditions without which the row does not speak."""


def book(*agreed: Agreed) -> Book:
    """A book of everyone the agreements name; each is its own controller, of a kind called as it is."""
    names = sorted({name for one in agreed for name in one.parties.replace("?", "").split()})
    stands: dict[str, dict[str, tuple[Party, ...]]] = {name: {} for name in names}
    for one in agreed:
        for word in one.parties.split():
            name = word.rstrip("?")
            state = PartyState.INVITED if word.endswith("?") else PartyState.SIGNED
            party = Party(party_id=name, state=state, signed_on=date(2025, 1, 1))
            stands[name][one.reference] = (party,)
    return Book(
        on=ON,
        register_version=1,
        words=WORDS,
        sides={name: Side(agency_id=name, name=name, controller_id=name) for name in names},
        types={name: name for name in names},
        agreements={one.reference: _agreement(one) for one in agreed},
        stands=stands,
    )


def _agreement(one: Agreed) -> Agreement:
    one_way = (one.senders, one.receivers) != (ANY, ANY)
    row = Row(
        number=1,
        direction=Direction.ONE_WAY if one_way else Direction.RECIPROCAL,
        providers=frozenset(one.senders.split()),
        recipients=frozenset(one.receivers.split()),
        categories=frozenset(one.categories.split()),
        subjects=frozenset({ANY}),
        hard_conditions=tuple(one.hard.split()),
    )
    return Agreement(
        id=one.reference,
        reference=one.reference,
        title=one.reference,
        type=one.type,
        status=AgreementStatus.IN_FORCE,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        parent_id=one.parent,
        onward_sharing=one.onward,
        purposes=frozenset(one.purposes.split()),
        exclusions=frozenset(one.excludes.split()),
        rows=(row,),
    )


def flow(
    provider: str, recipient: str, categories: str = "contact", purpose: str = "protect"
) -> Flow:
    """One flow about a child."""
    return Flow(
        provider=provider,
        recipient=recipient,
        purpose=purpose,
        categories=tuple(categories.split()),
        subjects=("child",),
    )
