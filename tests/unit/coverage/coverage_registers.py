"""Small registers for coverage tests: a list of agreements with parties, and the view of one pair."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from isa.coverage.model import CoverageQuestion
from isa.coverage.view import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Direction,
    Party,
    RegisterView,
    Row,
    Side,
)

DAY = date(2026, 11, 21)
START = date(2025, 4, 1)
PURPOSE_LINES = {
    "cp_s47": ("cp_s47", "safeguard_child"),
    "mash_triage": ("mash_triage", "safeguard_child"),
    "safeguard_child": ("safeguard_child",),
    "s45": ("s45", "statutory_demand"),
}
CATEGORY_LINES = {
    "health_gp": ("health_gp", "health"),
    "health_sexual": ("health_sexual", "health"),
}


def row(**changes: Any) -> Row:
    """A row from p to q about a child's identity and GP record."""
    return Row(
        **{
            "number": 1,
            "direction": Direction.ONE_WAY,
            "providers": frozenset({"p"}),
            "recipients": frozenset({"q"}),
            "categories": frozenset({"id_contact", "health_gp"}),
            "subjects": frozenset({"child"}),
            **changes,
        }
    )


def signed(party_id: str, **changes: Any) -> Party:
    """A party that signed on the agreement's first day."""
    return Party(**{"party_id": party_id, "signed_on": START, **changes})


def agreement(name: str = "A1", **changes: Any) -> Agreement:
    """An agreement between p and q, in force, for child safeguarding."""
    return Agreement(
        **{
            "id": name,
            "reference": name,
            "title": f"Agreement {name}",
            "type": AgreementType.TIER2_ISA,
            "status": AgreementStatus.IN_FORCE,
            "starts_on": START,
            "purposes": frozenset({"safeguard_child"}),
            "provider_parties": (signed("p"),),
            "recipient_parties": (signed("q"),),
            "rows": (row(),),
            **changes,
        }
    )


def view(*agreements: Agreement, purpose: str = "cp_s47", **changes: Any) -> RegisterView:
    """What the register says about p and q."""
    return RegisterView(
        **{
            "provider": Side(agency_id="p", name="Pinewood Primary", controller_id="p"),
            "recipient": Side(agency_id="q", name="Quarry Council", controller_id="q"),
            "agreements": agreements,
            "purpose_line": PURPOSE_LINES.get(purpose, (purpose,)),
            "category_lines": CATEGORY_LINES,
            **changes,
        }
    )


def ask(*categories: str, **changes: Any) -> CoverageQuestion:
    """May p send a child's identity to q for child protection?"""
    return CoverageQuestion(
        **{
            "provider": "p",
            "recipient": "q",
            "purpose": "cp_s47",
            "categories": categories or ("id_contact",),
            "subjects": ("child",),
            "on": DAY,
            **changes,
        }
    )


@dataclass(frozen=True)
class Joined:
    """An agreement before anyone has asked about a pair: its parties by name."""

    agreement: Agreement
    parties: dict[str, Party] = field(default_factory=dict)


def seen_from(register: list[Joined], provider: str, recipient: str) -> RegisterView:
    """What the register says about any two of its agencies."""
    return view(
        *(
            item.agreement._replace(
                provider_parties=tuple(p for p in [item.parties.get(provider)] if p),
                recipient_parties=tuple(p for p in [item.parties.get(recipient)] if p),
            )
            for item in register
            if provider in item.parties or recipient in item.parties
        ),
        provider=Side(agency_id=provider, name=provider, controller_id=provider),
        recipient=Side(agency_id=recipient, name=recipient, controller_id=recipient),
    )
