"""Running the tables again from sealed facts, under any released pack, and saying what differs.

From facts, never from answers: the program that derives facts changes, what was sealed does not. A
fact that the pack asks and the record could not know is read as that pack says (``if_absent``), and
named; one that could be answered then and was not stays unanswered. A fact or value the pack does
not know is never guessed at. What comes out is about the law as data; it is not a finding about the
past decision.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate
from decisions.policy.facts import read_facts
from decisions.policy.gathered import unread
from decisions.policy.model import Evaluation, Facts, Finding
from isa.platform.errors import Invalid

TITLE = "Not a finding about the past decision"
FACTS_SCHEMAS = frozenset({"1", "2"})
"""The forms of facts that this release can read. A form is never taken out again."""

LAW = {
    "bases": ("article6",),
    "conditions": ("special_offence", "part3", "conditions"),
    "duties": ("duties_powers", "adult_override"),
}
"""What is compared beside the answer itself, and the collect tables that say it."""
_NOT_SETTLED = "not settled"
_NOTHING = "nothing"
_WORDS = {
    "act_now": "What to do now",
    "outcome": "The answer",
    "scope": "How much may go",
    "rule": "How it goes",
    "bases": "Lawful bases",
    "conditions": "Conditions",
    "duties": "Duties and powers",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: where, what, the codes before and after, and a sentence."""

    path: str
    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Same:
    """Nothing that is compared differs."""


@dataclass(frozen=True, slots=True)
class Different:
    """What differs, in the order in which a reader meets it."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CannotReplay:
    """Why the tables cannot be run again: a sentence."""

    why: str


Result = Same | Different | CannotReplay


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a record says of its own tables. ``pack`` is None when that release is not here."""

    facts_schema: str
    facts: Mapping[str, object]
    evaluation: Evaluation
    pack: CompiledPack | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """The result under one pack.

    ``filled`` names the facts that the record could not know; ``missing`` those that this pack would
    have to be told before it settles.
    """

    pack: str
    on: date
    result: Result
    filled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def replay(sealed: Sealed, pack: CompiledPack, *, on: date) -> Replayed:
    """Run the tables of a pack on sealed facts and compare with the sealed findings."""
    if sealed.facts_schema not in FACTS_SCHEMAS:
        why = f"Its facts are in form {sealed.facts_schema!r}, which this release cannot read."
        return Replayed(pack.pack.id, on, CannotReplay(why))
    try:
        facts = read_facts(pack, sealed.facts, sealed.pack.pack.facts if sealed.pack else ())
    except Invalid as error:
        why = f"{pack.pack.id} cannot read {'; '.join(_unread(sealed.facts, error))}."
        return Replayed(pack.pack.id, on, CannotReplay(why))
    again = evaluate(pack, facts, on=on)
    changes = tuple(differences(sealed.evaluation, again, words=(sealed.pack or pack, pack)))
    result = Different(changes) if changes else Same()
    return Replayed(
        pack.pack.id, on, result, tuple(filled(sealed.facts, facts)), missing=again.missing
    )


def _unread(raw: Mapping[str, object], error: Invalid) -> Iterator[str]:
    """The sealed answers that a check has refused, each with its path."""
    for path in error.faults:
        above, dot, _ = path.rpartition(".")
        level, _, place = above.rstrip("]").partition("[")
        parts = raw.get(level or "case", {})
        part = parts[int(place)] if isinstance(parts, list | tuple) and place else parts
        for answer in unread(part if isinstance(part, Mapping) else {}, (path,)):
            yield f"{above}{dot}{answer}"


def filled(raw: Mapping[str, object], facts: Facts) -> Iterator[str]:
    """The paths of facts that a reading added to what was written."""
    for path, given, read in _parts(raw, facts):
        added = read.keys() - (given.keys() if isinstance(given, Mapping) else ())
        yield from (f"{path}{name}" for name in sorted(added))


def _parts(
    raw: Mapping[str, object], facts: Facts
) -> Iterator[tuple[str, object, Mapping[str, object]]]:
    yield "", raw.get("case", {}), facts.case
    for level, parts in (("recipients", facts.recipients), ("items", facts.items)):
        written = raw.get(level)
        for place, read in enumerate(parts):
            given = written[place] if isinstance(written, list | tuple) else {}
            yield f"{level}[{place}].", given, read


def differences(
    before: Evaluation, after: Evaluation, *, words: tuple[CompiledPack, CompiledPack]
) -> Iterator[Change]:
    """What two evaluations of the same facts say differently. ``words`` are the packs to name codes by."""
    then, now = dict(_readings(before)), dict(_readings(after))
    for path, what in dict.fromkeys((*then, *now)):
        was, comes = then.get((path, what), ()), now.get((path, what), ())
        if was != comes:
            old, new = (
                _say(pack, what, codes) for pack, codes in zip(words, (was, comes), strict=True)
            )
            place = _place(path)
            label = (
                f"{place}: {_WORDS[what][0].lower()}{_WORDS[what][1:]}" if place else _WORDS[what]
            )
            yield Change(path, what, was, comes, f"{label}: was {old}; would be {new}.")


def _readings(found: Evaluation) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Everything that is compared, by where it stands and what it is."""
    yield ("act_now", "act_now"), _one(found.act_now)
    for place, cells in enumerate(found.cells):
        path = f"recipients[{place}]"
        yield (f"{path}.outcome", "outcome"), _one(found.outcomes[place])
        yield (f"{path}.scope", "scope"), _one(found.scopes[place])
        for number, cell in enumerate(cells):
            rule = cell["item_rule"].value if "item_rule" in cell else None
            yield (f"{path}.items[{number}].rule", "rule"), _one(rule)
        everywhere = (found.case, found.recipients[place], *cells)
        for what, tables in LAW.items():
            yield (f"{path}.{what}", what), tuple(sorted(_collected(everywhere, tables)))


def _one(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def _collected(places: Iterable[Mapping[str, Finding]], tables: tuple[str, ...]) -> set[str]:
    return {
        code
        for found in places
        for table in tables
        if table in found
        for code in found[table].certain
    }


def _place(path: str) -> str:
    """Where a change stands, in words that name nobody: ``Recipient 2, item 1``."""
    parts = [part for part in path.split(".") if part.endswith("]")]
    named = [f"{part.partition('s[')[0]} {int(part.partition('[')[2][:-1]) + 1}" for part in parts]
    return ", ".join(named).capitalize()


def _say(pack: CompiledPack, what: str, codes: tuple[str, ...]) -> str:
    """Codes in a pack's own words; a code it has no words for stands as it is."""
    if not codes:
        return _NOTHING if what in LAW else _NOT_SETTLED
    return "; ".join(f"\u2018{_named(pack, what, code)}\u2019" for code in codes)


def _named(pack: CompiledPack, what: str, code: str) -> str:
    wording = pack.pack.wording
    if what in ("act_now", "outcome"):
        headlines = wording.act_now if what == "act_now" else wording.outcome
        said = headlines.get(code)
        return said.headline.replace("{recipient}", "them") if said else code
    if what == "rule":
        rule = wording.item_rule.get(code)
        return rule.label if rule else code
    if what == "scope":
        scope = wording.scope.get(code)
        return scope.text if scope else code
    law, step = wording.law.get(code), wording.code.get(code)
    return law.text if law else step.text if step else code
