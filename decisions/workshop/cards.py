"""One card: a situation told in plain sentences, and on its back what the law pack answers and why.

Pure. The answer is the assessment that the product itself would show, so a workshop argues with the
same words a practitioner will meet.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from decisions.assessment import Assessment
from decisions.journey.advise import advise
from decisions.journey.answers import Answers, ItemAnswers, RecipientAnswers
from decisions.journey.contacts import Contacts
from decisions.journey.steps_sharing import Item, Recipient
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Facts
from decisions.workshop.neighbours import Change, Neighbours, tried
from decisions.workshop.scenarios import Library, Scenario

ALWAYS = {
    *("child_in_play", "adult_position", "harm_if_not_shared", "safe_to_tell"),
    *("person_competence", "free_choice", "view_on_sharing"),
    *("recipient_verified", "recipient_can_help", "item_needed", "proportionate"),
}
"""What a reader needs whether or not the author wrote it."""

_OF_CHOICE = {"person_competence", "free_choice", "view_on_sharing"}
"""What is said of somebody who might decide for themselves."""

_UNSAID = {"not_applicable", "none", "no_proxy", "not_needed", "one_off"}
"""Answers that tell no story, and are left out unless the author wrote them."""

_NAMED_ELSEWHERE = {"recipient_class", "item_about"}
_MOST_PROMPTS = 2
_GOES_TO = "it would go to "
_IS_ABOUT = "it is "

PROMPTS = {
    "share_now": "Who in this room would ring, on which number, and what are the first three sentences?",
    "share_required": "What exactly does the law ask for, by when, and what would you leave out?",
    "share_without_agreement": "What is the least that would do, and who tells the person, if anyone?",
    "share_with_agreement": "What was agreed, and what would you do if they changed their mind tomorrow?",
    "ask_first": "How would you ask, who else might hear, and what if the answer is no?",
    "seek_advice": "Whom would you ask, by when, and what will you do if nobody answers?",
    "verify_first": "How would you check without giving anything away?",
    "route_elsewhere": "Who in your organisation answers this, how long do they have, and what is given?",
    "do_not_share": "What stays open for the person, what would change your mind, and when do you look again?",
}
"""One question about practice for each outcome."""


@dataclass(frozen=True)
class Named:
    """A recipient or an item of information: what to call it, and what is known of it."""

    name: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """Both sides of one card. ``expected`` holds the authors' outcomes where the tables differ."""

    id: str
    heading: str
    title: str
    say: str
    known: tuple[str, ...]
    recipients: tuple[Named, ...]
    items: tuple[Named, ...]
    answer: Assessment
    prompts: tuple[str, ...]
    expected: tuple[str, ...]


def card(library: Library, scenario: Scenario, neighbours: Neighbours) -> Card:
    """The card of one scenario, which is one of ``neighbours``, answered by their law pack."""
    pack = neighbours.pack
    facts = validate_facts(pack, scenario.facts)
    recipients = _named(pack, "recipient_class", facts.recipients, scenario.written["recipients"])
    items = _named(pack, "item_about", facts.items, scenario.written["items"])
    found = evaluate(pack, facts, on=scenario.on)
    said = tuple(outcome or "unsettled" for outcome in found.outcomes)
    wanted = tuple(scenario.expect.get("outcomes", said))
    return Card(
        id=scenario.id,
        heading=library.headings[scenario.group],
        title=scenario.name,
        say=scenario.say,
        known=tuple(_case(pack, facts, scenario)),
        recipients=recipients,
        items=items,
        answer=_assessment(pack, facts, scenario, recipients, items),
        prompts=tuple(_prompts(scenario, neighbours, recipients, said)),
        expected=wanted if wanted != said else (),
    )


def _case(pack: CompiledPack, facts: Facts, scenario: Scenario) -> Iterator[str]:
    written = scenario.written["case"]
    always = ALWAYS if _has_a_say(facts.case, written) else ALWAYS - _OF_CHOICE
    named = [fact for fact in facts.case if fact in written or fact in always]
    yield f"You work for {scenario.who}."
    yield from _sayings(pack, facts.case, named, written)


