"""The register's use cases in one place: what pages, the command line and decisions call."""

from isa.register.agencies.changes.service import (
    add_agency,
    close_agency,
    move_agency,
    record_membership,
    record_succession,
    set_contacts,
)
from isa.register.agencies.finding.service import find_agency
from isa.register.agencies.service import (
    agency,
    list_agencies,
    nearby_agencies,
    search_agencies,
)
from isa.register.agreements.changes.service import record_agreement, set_status
from isa.register.agreements.service import agreement, list_agreements, parties
from isa.register.agreements.signatures.service import record_signature, record_withdrawal
from isa.register.answers.service import ask_coverage, known_on, known_version
from isa.register.health.service import register_health

__all__ = [
    "add_agency",
    "agency",
    "agreement",
    "ask_coverage",
    "close_agency",
    "find_agency",
    "known_on",
    "known_version",
    "list_agencies",
    "list_agreements",
    "move_agency",
    "nearby_agencies",
    "parties",
    "record_agreement",
    "record_membership",
    "record_signature",
    "record_succession",
    "record_withdrawal",
    "register_health",
    "search_agencies",
    "set_contacts",
    "set_status",
]
