"""Labels for codes in a record, the same on the page, on paper and in the pasted text.

These are the record's own words. What the tool said about a case is never rebuilt here: it is
sealed word for word in the assessment.
"""

from decisions.assessment import Assessment, Citation, Doubt, LawLine, LocalGuidance
from decisions.decision import Decision, ItemDecision, RecipientDecision
from decisions.journey.check_answers import NOT_KNOWN
from decisions.journey.choices_decided import ItemRule, Method, Outcome, TellingBy
from decisions.journey.fields import Choice, question
from decisions.journey.steps_decide import After
from decisions.records.content import Content, Letter, overall
from isa.coverage.model import PairAnswer, Verdict
from isa.platform.clock import show_date, show_instant
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.vocabulary import vocabulary

TITLES: dict[str, str] = {
    Outcome.SHARE: _("Decision to share"),
    Outcome.SHARE_SOME: _("Decision to share some of it"),
    Outcome.ASK_FIRST: _("Decision to ask them first"),
    Outcome.SEEK_ADVICE: _("Decision to get advice first"),
    Outcome.VERIFY_FIRST: _("Decision to check who they are first"),
    Outcome.ROUTE_ELSEWHERE: _("Decision to send it another way"),
    Outcome.DO_NOT_SHARE: _("Decision not to share"),
}
_DECIDED: dict[str, str] = {
    Outcome.SHARE: _("to share with {name}"),
    Outcome.SHARE_SOME: _("to share some of it with {name}"),
    Outcome.ASK_FIRST: _("to ask first, before telling {name}"),
    Outcome.SEEK_ADVICE: _("to get advice before telling {name}"),
    Outcome.VERIFY_FIRST: _("to check first who {name} are"),
    Outcome.ROUTE_ELSEWHERE: _("to send it another way than to {name}"),
    Outcome.DO_NOT_SHARE: _("not to share with {name}"),
}
NOT_THERE_THEN = _("an organisation that was not in the register then")
"""In place of a name: an id would say nothing to whoever reads."""
DOUBTS = _("Answers that may not fit together")
KINDS = {
    "current_fact": _("Fact"),
    "historic": _("Fact from the past, may have changed"),
    "opinion": _("Opinion"),
    "unproven_allegation": _("Allegation, not proven"),
    "graded_intelligence": _("Police intelligence, graded"),
    "unchecked": _("Not checked"),
    "known_wrong": _("Known to be wrong"),
    "": _("Not said"),
}
LOCATES = _(
    "This shows, or may show, where somebody is. Tell only those who need it to protect them, and keep it out "
    "of letters and records that others can read."
)
_VERDICTS = {
    Verdict.COVERED: _("In {reference}"),
    Verdict.WITH_CONDITIONS: _("In {reference}, with conditions"),
    Verdict.PARTLY: _("Partly, in {reference}"),
    Verdict.NOT_COVERED: _("Not in an agreement"),
    Verdict.NOT_APPLICABLE: _("No agreement is needed"),
    Verdict.INDETERMINATE: _("The register could not say"),
}


def _text(choices: type[Choice], code: str) -> str:
    return next(one.text for one in choices if one.value == code)


def local(said: LocalGuidance) -> str:
    """A sentence of the partnership's, marked as one."""
    return _("Local guidance ({partnership}): {said}").format(
        partnership=said.partnership, said=said.text
    )


def law_used(shown: Assessment) -> str:
    """Which law pack and which local guidance the advice was given under, in a line."""
    line = _("Law pack {pack}, as at {on}.").format(pack=shown.pack, on=show_date(shown.on))
    words = shown.local
    if words is None:
        return line
    if words.id:
        line = _("{line} Local guidance {id}/{version}, {partnership}.").format(
            line=line, id=words.id, version=words.version, partnership=words.partnership
        )
    return f"{line} {words.note}".rstrip()


def title(outcome: str) -> str:
    """What kind of decision this is, for a heading or a list."""
    return TITLES[outcome]


def outcome(code: str) -> str:
    """A decided outcome in words."""
    return _text(Outcome, code)


def item_rule(decided: ItemDecision) -> str:
    """What was decided about one item, in words."""
    return _text(ItemRule, decided.rule)


def method(code: str) -> str:
    """How it was sent, in words; empty when nothing was."""
    return _text(Method, code) if code else ""


_TO_THEM: dict[str, str] = {
    Method.PHONE: _("By phone"),
    Method.PORTAL: _("Through your portal or referral form"),
}
"""How it was sent, where the words of our own file would not be the reader's."""


def method_for_them(code: str) -> str:
    """How it was sent, as whoever receives it would say it; empty when nothing was."""
    return _TO_THEM.get(code) or method(code)


def teller(decision: Decision) -> str:
    """Who tells the person: a reader elsewhere cannot know who "I" is. Empty where nobody was named."""
    is_author = decision.telling_by == TellingBy.ME.text
    return decision.decided_by_name if is_author else decision.telling_by


def told_by(decision: Decision) -> str:
    """Who tells the person, and when, as a sentence; empty where nobody was named."""
    when = decision.telling_when.strip()
    parts = (teller(decision), when[:1].upper() + when[1:])
    return ". ".join(part.rstrip(".") for part in parts if part) + "." if any(parts) else ""


def sent_at(decided: RecipientDecision) -> str:
    """When it was sent or said, as far as it was told; empty where it was not."""
    if decided.sent_on:
        return show_instant(decided.sent_on)
    return known(decided.sent_words)


def known(words: str) -> str:
    """A time as somebody told it; empty where all they told is that they do not know it."""
    return "" if words == NOT_KNOWN else words


