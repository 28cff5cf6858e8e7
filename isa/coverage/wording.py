"""The sentences coverage speaks in. They describe paper, never what the law allows."""

from isa.coverage.model import ReasonCode, Verdict
from isa.platform.wording import gettext as _

STANDING_SENTENCE = _(
    "Not being covered does not stop you sharing to protect someone. "
    "Being covered does not by itself make sharing lawful."
)

VERDICTS: dict[Verdict, str] = {
    Verdict.COVERED: _("Covered"),
    Verdict.WITH_CONDITIONS: _("Covered, with conditions"),
    Verdict.PARTLY: _("Partly covered"),
    Verdict.NOT_COVERED: _("Not covered"),
    Verdict.NOT_APPLICABLE: _("No agreement needed"),
    Verdict.INDETERMINATE: _("The register cannot say"),
}

REASONS: dict[ReasonCode, str] = {
    ReasonCode.NO_COMMON_AGREEMENT: _("no agreement names both agencies for this"),
    ReasonCode.PROVIDER_NOT_PARTY: _("the sender is not a party"),
    ReasonCode.RECIPIENT_NOT_PARTY: _("the receiver is not a party"),
    ReasonCode.PROVIDER_UNSIGNED: _("the sender has not signed"),
    ReasonCode.RECIPIENT_UNSIGNED: _("the receiver has not signed"),
    ReasonCode.NOT_YET_IN_FORCE: _("it is not in force yet"),
    ReasonCode.EXPIRED: _("it has ended"),
    ReasonCode.SUPERSEDED: _("a later agreement has replaced it"),
    ReasonCode.WITHDRAWN: _("it was ended, or a party has withdrawn"),
    ReasonCode.PURPOSE_OUT: _("this purpose is not in it"),
    ReasonCode.CATEGORY_OUT: _("this kind of information is not in it"),
    ReasonCode.CATEGORY_EXCLUDED: _("it leaves this kind of information out in so many words"),
    ReasonCode.SUBJECT_OUT: _("information about these people is not in it"),
    ReasonCode.AREA_OUT: _("it is for another area"),
    ReasonCode.DIRECTION_OUT: _("it does not run in this direction"),
    ReasonCode.ROLE_MISMATCH: _("one of the agencies is in it in another role"),
    ReasonCode.CONDITION_UNMET: _("a condition is not met"),
    ReasonCode.CONDITION_UNKNOWN: _("a condition has to be checked"),
    ReasonCode.REVIEW_OVERDUE: _("its review is overdue"),
    ReasonCode.TIER1_MISSING: _("the charter it relies on is not signed by both, or not in force"),
    ReasonCode.CLASS_MEMBERSHIP_UNKNOWN: (
        _("it names a group, and nobody recorded whether this agency joined in")
    ),
    ReasonCode.SUCCESSION_UNCONFIRMED: (
        _("it names an agency that was replaced, and nobody confirmed that it carries over")
    ),
    ReasonCode.PROCESSOR_CONTRACT_MISSING: _("the company in between has no contract for this"),
    ReasonCode.REGIME_CHANGE: _("it has no clause for law enforcement information"),
    ReasonCode.TIER1_ONLY: _("it is a charter of principles and shares nothing by itself"),
    ReasonCode.REVIEW_SERIOUSLY_OVERDUE: _("its review is more than 90 days overdue"),
    ReasonCode.DIRECTION_ASSUMED: _("it does not say who gives what to whom; both ways is assumed"),
    ReasonCode.RETROSPECTIVE: _("it was signed later and says it applies from its start"),
    ReasonCode.METHOD_MISMATCH: _("it names another way of sending"),
    ReasonCode.SIGNATORY_UNVERIFIED: _(
        "its signature is not checked: it is known from a list only, or it is not known whether the "
        "person who signed was allowed to"
    ),
    ReasonCode.DATES_UNKNOWN: _("its dates are not recorded"),
    ReasonCode.SAME_CONTROLLER: _("both are parts of one organisation"),
    ReasonCode.STATUTORY_DEMAND: _(
        "a demand made under an Act or a court order rests on its own law"
    ),
    ReasonCode.ROWS_UNKNOWN: _("what it shares, or which way, is not recorded"),
}

MENDS: dict[ReasonCode, str] = {
    ReasonCode.PROVIDER_NOT_PARTY: _("Ask {provider} to join {agreement}."),
    ReasonCode.RECIPIENT_NOT_PARTY: _("Ask {recipient} to join {agreement}."),
    ReasonCode.PROVIDER_UNSIGNED: _("Get {provider} to sign {agreement}."),
    ReasonCode.RECIPIENT_UNSIGNED: _("Get {recipient} to sign {agreement}."),
    ReasonCode.NOT_YET_IN_FORCE: _(
        "Complete {agreement}: get the missing signatures and bring it into force."
    ),
    ReasonCode.EXPIRED: _("Renew {agreement}, which has ended."),
    ReasonCode.SUPERSEDED: _("Add this to the agreement that replaced {agreement}."),
    ReasonCode.WITHDRAWN: _(
        "Ask why {agreement} was left, and whether it can be rejoined or replaced."
    ),
    ReasonCode.PURPOSE_OUT: _("Add the purpose to {agreement}, or agree a new schedule for it."),
    ReasonCode.CATEGORY_OUT: _("Add {category} to a row of {agreement}."),
    ReasonCode.CATEGORY_EXCLUDED: (
        _(
            "{agreement} leaves {category} out on purpose. Ask its lead why before anything is changed."
        )
    ),
    ReasonCode.SUBJECT_OUT: _("Add {subject} to a row of {agreement}."),
    ReasonCode.AREA_OUT: _("Extend {agreement} to this area."),
    ReasonCode.DIRECTION_OUT: _(
        "Add a row for {category} to {agreement}, from {provider} to {recipient}."
    ),
    ReasonCode.ROLE_MISMATCH: _("Check in which role each agency is named in {agreement}."),
    ReasonCode.CONDITION_UNMET: _(
        "Meet the condition in {agreement}, or decide this case on its own facts."
    ),
    ReasonCode.CONDITION_UNKNOWN: _("Check the condition in {agreement}."),
    ReasonCode.REVIEW_OVERDUE: "Review {agreement}.",
    ReasonCode.REVIEW_SERIOUSLY_OVERDUE: "Review {agreement}.",
    ReasonCode.TIER1_MISSING: _("Get the charter behind {agreement} signed by both."),
    ReasonCode.CLASS_MEMBERSHIP_UNKNOWN: _(
        "Record whether each agency in the group joined {agreement}."
    ),
    ReasonCode.SUCCESSION_UNCONFIRMED: _(
        "Confirm whether {agreement} carried over to the new agency."
    ),
    ReasonCode.REGIME_CHANGE: _("Add a Part 3 (law enforcement) clause to {agreement}."),
    ReasonCode.TIER1_ONLY: _("Agree a tier 2 agreement under {agreement}."),
    ReasonCode.SIGNATORY_UNVERIFIED: _(
        "See the signature on {agreement}, and check that the person who signed was allowed to."
    ),
    ReasonCode.DATES_UNKNOWN: _("Find and record the dates of {agreement}."),
    ReasonCode.ROWS_UNKNOWN: _("Record what {agreement} shares, and who gives it to whom."),
    ReasonCode.DIRECTION_ASSUMED: _("Record who gives what to whom under {agreement}."),
    ReasonCode.NO_COMMON_AGREEMENT: (
        _("Get the agreement that {agreement} belongs to signed by both agencies first.")
    ),
}
