"""What one recipient reads, or hears, of who may know: as far as the advice goes, and no further.

Whoever decides on telling is not sent back to the sender, and nobody reads of themselves that it is not
safe to tell them.
"""

from decisions.journey.choices_consent import SafeToTell
from decisions.records.content import Letter
from decisions.records.hearing import MayHear, Reader
from isa.platform.wording import gettext as _

_SENDER_FIRST = _("Do not tell them. Speak to the sender first")
_LEADER_FIRST = _("Contact may put someone at risk. Whom you tell, and when, is for you")
_MEETING_FIRST = _("Contact may put someone at risk. The meeting decides who is told")
_ASKED = _("Speak to the person only alone, and tell nobody else")
_ALONE = _("Only the person may be told, and only alone")
_WITH_YOU = _("Think who is with you before you read this or speak of it")
_TO_YOURSELF = _("Keep this to yourself for now")

_NOT_SAFE = _(
    "Whether it is safe to tell the person, or anyone around them, that this was shared is not settled, "
    "or it is not safe."
)
_WORKER_NOT_SAFE = _(
    "Whether it is safe to tell the worker, the child or adult, or anyone around them, that this was shared "
    "is not settled, or it is not safe."
)
_PERSON_KNOWS = _(
    "They were asked, so they know that this may be passed on. Whether anyone else may hear of it is not "
    "settled, or it is not safe. Do not ring, visit or write where somebody else could hear or see it."
)
_LEADER_DECIDES = _(
    "The sender leaves it to you to decide whether, when and by whom they are told, and does not wait to be "
    "asked first."
)
_LADO_DECIDES = _("The sender waits for you to say whether, when and by whom each of them is told.")
_MEETING_DECIDES = _(
    "The meeting decides whether, when and by whom anyone is told. Unless it decides so, whoever may be "
    "causing harm is not to learn of this, or that it was talked about."
)
_OTHERS_BY_SENDER = _(
    "Unless someone is in immediate danger, speak to the sender before you tell anybody else."
)
_OTHERS_BY_LEADER = _("Whether, when and by whom anybody else is told is for you to decide.")
_OTHERS_BY_LADO = _(
    "The sender waits for you to say whether, when and by whom the worker, and anybody else, is told."
)
_ASK_FIRST = _(
    "Unless someone is in immediate danger, speak to the sender first, before you do anything that would "
    "let them know."
)
_KEEP_OUT = _("Keep it out of whatever they can read, for example letters and online records.")
_KEEP_FROM_OTHERS = _(
    "Keep it out of whatever others can read, for example letters and online records."
)
_UNSAFE_AROUND = _(
    "It is not safe for their family, or anyone around them, to hear that this was shared. Do not ring, visit "
    "or write where somebody else could hear or see it."
)
_MAY_NOT_BE_SAFE = _(
    "It may not be safe for others to know of it. Keep it where nobody else can see or hear it."
)
_TELL_NOBODY = _(
    "It may not be safe for others to know of it. Speak to the sender before you tell anyone, and keep it "
    "where nobody else can see or hear it."
)

UNSAFE = _("It is not safe to tell the person or their family that I rang.")
ALONE = _(
    "Only the person may be told that I rang, and only alone. It is not safe for anyone around them to know."
)
_SAID_TO_LEADER = _(
    "Telling the person or their family may put someone at risk. Weigh that before any contact: whether, when "
    "and by whom they are told is for you."
)
_SAID_TO_LADO = _(
    "Nobody should be told yet that I rang, and the worker least of all. I wait for you to say who is told, "
    "when and by whom."
)
_SAID_TO_MEETING = _(
    "Telling the person or their family may put someone at risk. The meeting decides who is told, and whoever "
    "may be causing harm is not to learn of it."
)
_SAID_OF_ASKED = _(
    "The person was asked and knows that I may pass this on. Speak to them only alone. It may not be safe for "
    "anybody else to know."
)
_SAID_OF_WORKER = _("I wait for you to say when the worker is told.")
_SAID_TO_THEM = _("It may not be safe for others to know of this. Think who can hear you.")
_SAID_TO_NEAR = _(
    "It may not be safe for others to know of this. Speak to me before you tell anyone."
)

