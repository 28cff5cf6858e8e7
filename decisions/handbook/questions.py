"""Facts and the questions behind them, what answers imply, what was proved, clocks, and the words."""

from collections.abc import Iterator

from decisions.handbook.model import (
    Block,
    Entry,
    Grid,
    Heading,
    Lines,
    Span,
    lines,
    paragraph,
)
from decisions.handbook.words import PackWords
from decisions.journey.fields import questions
from decisions.journey.steps import STEPS
from decisions.policy.pack import Pack
from decisions.policy.source import Invariant, Timescale

_LEVELS = {
    "case": "About the situation",
    "person": "About a person whose choice counts",
    "recipient": "About each recipient",
    "item": "About each item of information",
}
_ASKED = {
    "profile": "Not asked: known from your agency\u2019s entry.",
    "computed": "Not asked: worked out by the program.",
}
_PATHS = {
    "phone": "On every path, also when you ring first.",
    "quick": "On the quick and the full path.",
    "full": "On the full path.",
    "after": "After the advice.",
}
_PROOF = {
    "single": "Over every complete set of answers there could be.",
    "partial": "Over every set of answers, complete or not.",
    "pair": "Over every two cases that differ in this alone.",
    "graph": "By following which table reads which.",
    "structure": "By the way the tables are built.",
}
_GROUPS = (
    ("S", "Nobody is left at risk by a form", "safety"),
    ("P", "Nobody is exposed by a form", "privacy"),
    ("", "Both, found while the tables were proved and tested", "both"),
)


def facts(pack: Pack) -> Iterator[Block]:
    """Every fact: the question that asks it, on which path, and its answers in words."""
    yield Heading(1, "Facts and their questions", "facts")
    yield paragraph(
        "An unanswered question is not the same as \u201cyou do not know\u201d, and neither is the same "
        "as a question that does not arise. The tables keep the three apart."
    )
    asked = _asked()
    for level in dict.fromkeys(fact.level for fact in pack.facts.values()):
        entries = []
        for name, fact in pack.facts.items():
            if fact.level != level:
                continue
            label = fact.label[:1].upper() + fact.label[1:]
            several: Lines = lines("Several may be ticked.") if fact.kind == "set" else ()
            entries.append(
                Entry(
                    (
                        ((Span(label), Span(f" {fact.no} {name}", "code")),),
                        lines(*_questions(name, fact.ask, asked), _PATHS[fact.path]),
                        several
                        + tuple(
                            (Span(fact.says[value]), Span(f" {value}", "code"))
                            for value in fact.values
                        ),
                    ),
                    place=f"fact-{name}",
                )
            )
        title = _LEVELS.get(level, level)
        yield Heading(2, title, f"facts-{level}")
        yield Grid(
            f"Facts: {title[:1].lower()}{title[1:]}",
            ("Fact", "How it is asked", "You said"),
            tuple(entries),
            (4, 5, 8),
        )


def _asked() -> dict[str, list[str]]:
    """For each fact, the questions that feed it with the page they stand on."""
    found: dict[str, list[str]] = {}
    for step in STEPS.values():
        for question in questions(step):
            if question.ask.is_retired:
                continue
            for fact in question.ask.facts:
                told = f"\u201c{question.ask.label}\u201d on the page \u201c{step.title}\u201d."
                found.setdefault(fact, []).append(told)
    return found


def _questions(name: str, ask: str, asked: dict[str, list[str]]) -> list[str]:
    if ask in _ASKED:
        return [_ASKED[ask]]
    if name in _no_longer_asked():
        return [
            "No longer asked: read where it was answered before another question took its place."
        ]
    return asked.get(name) or ["No page asks it: it follows from where you start."]


def _no_longer_asked() -> set[str]:
    found = (question for step in STEPS.values() for question in questions(step))
    return {fact for one in found if one.ask.is_retired for fact in one.ask.facts}


def constraints(pack: Pack, words: PackWords) -> Iterator[Block]:
    """What one answer implies about another."""
    yield Heading(1, "What one answer implies", "implies")
    yield paragraph(
        "Some answers settle others. Answers that contradict each other are never used to decide: the "
        "facts concerned count as not known, and what to do now still answers."
    )
    entries = tuple(
        Entry(
            (
                lines(one.id),
                words.condition(one.when),
                words.condition(one.then),
                lines(one.because),
            ),
            place=f"constraint-{one.id}",
        )
        for one in pack.constraints
    )
    heads = ("No.", "When", "Then", "Because")
    yield Grid("What one answer implies", heads, entries, (1, 6, 6, 4))


def proved(pack: Pack, *, is_proved: bool) -> Iterator[Block]:
    """Every invariant as the sentence its author wrote, and how it is proved."""
    yield Heading(1, "What has been proved", "proved")
    yield paragraph(
        "Before a pack may be used, a program searches every case there could be for one that breaks "
        "any of these. A single counterexample stops the release."
        + ("" if is_proved else " This pack has changed since that was last done.")
    )
    left = dict(pack.invariants)
    for prefix, title, place in _GROUPS:
        mine = {name: left.pop(name) for name in list(left) if name.startswith(prefix)}
        if mine:
            yield Heading(2, title, f"proved-{place}")
            yield Grid(
                f"Proved: {title[:1].lower()}{title[1:]}",
                ("No.", "What holds", "How it was proved"),
                tuple(_invariant(name, one) for name, one in mine.items()),
                (1, 9, 5),
            )


def _invariant(name: str, one: Invariant) -> Entry:
    return Entry((lines(name), lines(one.text), lines(_PROOF[one.kind])), place=f"proof-{name}")


def timescales(pack: Pack, words: PackWords) -> Iterator[Block]:
    """The clocks that next steps run under."""
    yield Heading(1, "Timescales", "timescales")
    entries = tuple(
        Entry(
            (
                ((Span(clock.text[:1].upper() + clock.text[1:]), Span(f" {name}", "code")),),
                lines(_length(clock)),
                lines(clock.starts[:1].upper() + clock.starts[1:]),
                lines("National" if clock.is_national else "Local; a partnership may shorten it"),
                words.law(clock.cites),
            )
        )
        for name, clock in pack.timescales.items()
    )
    heads = ("Words", "Length", "Counted from when", "Whose", "Law")
    yield Grid("Timescales", heads, entries, (4, 2, 4, 3, 5))


def _length(clock: Timescale) -> str:
    if clock.amount is None or clock.unit is None:
        return "No number: the source gives none"
    if clock.amount == 0:
        return "At once" if clock.unit == "minutes" else "Before the end of the day"
    unit = clock.unit.replace("_", " ")
    return f"{clock.amount} {unit if clock.amount > 1 else unit.removesuffix('s')}"
