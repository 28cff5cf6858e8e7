"""Facts as they arrive from outside, checked one by one against the pack.

A missing fact is unanswered and stays so, but for one: a fact that facts written for an earlier pack
could not know is read as that pack's fact says (``if_absent``). ``not_known`` is an answer.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from decisions.pointing import first_of, place_of, within
from decisions.policy import fact_faults
from decisions.policy.compiled import CompiledPack
from decisions.policy.fact_faults import WRITTEN_WITH as WRITTEN_WITH
from decisions.policy.fact_faults import Faults
from decisions.policy.model import MOST, Answer, Facts
from decisions.policy.subjects import ANOTHER, CASE_PERSON, WHOSE
from isa.platform.errors import Invalid

_LEVELS = {"recipients": "recipient", "items": "item"}
NONE_OF_THEM = "none"
_LISTS = (list, tuple)


class Spelling(NamedTuple):
    """What may be written at one level: each fact with a value, the members of each set.

    ``absent`` is what facts count as that could not be known when these were written.
    """

    pairs: frozenset[tuple[str, Answer]]
    sets: tuple[tuple[str, frozenset[str]], ...]
    absent: dict[str, Answer]


def validate_facts(pack: CompiledPack, raw: object) -> Facts:
    """Facts from parsed JSON: ``{"case": {...}, "recipients": [{...}], "items": [{...}]}``.

    Raises Invalid with one sentence per fault, keyed by path, for example
    ``recipients[0].recipient_class``.
    """
    facts, faults = look_over(pack, raw)
    if faults:
        said = ((path, say()) for path, say in faults.items())
        raise Invalid(first_of(said, len(faults)))
    return facts


def look_over(pack: CompiledPack, raw: object) -> tuple[Facts, Faults]:
    """What ``validate_facts`` gives, with its faults not yet said; with a fault the facts are void."""
    if not isinstance(raw, dict):
        return Facts(), {"": fact_faults.no_parts}
    faults: Faults = {}
    for name in raw:
        if name not in fact_faults.PARTS:
            path = within("", str(name), place_of(raw, name))
            faults[path] = partial(fact_faults.no_part, name)
    case = _answers(pack, "case", raw.get("case", {}), "", faults)
    recipients = _each(pack, "recipients", raw, faults)
    items = _each(pack, "items", raw, faults)
    return Facts(case=case, recipients=recipients, items=items), faults


def read_facts(pack: CompiledPack, raw: Mapping[str, object], asked: Collection[str]) -> Facts:
    """Facts written when ``asked`` could be answered: one of those that was left out is unanswered.

    Any other is read as ``validate_facts`` reads it. Raises Invalid as that does.
    """
    facts = validate_facts(pack, raw)

    def written(level: str, place: int) -> Mapping[str, object]:
        parts = raw.get(level)
        return parts[place] if isinstance(parts, list | tuple) else {}

    case = raw.get("case")
    return Facts(
        case=without_unanswered(facts.case, case if isinstance(case, Mapping) else {}, asked),
        recipients=tuple(
            without_unanswered(one, written("recipients", place), asked)
            for place, one in enumerate(facts.recipients)
        ),
        items=tuple(
            without_unanswered(one, written("items", place), asked)
            for place, one in enumerate(facts.items)
        ),
    )


def without_unanswered(
    read: Mapping[str, Answer], written: Mapping[str, object], asked: Collection[str]
) -> dict[str, Answer]:
    """A part without what was read into it for facts that were asked and not answered."""
    return {name: said for name, said in read.items() if name in written or name not in asked}


def _each(
    pack: CompiledPack, part: str, raw: dict[str, object], faults: Faults
) -> tuple[dict[str, Answer], ...]:
    entries = raw.get(part, ())
    if not isinstance(entries, _LISTS) or len(entries) > MOST[part]:
        faults[part] = partial(fact_faults.no_list, part, entries)
        return ()
    level = _LEVELS[part]
    return tuple(
        [
            _answers(pack, level, entry, f"{part}[{place}].", faults)
            for place, entry in enumerate(entries)
        ]
    )


def _answers(
    pack: CompiledPack, level: str, raw: object, path: str, faults: Faults
) -> dict[str, Answer]:
    if not isinstance(raw, dict):
        faults[path.rstrip(".") or level] = fact_faults.no_object
        return {}
    pairs, sets, absent = spelling(pack, level)
    answers = {**absent, **raw}
    if level == "item":
        _whose(pack, raw, answers, path, faults)
    ticked = {}
    for name, members in sets:
        said = answers.get(name)
        if said is not None and (value := as_ticked(said, members)) is not None:
            ticked[name] = value
            del answers[name]
    if not _all_known(answers, pairs):
        for name, value in answers.items():
            if not _all_known({name: value}, pairs):
                at = within(path.rstrip("."), str(name), place_of(raw, name))
                faults[at] = partial(fact_faults.sentence, pack, level, str(name), value)
    answers.update(ticked)
    return answers


def _whose(
    pack: CompiledPack,
    raw: dict[str, Answer],
    answers: dict[str, Answer],
    path: str,
    faults: Faults,
) -> None:
    """An item that carries person facts is about somebody else, and must not say that it is not."""
    if pack.people.isdisjoint(raw):
        return
    if raw.get(WHOSE) == CASE_PERSON:
        for name in pack.people & raw.keys():
            faults[f"{path}{name}"] = partial(fact_faults.nobody_else, name)
    answers[WHOSE] = raw.get(WHOSE, ANOTHER)


def as_ticked(value: object, members: frozenset[str]) -> tuple[str, ...] | None:
    """The members ticked; one may be written without a list, and ``none`` for none of them."""
    if isinstance(value, _LISTS):
        try:
            return tuple(value) if members.issuperset(value) else None
        except TypeError:  # a list within the list
            return None
    if value == NONE_OF_THEM:
        return ()
    return (value,) if isinstance(value, str) and value in members else None


def _all_known(answers: Mapping[str, object], pairs: frozenset[tuple[str, Answer]]) -> bool:
    try:
        return pairs.issuperset(answers.items())
    except TypeError:  # a list where there is one answer
        return False


@lru_cache(maxsize=32)
def spelling(pack: CompiledPack, level: str) -> Spelling:
    """The answers of one level, as they may be written."""
    facts = {
        name: fact for name, fact in pack.pack.facts.items() if fact.level in WRITTEN_WITH[level]
    }
    return Spelling(
        pairs=frozenset(
            (name, value)
            for name, fact in facts.items()
            if fact.kind == "one"
            for value in fact.values
        ),
        sets=tuple((n, frozenset(fact.values)) for n, fact in facts.items() if fact.kind == "set"),
        absent={n: fact.if_absent for n, fact in facts.items() if fact.if_absent is not None},
    )