_ASKED_NOT_SAFE = _(
    "Whether it is safe to tell the person, or anyone around them, that we have asked, or that you have "
    "answered, is not settled, or it is not safe."
)
_ASKED_UNSAFE_AROUND = _(
    "It is not safe for their family, or anyone around them, to hear that we have asked, or that you have "
    "answered. Do not ring, visit or write where somebody else could hear or see it."
)
_KEEP_ANSWER_OUT = _(
    "Do not use a relative or a community member to interpret. Keep this letter and your answer out of "
    "whatever they can see: online records, proxy and parent access, pupil files that go home, copies of "
    "letters, shared telephones."
)
_UNSETTLED = {
    Reader.OTHER: (_SENDER_FIRST, _NOT_SAFE, _ASK_FIRST),
    Reader.LEADS: (_LEADER_FIRST, _NOT_SAFE, _LEADER_DECIDES),
    Reader.LADO: (_LEADER_FIRST, _WORKER_NOT_SAFE, _LADO_DECIDES),
    Reader.MEETING: (_MEETING_FIRST, _NOT_SAFE, _MEETING_DECIDES),
}
_OTHERS = {
    Reader.OTHER: _OTHERS_BY_SENDER,
    Reader.LEADS: _OTHERS_BY_LEADER,
    Reader.LADO: _OTHERS_BY_LADO,
    Reader.MEETING: _MEETING_DECIDES,
}
_SAID = {
    Reader.OTHER: UNSAFE,
    Reader.LEADS: _SAID_TO_LEADER,
    Reader.LADO: _SAID_TO_LADO,
    Reader.MEETING: _SAID_TO_MEETING,
}


def written(letter: Letter) -> tuple[str, str]:
    """The line that stands out on their copy and the words below it; both empty where anybody may know."""
    may_hear, kind = _of(letter)
    if may_hear is MayHear.ANYBODY:
        return "", ""
    if kind is Reader.THEMSELVES:
        return _WITH_YOU, _MAY_NOT_BE_SAFE
    if kind is Reader.NEAR:
        return _TO_YOURSELF, _TELL_NOBODY
    if may_hear is MayHear.PERSON_ALONE:
        return _ALONE, f"{_UNSAFE_AROUND} {_KEEP_FROM_OTHERS}"
    if may_hear is MayHear.PERSON_ASKED:
        return _ASKED, f"{_PERSON_KNOWS} {_OTHERS[kind]} {_KEEP_FROM_OTHERS}"
    headline, risk, who = _UNSETTLED[kind]
    return headline, f"{risk} {who} {_KEEP_OUT}"


def asked(safe: SafeToTell, kind: Reader) -> tuple[str, str]:
    """The same for an agency that is asked for information; both empty where telling is safe.

    Not to know whether it is safe counts as unsafe, and so does one parent: nobody is asked which.
    """
    if safe is SafeToTell.YES:
        return "", ""
    if safe is SafeToTell.PERSON_ONLY:
        return _ALONE, f"{_ASKED_UNSAFE_AROUND} {_KEEP_ANSWER_OUT}"
    headline, _shared, who = _UNSETTLED.get(kind, _UNSETTLED[Reader.OTHER])
    return headline, f"{_ASKED_NOT_SAFE} {who} {_KEEP_ANSWER_OUT}"


def spoken(may_hear: MayHear, kind: Reader) -> str:
    """The same to say on the telephone, in one or two sentences; empty where anybody may know."""
    if may_hear is MayHear.ANYBODY:
        return ""
    if kind is Reader.THEMSELVES:
        return _SAID_TO_THEM
    if kind is Reader.NEAR:
        return _SAID_TO_NEAR
    if may_hear is MayHear.PERSON_ALONE:
        return ALONE
    if may_hear is MayHear.PERSON_ASKED:
        return f"{_SAID_OF_ASKED} {_SAID_OF_WORKER}" if kind is Reader.LADO else _SAID_OF_ASKED
    return _SAID[kind]


def said(letter: Letter) -> str:
    """What to say of it to the reader of a letter."""
    return spoken(*_of(letter))


def reader(letter: Letter) -> Reader:
    """What the reader of a letter is; a letter from before this was kept says it otherwise."""
    return Reader(letter.reader) or (Reader.LEADS if letter.leads_enquiry else Reader.OTHER)


def _of(letter: Letter) -> tuple[MayHear, Reader]:
    if letter.may_hear:
        return MayHear(letter.may_hear), reader(letter)
    if not letter.is_contact_safe:
        return MayHear.NOBODY, reader(letter)
    return (MayHear.PERSON_ALONE if letter.only_them else MayHear.ANYBODY), reader(letter)
