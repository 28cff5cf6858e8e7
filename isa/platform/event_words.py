"""What each event of the audit trail is called, and what it is about.

An event is stored as a code that never changes. A test holds this list against every code that the
service writes, so that no auditor meets one without words.
"""

from enum import StrEnum

from isa.platform.wording import gettext as _


class About(StrEnum):
    """What kind of thing an event happened to."""

    RECORD = "record"
    DRAFT = "draft"
    CASEWORK = "casework"
    AGREEMENT = "agreement"
    AGENCY = "agency"
    REGISTER = "register"
    USER = "user"
    INSTALLATION = "installation"


ABOUT = {
    About.RECORD: _("Records"),
    About.DRAFT: _("Drafts"),
    About.CASEWORK: _("Requests, advice and what follows"),
    About.AGREEMENT: _("Agreements"),
    About.AGENCY: _("Agencies"),
    About.REGISTER: _("Register: imports, exports and lists"),
    About.USER: _("Users"),
    About.INSTALLATION: _("Installation and law packs"),
}

WORDS: dict[About, dict[str, str]] = {
    About.RECORD: {
        "decision_sealed": _("Decision sealed"),
        "record_viewed": _("Record opened"),
        "record_exported": _("Record taken away"),
        "record_correction_started": _("Correction begun"),
        "record_held": _("Record put on hold"),
        "record_hold_lifted": _("Hold lifted"),
        "record_disposed": _("Record disposed of"),
        "certificate_exported": _("Certificate of disposal taken away"),
    },
    About.DRAFT: {
        "draft_started": _("Draft begun"),
        "draft_answer_saved": _("Answer saved"),
        "draft_text_too_long": _("Text kept that is too long to be an answer"),
        "draft_list_lengthened": _("Entry added to a list"),
        "draft_list_shortened": _("Entry taken off a list"),
        "draft_deepened": _("More questions asked for"),
        "draft_assessment_seen": _("Advice seen"),
        "draft_discarded": _("Draft deleted"),
        "request_file_used": _("Begun from the file of a request"),
    },
    About.CASEWORK: {
        "casework_begun": _("Request or follow-up begun"),
        "casework_saved": _("Request or follow-up saved"),
        "casework_noted": _("What happened noted"),
        "casework_addressee_added": _("Addressee added"),
        "casework_addressee_removed": _("Addressee removed"),
        "request_made": _("Request made"),
        "request_exported": _("Request taken away"),
        "follow_up_opened": _("Follow-up opened"),
        "second_person_looked": _("Looked at by a second person"),
        "decision_looked_at_again": _("Decision looked at again"),
        "consultation_logged": _("Advice without names logged"),
        "consultation_linked": _("Advice without names linked to a decision"),
        "legal_advice_opened": _("Legal advice opened"),
    },
    About.AGREEMENT: {
        "agreement_recorded": _("Agreement recorded"),
        "agreement_copied": _("Agreement copied"),
        "agreement_revised": _("Agreement changed"),
        "agreement_version_kept": _("Version kept"),
        "agreement_checked": _("Quality checklist answered"),
        "agreement_status_changed": _("Agreement moved on"),
        "agreement_move_withdrawn": _("Move withdrawn"),
        "agreement_note_added": _("Note added"),
        "agreement_paper_kept": _("Document attached"),
        "agreement_paper_read": _("Document opened"),
        "agreement_paper_removed": _("Document removed"),
        "data_row_added": _("Row of the sharing table added"),
        "data_row_changed": _("Row of the sharing table changed"),
        "data_row_removed": _("Row of the sharing table removed"),
        "parties_added": _("Parties added"),
        "parties_asked": _("Parties asked to sign"),
        "parties_chased": _("Parties reminded"),
        "party_removed": _("Party removed"),
        "party_state_recorded": _("Standing of a party recorded"),
        "signature_recorded": _("Signature recorded"),
        "signature_verified": _("Signatory checked"),
        "signature_evidence_kept": _("Evidence of a signature kept"),
        "signature_taken_back": _("Signature recorded by mistake taken back"),
        "leaving_taken_back": _("Withdrawal or lapse recorded by mistake taken back"),
        "signing_pack_made": _("Signing pack made"),
    },
    About.AGENCY: {
        "agency_added": _("Agency added"),
        "agency_described": _("Agency described"),
        "agency_moved": _("Agency moved under another"),
        "agency_closed": _("Agency closed"),
        "succession_recorded": _("Succession recorded"),
        "membership_recorded": _("Membership recorded"),
        "members_recorded": _("Members of a group recorded"),
        "agency_identifiers_set": _("Identifiers set"),
        "agency_contacts_set": _("Contacts set"),
        "agency_contacts_confirmed": _("Contacts confirmed"),
        "agency_officers_set": _("Officers set"),
        "agency_signatory_added": _("Signatory added"),
        "agency_signatory_ended": _("Signatory ended"),
        "agency_assurance_confirmed": _("Assurance confirmed"),
    },
    About.REGISTER: {
        "import_staged": _("File read for an import"),
        "import_sheet_chosen": _("Sheet of an import chosen"),
        "import_mapped": _("Columns of an import matched"),
        "import_names_chosen": _("Names of an import matched"),
        "import_committed": _("Import put into the register"),
        "import_undone": _("Import taken back"),
        "import_discarded": _("Import dropped"),
        "import_erased": _("File of an import erased"),
        "register_batch_added": _("Many entries added at once"),
        "register_exported": _("Register taken away"),
        "agency_list_exported": _("List of agencies taken away"),
        "agreement_list_exported": _("List of agreements taken away"),
        "list_exported": _("List taken away"),
        "worklist_exported": _("Work list taken away"),
        "worklist_filter_kept": _("Filter kept"),
        "worklist_filter_dropped": _("Filter dropped"),
        "unsaved_form_kept": _("Unsaved form kept"),
        "unsaved_form_dropped": _("Unsaved form dropped"),
        "national_demo_loaded": _("Invented nation loaded"),
    },
    About.USER: {
        "user_added": _("User added"),
        "user_first_signed_in": _("User signed in for the first time"),
        "user_role_given": _("Role given"),
        "user_role_taken": _("Role taken away"),
        "user_disabled": _("User stopped"),
        "user_moved": _("User moved to another agency"),
    },
    About.INSTALLATION: {
        "installation_created": _("Installation created"),
        "database_put_back": _("Backup put back"),
        "disposed_again": _("Disposals done again after a backup was put back"),
        "impact_studied": _("Effect of a law pack studied"),
        "trail_exported": _("Audit trail taken away"),
    },
}


def words(event_type: str) -> str:
    """What an event is called; its code where nobody named it, as in a trail of a newer version."""
    for named in WORDS.values():
        if event_type in named:
            return named[event_type]
    return event_type


def about(event_type: str) -> About | None:
    """What kind of thing an event is about."""
    return next((kind for kind, named in WORDS.items() if event_type in named), None)