def sent_when(decided: RecipientDecision) -> str:
    """When it was sent or said, or that it was not yet, in words."""
    if said := sent_at(decided):
        return said
    if decided.is_gone is False:
        return _("Not yet sent when this was sealed")
    if decided.is_gone:
        return _("Sent or said already; no time was written down")
    return _("No time was written down")


def pair(answer: PairAnswer) -> str:
    """What the register said about one kind of information."""
    return _VERDICTS[answer.verdict].format(
        reference=answer.agreement_reference or _("an agreement")
    )


def refusal(decision: Decision) -> tuple[tuple[str, str], ...]:
    """What was written of a refusal that was let stand: question and answer; nothing for any other."""
    asked = ("refusal", decision.refusal), ("seen_alone", decision.seen_alone)
    return tuple((question(After, name).ask.label, words) for name, words in asked if words)


def inside(role: str) -> str:
    """A role as it stands inside a sentence; an abbreviation such as DSL keeps its capitals."""
    return role if role[1:2].isupper() else role[:1].lower() + role[1:]


def decided_sentence(content: Content) -> str:
    """Who decided what, in one sentence."""
    decision = content.decision
    names: dict[str, list[str]] = {}
    called = [content.advice_for(one).name for one in decision.recipients]
    for one, name in zip(decision.recipients, called, strict=True):
        names.setdefault(one.outcome, []).append(name)
    listed = joined(
        [_DECIDED[outcome].format(name=joined(those)) for outcome, those in names.items()],
        is_long=len(decision.recipients) > len(names) > 1 or any("," in one for one in called),
    ).rstrip(".")  # of a name that ends with one, such as "Ltd."
    if not decision.decided_by_role:
        return _("{decided_by_name} at {agency_name} decided {listed}.").format(
            decided_by_name=decision.decided_by_name,
            agency_name=agency(decision),
            listed=listed,
        )
    return _("{decided_by_name}, {decided_by_role} at {agency_name}, decided {listed}.").format(
        decided_by_name=decision.decided_by_name,
        decided_by_role=inside(decision.decided_by_role),
        agency_name=agency(decision),
        listed=listed,
    )


def agency(decision: Decision) -> str:
    """The organisation that decided, by its name."""
    return decision.agency_name or NOT_THERE_THEN


def joined(parts: list[str], *, is_long: bool = False) -> str:
    """Parts as a list in a sentence; ``is_long`` where a part has an 'and' of its own."""
    if len(parts) == 1:
        return parts[0]
    both = _("{parts}, and {parts_2}") if is_long else _("{parts} and {parts_2}")
    return both.format(parts=", ".join(parts[:-1]), parts_2=parts[-1])


def signed(name: str, role: str) -> str:
    """Who it is and what they are; a role that nobody told is left out."""
    return f"{name}, {role}" if role else name


def why(letter: Letter) -> str:
    """The heading of the reason in a letter: whoever asked is answered, and anybody else is told."""
    return _("Why we are giving you this") if letter.is_reply else _("Why you are being told")


def doubted(found: Doubt) -> list[str]:
    """The answers that may not fit together, each with its question, a line each."""
    return [asked_and_told(one.question, one.answer) for one in found.answers]


def asked_and_told(asked: str, told: str) -> str:
    """A question and its answer in a line."""
    return f"{asked} {told}" if asked.endswith("?") else f"{asked}: {told}"


def went_on(content: Content) -> str:
    """What was done with answers that were pointed out, in a sentence; empty where none were."""
    found = content.assessment.doubts
    if not found:
        return ""
    return ngettext(
        "{name} was shown this with the advice, and went on with the answers as they stand.",
        "{name} was shown these with the advice, and went on with the answers as they stand.",
        len(found),
    ).format(name=content.decision.decided_by_name)


def heading(content: Content) -> str:
    """The record's heading: the kind of decision and the agency's own reference, if it has one."""
    named = title(overall(content.decision))
    return f"{named}, {content.reference}" if content.reference else named


def sealed_with(content: Content, kid: str) -> str:
    """Which record a paper was written from, and the key that signed it."""
    return _("Record {record}, sealed with the key {key}.").format(
        record=content.record_id, key=kid
    )


def category(code: str) -> str:
    """A kind of information in words."""
    return vocabulary().categories[code].label


def subject(code: str) -> str:
    """A kind of person in words."""
    label = vocabulary().subjects[code].label
    return label[:1].upper() + label[1:]


def source(citation: Citation) -> str:
    """A source in one line: what, where in it, which edition, and whether it is still to verify."""
    parts = (citation.title, citation.pinpoint, citation.edition)
    return ", ".join(part for part in parts if part) + to_verify(citation)


def to_verify(citation: Citation) -> str:
    """The mark behind a source that nobody here has read at first hand; empty behind one that was."""
    return "" if citation.confidence == "checked" else _(" (to verify)")


def law_lines(assessment: Assessment) -> list[LawLine]:
    """Every line of law behind the advice, each once, in the order it was shown."""
    lines = {
        (line.heading, line.text): line
        for advice in assessment.recipients
        for line in (*advice.law, *(one for item in advice.items for one in item.law))
    }
    return list(lines.values())


def sources(assessment: Assessment, keys: tuple[str, ...]) -> str:
    """The short names of the sources behind a sentence, each marked where it is still to verify."""
    found = {one.key: one for one in assessment.citations}
    return "; ".join(_short(found[key]) for key in keys)


def _short(citation: Citation) -> str:
    return f"{citation.title}, {citation.pinpoint}".rstrip(", ") + to_verify(citation)
