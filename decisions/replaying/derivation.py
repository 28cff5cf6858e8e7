"""Whether today's program still derives the sealed facts from the sealed answers.

Replay never rests on this: it runs from facts. What the register said on the day is in no answer, so
it is taken from the sealed facts themselves; what is left to differ is the program. Both sets of
facts are compared as one pack reads them, so that a new spelling of the same fact is no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue, ValidationError

from decisions.assessment import Contact
from decisions.journey.answers import Answers, Discloser, build
from decisions.journey.derive import Listed, Switches, derive, listed_id
from decisions.policy.compiled import CompiledPack
from decisions.policy.facts import validate_facts
from decisions.policy.model import Answer, Facts
from isa.platform.errors import Invalid

_CHECKED = Contact(label="", number="", hours="", checked_on=date.min)
"""Stands for whatever number the register had checked on the day."""


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
        sealed = Facts.model_validate(facts)
        derived = _derived(build(dict(answers)), sealed)
    except (Invalid, ValidationError, IndexError):
        return Derivation(why_not="Its answers are in a form that this release does not read.")
    try:
        was, comes = (validate_facts(pack, one.model_dump()) for one in (sealed, derived))
    except Invalid:
        return Derivation(why_not=f"Its facts are not all known to {pack.pack.id}.")
    return Derivation(tuple(_changed(was, comes)))


def _derived(answers: Answers, sealed: Facts) -> Facts:
    case = sealed.case
    switches = Switches.model_validate(
        {"duty_16la": case.get("duty_16la_state"), "csa_duty": case.get("csa_duty_state")}
    )
    profile = {
        "acting_as": case.get("acting_as"),
        "health_or_secrecy": case.get("discloser_health_or_secrecy"),
        "listed_16la": case.get("discloser_listed_16la"),
    }
    known = all(value is not None for value in profile.values())
    discloser = Discloser.model_validate(profile) if known else None
    return derive(answers, discloser, _listed(answers, sealed), switches)


def _listed(answers: Answers, sealed: Facts) -> dict[str, Listed]:
    """What the register must have said of each recipient, for these facts to have come out."""
    found = {}
    for place, one in enumerate(answers.recipients):
        agency_id, facts = listed_id(one), sealed.recipients[place]
        if agency_id is not None and "recipient_class" in facts:
            had_number = facts.get("recipient_verified") == "known_route"
            found[agency_id] = Listed.model_validate(
                {
                    "agency_id": agency_id,
                    "name": "",
                    "recipient_class": facts["recipient_class"],
                    "listed_16la": facts.get("recipient_listed_16la", "not_known"),
                    "contacts": (_CHECKED,) if had_number else (),
                }
            )
    return found


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
