"""Labels for codes in a record, the same on the page, on paper and in the pasted text.

These are the record's own words. What the tool said about a case is never rebuilt here: it is
sealed word for word in the assessment.
"""

from decisions.assessment import Assessment, Citation, LawLine, LocalGuidance
from decisions.decision import ItemDecision
from decisions.journey.choices_sharing import ItemRule, Method, Outcome
from decisions.journey.fields import Choice
from decisions.records.content import Content, overall
from isa.coverage.model import PairAnswer, Verdict
from isa.platform.clock import show_date
from isa.register.vocabulary import vocabulary

TITLES: dict[str, str] = {
    Outcome.SHARE: "Decision to share",
    Outcome.SHARE_SOME: "Decision to share some of it",
    Outcome.ASK_FIRST: "Decision to ask them first",
    Outcome.SEEK_ADVICE: "Decision to get advice first",
    Outcome.VERIFY_FIRST: "Decision to check who they are first",
    Outcome.ROUTE_ELSEWHERE: "Decision to send it another way",
    Outcome.DO_NOT_SHARE: "Decision not to share",
}
_DECIDED: dict[str, str] = {
    Outcome.SHARE: "to share with {name}",
    Outcome.SHARE_SOME: "to share some of it with {name}",
    Outcome.ASK_FIRST: "to ask first, before telling {name}",
    Outcome.SEEK_ADVICE: "to get advice before telling {name}",
    Outcome.VERIFY_FIRST: "to check first who {name} are",
    Outcome.ROUTE_ELSEWHERE: "to send it another way than to {name}",
    Outcome.DO_NOT_SHARE: "not to share with {name}",
}
KINDS = {
    "current_fact": "Fact",
    "historic": "Fact from the past, may have changed",
    "opinion": "Opinion",
    "unproven_allegation": "Allegation, not proven",
    "graded_intelligence": "Police intelligence, graded",
    "unchecked": "Not checked",
    "known_wrong": "Known to be wrong",
    "": "Not said",
}
_VERDICTS = {
    Verdict.COVERED: "In {reference}",
    Verdict.WITH_CONDITIONS: "In {reference}, with conditions",
    Verdict.PARTLY: "Partly, in {reference}",
    Verdict.NOT_COVERED: "Not in an agreement",
    Verdict.NOT_APPLICABLE: "No agreement is needed",
    Verdict.INDETERMINATE: "The register could not say",
}


def _text(choices: type[Choice], code: str) -> str:
    return next(one.text for one in choices if one.value == code)


def local(said: LocalGuidance) -> str:
    """A sentence of the partnership's, marked as one."""
    return f"Local guidance ({said.partnership}): {said.text}"


def law_used(shown: Assessment) -> str:
    """Which law pack and which local guidance the advice was given under, in a line."""
    line = f"Law pack {shown.pack}, as at {show_date(shown.on)}."
    words = shown.local
    if words is None:
        return line
    if words.id:
        line = f"{line} Local guidance {words.id}/{words.version}, {words.partnership}."
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


def pair(answer: PairAnswer) -> str:
    """What the register said about one kind of information."""
    return _VERDICTS[answer.verdict].format(reference=answer.agreement_reference or "an agreement")


def inside(role: str) -> str:
    """A role as it stands inside a sentence; an abbreviation such as DSL keeps its capitals."""
    return role if role[1:2].isupper() else role[:1].lower() + role[1:]


def decided_sentence(content: Content) -> str:
    """Who decided what, in one sentence."""
    decision = content.decision
    parts = [
        _DECIDED[one.outcome].format(name=content.advice_for(one).name)
        for one in decision.recipients
    ]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return (
        f"{decision.decided_by_name}, {inside(decision.decided_by_role)} at {decision.agency_name}, "
        f"decided {listed}."
    )


def heading(content: Content) -> str:
    """The record's heading: the kind of decision and the agency's own reference, if it has one."""
    named = title(overall(content.decision))
    return f"{named}, {content.reference}" if content.reference else named


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
    return "" if citation.confidence == "checked" else " (to verify)"


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
