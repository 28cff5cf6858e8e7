"""The answers about what was decided, how it went, and who tells the person."""

from decisions.journey.fields import RETIRED, Choice


class Outcome(Choice):
    """What a person can decide. The advice is never preselected."""

    SHARE = "share", "Share"
    SHARE_SOME = "share_some", "Share some of it"
    ASK_FIRST = "ask_first", "Ask them first"
    SEEK_ADVICE = "seek_advice", "Get advice first"
    VERIFY_FIRST = "verify_first", "Check who they are first"
    ROUTE_ELSEWHERE = "route_elsewhere", "Send it another way, or to someone else"
    DO_NOT_SHARE = "do_not_share", "Do not share with them"


class ItemRule(Choice):
    """What a person can decide about one item for one recipient."""

    SHARE = "share", "Share it as it is"
    REDACT = "redact", "Share it with parts taken out"
    FACTS_ONLY = "facts_only", "Say the facts, and leave the document"
    ANONYMISE = "anonymise", "Share it without anything that says who it is"
    WITHHOLD = "withhold", "Leave it out"


class Method(Choice):
    """How it was or will be sent. Whoever decided to share is not offered to send nothing."""

    PHONE = "phone_callback", "By phone, on a number we hold"
    SECURE_EMAIL = "secure_email", "Secure e-mail"
    PORTAL = "portal", "Their portal or referral form"
    SECURE_TRANSFER = "secure_transfer", "Secure file transfer"
    MEETING = "in_meeting", "In a meeting"
    POST = "post_tracked", "Tracked post or by hand"
    NOT_SENT = "not_sent", "Nothing will be sent", "", "", RETIRED


class Gone(Choice):
    """Whether it was sent or said before the decision is written down."""

    NOW = "now", "Yes, just now"
    EARLIER = "earlier", "Yes, earlier"
    NOT_YET = "not_yet", "No, not yet"


class TellingBy(Choice):
    """Who tells the person."""

    ME = "me", "I will"
    COLLEAGUE = "colleague", "A colleague"
    RECIPIENT = "recipient", "The agency it is shared with"
    ALREADY = "already_told", "They have been told"
    NOT_TOLD = "not_told", "They will not be told for now"
