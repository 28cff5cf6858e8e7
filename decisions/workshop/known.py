"""The front of a card: what is known, told as a facilitator would, and who and what it is about.

Pure. What an answer is called comes from ``phrases``, else from the law pack.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Facts
from decisions.workshop import phrases
from decisions.workshop.scenarios import Scenario

ALWAYS = {
    *("child_in_play", "adult_position", "harm_if_not_shared", "safe_to_tell"),
    *("person_competence", "free_choice", "view_on_sharing"),
    *("recipient_verified", "recipient_can_help", "item_needed", "proportionate"),
}
"""What a reader needs whether or not the author wrote it."""

_OF_CHOICE = {"person_competence", "free_choice", "view_on_sharing"}
"""What is said of somebody who might decide for themselves."""

_ABLE = ("has_capacity", "presumed", "gillick_competent")
"""Nobody decides for somebody who can; that nobody may goes without saying."""

_UNSAID = {"not_applicable", "none", "no_proxy", "not_needed", "one_off"}
"""Answers that tell no story, and are left out unless the author wrote them."""

_SHOWS_SOMEBODY = "personal"

NAMING = "recipient_class"
_NAMED_ELSEWHERE = {NAMING, "item_about"}
_GOES_TO = "it would go to "
_IS_ABOUT = "it is "


@dataclass(frozen=True)
class Named:
    """A recipient or an item of information: what to call it, and what is known of it."""

    name: str
    known: tuple[str, ...]


def case(pack: CompiledPack, facts: Facts, scenario: Scenario) -> Iterator[str]:
    """What is known of the case, as sentences, with whom you work for first."""
    written = scenario.written["case"]
    always = ALWAYS - _unasked(facts.case, written)
    telling = [fact for fact in facts.case if fact in written or fact in always]
    if facts.case.get("proxy_view") == "no_proxy" and facts.case.get("person_competence") in _ABLE:
        telling = [fact for fact in telling if fact != "proxy_view"]
    yield f"You work for {scenario.who}."
    yield from _sayings(pack, facts.case, telling, written)


def _unasked(answers: Mapping[str, Any], written: Mapping[str, Any]) -> set[str]:
    """What goes without saying of somebody's choice: all of it where nobody wrote any, of a baby say;
    whether they are free, and what they want, where they cannot decide."""
    if "person_competence" not in written and answers.get("person_competence") == "not_assessed":
        return _OF_CHOICE
    if answers.get("person_competence") == "lacks":
        return {"free_choice", "view_on_sharing"} - set(written)
    return set()


def _sayings(
    pack: CompiledPack,
    answers: Mapping[str, Any],
    answered: Iterable[str],
    written: Mapping[str, Any],
) -> Iterator[str]:
    """What was answered, as sentences, in asking order; nothing that the program works out."""
    for fact in sorted(answered, key=lambda name: pack.pack.facts[name].step):
        value = answers[fact]
        is_silent = value in _UNSAID and fact not in written
        if (
            pack.pack.facts[fact].ask == "ask"
            and value
            and value != "not_applicable"
            and not is_silent
        ):
            yield from _known(pack, fact, value)


def _known(pack: CompiledPack, fact: str, value: Answer) -> Iterator[str]:
    """One sentence, or one for each tick; that it shows somebody goes without saying beside the others."""
    told = phrases.KNOWN.get(fact, {})
    ticks = (value,) if isinstance(value, str) else value
    for tick in ticks:
        if tick != _SHOWS_SOMEBODY or ticks == (_SHOWS_SOMEBODY,):
            yield sentence(told.get(tick) or explain.says(pack, fact, tick))


def named(
    pack: CompiledPack,
    naming: str,
    held: Iterable[Mapping[str, Any]],
    written: list[Mapping[str, Any]],
) -> tuple[Named, ...]:
    """Each with a name of its own: a second of the same kind gets its number."""
    seen: Counter[str] = Counter()
    found = []
    for place, answers in enumerate(held):
        name = name_of(explain.says(pack, naming, answers[naming])) if naming in answers else "them"
        seen[name] += 1
        own = written[place] if place < len(written) else {}
        told = [fact for fact in answers if fact in ALWAYS or fact in own]
        told = [fact for fact in told if fact not in _NAMED_ELSEWHERE]
        numbered = f"{name} ({seen[name]})" if seen[name] > 1 else name
        found.append(Named(numbered, tuple(_sayings(pack, answers, told, own))))
    return tuple(found)


def name_of(said: str) -> str:
    """What somebody or something is called, out of the sentence that says it; several roles as one."""
    parts = [part.removeprefix(_GOES_TO).removeprefix(_IS_ABOUT) for part in said.split("; ")]
    return ", and ".join(parts)


def sentence(text: str) -> str:
    """Words with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
