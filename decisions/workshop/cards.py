"""One card: a situation told in plain sentences, and on its back what the law pack answers and why.

Pure. The answer is the assessment that the product itself would show, so a workshop argues with the
same words a practitioner will meet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from decisions.assessment import Assessment
from decisions.journey.advise import advise
from decisions.journey.answers import Answers, ItemAnswers, RecipientAnswers
from decisions.journey.contacts import Contacts
from decisions.journey.steps_item import Item
from decisions.journey.steps_recipient import Recipient
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Facts
from decisions.workshop import phrases
from decisions.workshop.known import NAMING, Named, case, name_of, named, sentence
from decisions.workshop.neighbours import Change, Neighbours, tried
from decisions.workshop.scenarios import Library, Scenario

_MOST_PROMPTS = 2
_TOLD = "whoever is told"

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
    recipients = named(pack, NAMING, facts.recipients, scenario.written["recipients"])
    items = named(pack, "item_about", facts.items, scenario.written["items"])
    found = evaluate(pack, facts, on=scenario.on)
    said = tuple(outcome or "unsettled" for outcome in found.outcomes)
    wanted = tuple(scenario.expect.get("outcomes", said))
    return Card(
        id=scenario.id,
        heading=library.headings[scenario.group],
        title=scenario.name,
        say=scenario.say,
        known=tuple(case(pack, facts, scenario)),
        recipients=recipients,
        items=items,
        answer=_assessment(pack, facts, scenario, recipients, items),
        prompts=tuple(_prompts(scenario, neighbours, recipients, said)),
        expected=wanted if wanted != said else (),
    )


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
            ItemAnswers(id=f"i{place}", item=Item(label=sentence(one.name).rstrip(".")))
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
    told = phrases.SUPPOSED.get(change.fact, {})
    key = change.value if isinstance(change.value, str) else ",".join(change.value)
    supposed = told.get(key) or explain.says(pack, change.fact, change.value)
    if change.fact == NAMING:
        supposed = f"it went to {name_of(supposed)} instead"
    card = f" That is card {change.beside.id}." if change.beside else ""
    said_so = supposed.replace("{recipient}", _about(pack, change, recipients))
    return f"Suppose {said_so}. {_becomes(pack, change, recipients, said)}{card} Why?"


def _about(pack: CompiledPack, change: Change, recipients: tuple[Named, ...]) -> str:
    """Whom a supposition names: its own recipient, else the only one there is."""
    if pack.pack.facts[change.fact].level == "recipient":
        return recipients[change.place].name
    return recipients[0].name if len(recipients) == 1 else _TOLD


def _becomes(
    pack: CompiledPack, change: Change, recipients: tuple[Named, ...], said: tuple[str, ...]
) -> str:
    """What the answer would then be: for the first recipient whose outcome is another one."""
    for place, outcome in enumerate(change.found.outcomes):
        if place >= len(said) or place >= len(recipients):
            break
        if outcome is not None and outcome != said[place]:
            name = recipients[place].name
            if change.fact == NAMING and change.place == place:
                name = name_of(explain.says(pack, NAMING, change.value))
            headline = pack.pack.wording.outcome[outcome].headline
            return f"The answer would be: {headline.format(recipient=name)}."
    if None in change.found.outcomes:
        return "The answer would not be settled."
    if change.found.act_now in (None, "none"):
        return "Nobody would have to be rung first."
    now = pack.pack.wording.act_now[change.found.act_now]
    return f"What to do now would be: {now.headline}."