def _has_a_say(answers: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """Whether anybody's own choice is part of the story: not a baby's, of whom nobody wrote any."""
    return "person_competence" in written or answers.get("person_competence") != "not_assessed"


def _sayings(
    pack: CompiledPack,
    answers: Mapping[str, Any],
    named: Iterable[str],
    written: Mapping[str, Any],
) -> Iterator[str]:
    """What was answered, as sentences, in asking order; nothing that the program works out."""
    for fact in sorted(named, key=lambda name: pack.pack.facts[name].step):
        value = answers[fact]
        is_silent = value in _UNSAID and fact not in written
        if (
            pack.pack.facts[fact].ask == "ask"
            and value
            and value != "not_applicable"
            and not is_silent
        ):
            yield _sentence(explain.says(pack, fact, value))


def _named(
    pack: CompiledPack,
    naming: str,
    held: Iterable[Mapping[str, Any]],
    written: list[Mapping[str, Any]],
) -> tuple[Named, ...]:
    """Each with a name of its own: a second of the same kind gets its number."""
    seen: Counter[str] = Counter()
    found = []
    for place, answers in enumerate(held):
        name = _name(explain.says(pack, naming, answers[naming])) if naming in answers else "them"
        seen[name] += 1
        own = written[place] if place < len(written) else {}
        named = [fact for fact in answers if fact in ALWAYS or fact in own]
        named = [fact for fact in named if fact not in _NAMED_ELSEWHERE]
        numbered = f"{name} ({seen[name]})" if seen[name] > 1 else name
        found.append(Named(numbered, tuple(_sayings(pack, answers, named, own))))
    return tuple(found)


def _name(said: str) -> str:
    """What somebody or something is called, out of the sentence that says it; several roles as one."""
    parts = [part.removeprefix(_GOES_TO).removeprefix(_IS_ABOUT) for part in said.split("; ")]
    return ", and ".join(parts)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _assessment(
    pack: CompiledPack,
    facts: Facts,
    scenario: Scenario,
    recipients: tuple[Named, ...],
    items: tuple[Named, ...],
) -> Assessment:
    answers = Answers(
        recipients=tuple(
            RecipientAnswers(id=f"r{place}", recipient=Recipient(name=one.name))
            for place, one in enumerate(recipients)
        ),
        items=tuple(
            ItemAnswers(id=f"i{place}", item=Item(label=_sentence(one.name).rstrip(".")))
            for place, one in enumerate(items)
        ),
    )
    return advise(
        answers,
        facts,
        evaluate(pack, facts, on=scenario.on),
        pack,
        {},
        Contacts(names={}),
        on=scenario.on,
        at=datetime.combine(scenario.on, time(9), tzinfo=UTC),
    )


def _prompts(
    scenario: Scenario,
    neighbours: Neighbours,
    recipients: tuple[Named, ...],
    said: tuple[str, ...],
) -> Iterator[str]:
    """What would change it, from a neighbouring scenario if there is one; then a question of practice."""
    pack = neighbours.pack
    changes = _first(neighbours.beside(scenario)) or _first(tried(pack, scenario))
    for change in changes:
        yield _prompt(pack, change, recipients, said)
    yield from dict.fromkeys(PROMPTS[outcome] for outcome in said if outcome in PROMPTS)


def _first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The first few, each about another fact; no more are looked for than are needed."""
    found: dict[str, Change] = {}
    for change in changes:
        found.setdefault(change.fact, change)
        if len(found) == _MOST_PROMPTS:
            break
    return tuple(found.values())


def _prompt(
    pack: CompiledPack, change: Change, recipients: tuple[Named, ...], said: tuple[str, ...]
) -> str:
    supposed = explain.says(pack, change.fact, change.value)
    if not change.value:
        supposed = f"as to {pack.pack.facts[change.fact].label}, {supposed}"
    of = _of(pack, change, recipients)
    card = f" That is card {change.beside.id}." if change.beside else ""
    return f"Suppose{of}: {supposed}. {_becomes(pack, change, recipients, said)}{card} Why?"


def _of(pack: CompiledPack, change: Change, recipients: tuple[Named, ...]) -> str:
    is_recipient = pack.pack.facts[change.fact].level == "recipient"
    return f", about {recipients[change.place].name}" if is_recipient else ""


def _becomes(
    pack: CompiledPack, change: Change, recipients: tuple[Named, ...], said: tuple[str, ...]
) -> str:
    """What the answer would then be: for the first recipient whose outcome is another one."""
    for place, outcome in enumerate(change.found.outcomes):
        if place >= len(said) or place >= len(recipients):
            break
        if outcome is not None and outcome != said[place]:
            headline = pack.pack.wording.outcome[outcome].headline
            return f"The answer would be: {headline.format(recipient=recipients[place].name)}."
    now = pack.pack.wording.act_now[change.found.act_now or "none"]
    return f"What to do now would be: {now.headline}."
