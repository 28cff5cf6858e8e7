"""The register's use cases in one place: what pages, the command line and decisions call."""

from isa.register.agencies.adding.service import add_agency
from isa.register.agencies.becoming.service import close_agency, move_agency, record_succession
from isa.register.agencies.contacts.service import set_contacts
from isa.register.agencies.finding.service import find_agency
from isa.register.agencies.keeping.service import (
    describe_agency,
    officers,
    set_identifiers,
    set_officers,
)
from isa.register.agencies.membership.service import record_membership
from isa.register.agencies.rosters.service import (
    Ended,
    ended_agencies,
    record_members,
    roster,
    successions,
)
from isa.register.agencies.service import (
    agencies_in_brief,
    agency,
    nearby_agencies,
    search_agencies,
)
from isa.register.agencies.signatories.service import (
    add_signatory,
    assurances,
    confirm_assurance,
    end_signatory,
    signatories,
)
from isa.register.agreements.changes.service import record_agreement
from isa.register.agreements.checklist.service import answer_checks, quality_checks
from isa.register.agreements.events.service import agreement_events
from isa.register.agreements.moves.service import move_agreement, next_moves
from isa.register.agreements.moves.withdrawing.service import later_move, withdraw_move
from isa.register.agreements.notes.service import add_note, notes
from isa.register.agreements.papers.service import keep_paper, paper_bytes, papers, remove_paper
from isa.register.agreements.parties.answering.service import set_party_state
from isa.register.agreements.parties.asking.service import ask_all, unasked
from isa.register.agreements.parties.service import add_parties, members_of, remove_party
from isa.register.agreements.rows.service import add_data_row, change_data_row, remove_data_row
from isa.register.agreements.service import agreement, parties
from isa.register.agreements.signatures.service import record_signature
from isa.register.agreements.signatures.standing.service import (
    keep_evidence,
    take_back_leaving,
    take_back_signature,
    verify_signature,
)
from isa.register.agreements.starting.service import clone_agreement, start_agreement
from isa.register.agreements.terms.revising.service import revise_terms
from isa.register.agreements.terms.service import agreement_terms
from isa.register.agreements.versions.service import (
    agreement_versions,
    compare_versions,
    mark_version,
)
from isa.register.answers.service import ask_coverage, known_on, known_version
from isa.register.health.service import register_health
from isa.register.keepers.service import (
    keeps_agency,
    keeps_agreement,
    require_agency_keeper,
    require_agreement_keeper,
)
from isa.register.listing.agencies.service import list_agencies
from isa.register.listing.agreements.service import list_agreements

__all__ = [
    "Ended",
    "add_agency",
    "add_data_row",
    "add_note",
    "add_parties",
    "add_signatory",
    "agencies_in_brief",
    "agency",
    "agreement",
    "agreement_events",
    "agreement_terms",
    "agreement_versions",
    "answer_checks",
    "ask_all",
    "ask_coverage",
    "assurances",
    "change_data_row",
    "clone_agreement",
    "close_agency",
    "compare_versions",
    "confirm_assurance",
    "describe_agency",
    "end_signatory",
    "ended_agencies",
    "find_agency",
    "keep_evidence",
    "keep_paper",
    "keeps_agency",
    "keeps_agreement",
    "known_on",
    "known_version",
    "later_move",
    "list_agencies",
    "list_agreements",
    "mark_version",
    "members_of",
    "move_agency",
    "move_agreement",
    "nearby_agencies",
    "next_moves",
    "notes",
    "officers",
    "paper_bytes",
    "papers",
    "parties",
    "quality_checks",
    "record_agreement",
    "record_members",
    "record_membership",
    "record_signature",
    "record_succession",
    "register_health",
    "remove_data_row",
    "remove_paper",
    "remove_party",
    "require_agency_keeper",
    "require_agreement_keeper",
    "revise_terms",
    "roster",
    "search_agencies",
    "set_contacts",
    "set_identifiers",
    "set_officers",
    "set_party_state",
    "signatories",
    "start_agreement",
    "successions",
    "take_back_leaving",
    "take_back_signature",
    "unasked",
    "verify_signature",
    "withdraw_move",
]
