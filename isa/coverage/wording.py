"""The sentences coverage speaks in. They describe paper, never what the law allows."""

from isa.coverage.model import ReasonCode, Verdict

STANDING_SENTENCE = (
    "Not being covered does not stop you sharing to protect someone. "
    "Being covered does not by itself make sharing lawful."
)

VERDICTS: dict[Verdict, str] = {
    Verdict.COVERED: "Covered",
    Verdict.WITH_CONDITIONS: "Covered, with conditions",
    Verdict.PARTLY: "Partly covered",
    Verdict.NOT_COVERED: "Not covered",
    Verdict.NOT_APPLICABLE: "No agreement needed",
    Verdict.INDETERMINATE: "The register cannot say",
}

REASONS: dict[ReasonCode, str] = {
    ReasonCode.NO_COMMON_AGREEMENT: "no agreement names both agencies for this",
    ReasonCode.PROVIDER_NOT_PARTY: "the sender is not a party",
    ReasonCode.RECIPIENT_NOT_PARTY: "the receiver is not a party",
    ReasonCode.PROVIDER_UNSIGNED: "the sender has not signed",
    ReasonCode.RECIPIENT_UNSIGNED: "the receiver has not signed",
    ReasonCode.NOT_YET_IN_FORCE: "it is not in force yet",
    ReasonCode.EXPIRED: "it has ended",
    ReasonCode.SUPERSEDED: "a later agreement has replaced it",
    ReasonCode.WITHDRAWN: "it was ended, or a party has withdrawn",
    ReasonCode.PURPOSE_OUT: "this purpose is not in it",
    ReasonCode.CATEGORY_OUT: "this kind of information is not in it",
    ReasonCode.CATEGORY_EXCLUDED: "it leaves this kind of information out in so many words",
    ReasonCode.SUBJECT_OUT: "information about these people is not in it",
    ReasonCode.AREA_OUT: "it is for another area",
    ReasonCode.DIRECTION_OUT: "it does not run in this direction",
    ReasonCode.ROLE_MISMATCH: "one of the agencies is in it in another role",
    ReasonCode.CONDITION_UNMET: "a condition is not met",
    ReasonCode.CONDITION_UNKNOWN: "a condition has to be checked",
    ReasonCode.REVIEW_OVERDUE: "its review is overdue",
    ReasonCode.TIER1_MISSING: "the charter it relies on is not signed by both, or not in force",
    ReasonCode.CLASS_MEMBERSHIP_UNKNOWN: (
        "it names a group, and nobody recorded whether this agency joined in"
    ),
    ReasonCode.SUCCESSION_UNCONFIRMED: (
        "it names an agency that was replaced, and nobody confirmed that it carries over"
    ),
    ReasonCode.PROCESSOR_CONTRACT_MISSING: "the company in between has no contract for this",
    ReasonCode.REGIME_CHANGE: "it has no clause for law enforcement information",
    ReasonCode.TIER1_ONLY: "it is a charter of principles and shares nothing by itself",
    ReasonCode.REVIEW_SERIOUSLY_OVERDUE: "its review is more than 90 days overdue",
    ReasonCode.DIRECTION_ASSUMED: "it does not say who gives what to whom; both ways is assumed",
    ReasonCode.RETROSPECTIVE: "it was signed later and says it applies from its start",
    ReasonCode.METHOD_MISMATCH: "it names another way of sending",
    ReasonCode.SIGNATORY_UNVERIFIED: "it is not known whether the person who signed was allowed to",
    ReasonCode.DATES_UNKNOWN: "its dates are not recorded",
    ReasonCode.SAME_CONTROLLER: "both are parts of one organisation",
    ReasonCode.STATUTORY_DEMAND: "a demand made under an Act or a court order rests on its own law",
    ReasonCode.ROWS_UNKNOWN: "what it shares, or which way, is not recorded",
}

MENDS: dict[ReasonCode, str] = {
    ReasonCode.PROVIDER_NOT_PARTY: "Ask {provider} to join {agreement}.",
    ReasonCode.RECIPIENT_NOT_PARTY: "Ask {recipient} to join {agreement}.",
    ReasonCode.PROVIDER_UNSIGNED: "Get {provider} to sign {agreement}.",
    ReasonCode.RECIPIENT_UNSIGNED: "Get {recipient} to sign {agreement}.",
    ReasonCode.NOT_YET_IN_FORCE: "Complete {agreement}: get the missing signatures and bring it into force.",
    ReasonCode.EXPIRED: "Renew {agreement}, which has ended.",
    ReasonCode.SUPERSEDED: "Add this to the agreement that replaced {agreement}.",
    ReasonCode.WITHDRAWN: "Ask why {agreement} was left, and whether it can be rejoined or replaced.",
    ReasonCode.PURPOSE_OUT: "Add the purpose to {agreement}, or agree a new schedule for it.",
    ReasonCode.CATEGORY_OUT: "Add {category} to a row of {agreement}.",
    ReasonCode.CATEGORY_EXCLUDED: (
        "{agreement} leaves {category} out on purpose. Ask its lead why before anything is changed."
    ),
    ReasonCode.SUBJECT_OUT: "Add {subject} to a row of {agreement}.",
    ReasonCode.AREA_OUT: "Extend {agreement} to this area.",
    ReasonCode.DIRECTION_OUT: "Add a row for {category} to {agreement}, from {provider} to {recipient}.",
    ReasonCode.ROLE_MISMATCH: "Check in which role each agency is named in {agreement}.",
    ReasonCode.CONDITION_UNMET: "Meet the condition in {agreement}, or decide this case on its own facts.",
    ReasonCode.CONDITION_UNKNOWN: "Check the condition in {agreement}.",
    ReasonCode.REVIEW_OVERDUE: "Review {agreement}.",
    ReasonCode.REVIEW_SERIOUSLY_OVERDUE: "Review {agreement}.",
    ReasonCode.TIER1_MISSING: "Get the charter behind {agreement} signed by both.",
    ReasonCode.CLASS_MEMBERSHIP_UNKNOWN: "Record whether each agency in the group joined {agreement}.",
    ReasonCode.SUCCESSION_UNCONFIRMED: "Confirm whether {agreement} carried over to the new agency.",
    ReasonCode.REGIME_CHANGE: "Add a Part 3 (law enforcement) clause to {agreement}.",
    ReasonCode.TIER1_ONLY: "Agree a tier 2 agreement under {agreement}.",
    ReasonCode.SIGNATORY_UNVERIFIED: "Check that the person who signed {agreement} was allowed to.",
    ReasonCode.DATES_UNKNOWN: "Find and record the dates of {agreement}.",
    ReasonCode.ROWS_UNKNOWN: "Record what {agreement} shares, and who gives it to whom.",
    ReasonCode.DIRECTION_ASSUMED: "Record who gives what to whom under {agreement}.",
    ReasonCode.NO_COMMON_AGREEMENT: (
        "Get the agreement that {agreement} belongs to signed by both agencies first."
    ),
}
