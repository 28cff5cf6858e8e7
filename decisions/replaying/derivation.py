"""Whether today's program still derives the sealed facts from the sealed answers.

Replay never rests on this: it runs from facts. What the register said on the day is in no answer, so
it is taken from the sealed facts themselves; what is left to differ is the program. Both sets of
facts are compared as one pack reads them, so that a new spelling of the same fact is no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from decisions.journey.answers import Answers
from decisions.journey.derive import Switches, derive
from decisions.journey.reading import build
from decisions.policy.compiled import CompiledPack
from decisions.policy.facts import validate_facts
from decisions.policy.model import FACTS, Answer, Facts
from decisions.reviewing.known_then import known_then
from isa.platform.errors import Invalid


@dataclass(frozen=True, slots=True)
class Derivation:
    """The facts that would be derived otherwise today, by path; or why that cannot be told."""

    changed: tuple[str, ...] = ()
    why_not: str = ""


def derivation(
    answers: Mapping[str, JsonValue], facts: Mapping[str, JsonValue], pack: CompiledPack
) -> Derivation:
    """Derive facts from sealed answers and compare them with the sealed ones, as a pack reads both."""
    try:
        sealed = FACTS.validate_python(facts)
        derived = _derived(build(dict(answers)), sealed)
    except (Invalid, ValueError):  # of pydantic, or of two lists that do not match
        return Derivation(why_not="Its answers are in a form that this release does not read.")
    try:
        was, comes = (validate_facts(pack, FACTS.dump_python(one)) for one in (sealed, derived))
    except Invalid:
        return Derivation(why_not=f"Its facts are not all known to {pack.pack.id}.")
    return Derivation(tuple(_changed(was, comes)))


def _derived(answers: Answers, sealed: Facts) -> Facts:
    known = known_then(answers, sealed)
    switches = Switches.model_validate(
        {
            "duty_16la": sealed.case.get("duty_16la_state"),
            "csa_duty": sealed.case.get("csa_duty_state"),
        }
    )
    return derive(answers, known.discloser, known.listed, switches)


def _changed(was: Facts, comes: Facts) -> Iterator[str]:
    yield from _differing("", was.case, comes.case)
    for level, old, new in (
        ("recipients", was.recipients, comes.recipients),
        ("items", was.items, comes.items),
    ):
        for place in range(max(len(old), len(new))):
            parts = (each[place] if place < len(each) else {} for each in (old, new))
            yield from _differing(f"{level}[{place}].", *parts)


def _differing(path: str, was: Mapping[str, Answer], comes: Mapping[str, Answer]) -> Iterator[str]:
    for name in sorted({*was, *comes}):
        if _meant(was.get(name)) != _meant(comes.get(name)):
            yield f"{path}{name}"


def _meant(answer: Answer | None) -> object:
    """Ticks mean the same in any order."""
    return frozenset(answer) if isinstance(answer, tuple) else answer
