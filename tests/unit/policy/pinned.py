"""What single tables should find, written by hand from the law their rows cite: tests/findings/.

A scenario is a whole situation; a pinned finding is one line of one table, seen from both sides.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Evaluation, Finding
from decisions.policy.pack import Pack
from decisions.policy.subjects import SUBJECT
from decisions.workshop.scenarios import scenarios_dir

FOLDER = Path(__file__).parents[2] / "findings"
DEFAULTS = tomllib.loads((scenarios_dir() / "defaults.toml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 22)
Answers = dict[str, str | list[str]]
Wanted = str | list[str]
"""The value of a first-hit table; of a collect table, codes it gives and, after "!", does not."""


@dataclass(frozen=True)
class Pin:
    """One ``[[case]]`` of a file: a sentence, the facts that differ from the defaults, the finding.

    ``same_for`` gives, for one fact after the other, the answers that find the same; ``otherwise``
    what every other answer to them finds. ``but`` changes some answers and says what is found then.
    """

    file: str
    table: str
    says: str
    finds: Wanted
    given: Answers
    who: str = "school"
    on: date = DAY
    same_for: dict[str, list[str | list[str]]] | None = None
    otherwise: Wanted | None = None
    but: tuple[Answers, ...] = ()

    def each(self, pack: Pack) -> Iterator["Side"]:
        """Every set of facts it speaks of, and what is wanted there."""
        yield self._side(pack, {}, self.finds)
        for name, same in (self.same_for or {}).items():
            for answer in same:
                yield self._side(pack, {name: answer}, self.finds)
            if self.otherwise is not None:
                for answer in _others(pack, name, same):
                    yield self._side(pack, {name: answer}, self.otherwise, is_sought=True)
        for change in self.but:
            answers = {name: value for name, value in change.items() if name != "finds"}
            yield self._side(pack, answers, change["finds"])

    def _side(
        self, pack: Pack, change: Answers, wanted: Wanted, *, is_sought: bool = False
    ) -> "Side":
        told = ", ".join(f"{name} = {value}" for name, value in change.items())
        answers = {"harm_if_not_shared": "significant"} | self.given | change
        return Side(self, told, _placed(pack, self.who, answers), wanted, is_sought)


@dataclass(frozen=True, eq=False)
class Side:
    """One set of facts of a pin. Sought ones may be answers nobody could give together."""

    pin: Pin
    change: str
    facts: dict[str, object]
    wanted: Wanted
    is_sought: bool = False

    @cached_property
    def name(self) -> str:
        return f"{self.pin.table}: {self.pin.says}" + (f" ({self.change})" if self.change else "")

    def evaluated(self, pack: CompiledPack) -> Evaluation:
        return evaluate(pack, validate_facts(pack, self.facts), on=self.pin.on)

    def is_met(self, finding: Finding) -> bool:
        if isinstance(self.wanted, str):
            return finding.value == self.wanted
        unwanted = {code[1:] for code in self.wanted if code.startswith("!")}
        wanted = {code for code in self.wanted if not code.startswith("!")}
        return wanted <= set(finding.certain) and not unwanted & set(finding.possible)


def found(evaluation: Evaluation, table: str) -> Finding:
    """What a table found for the case, its one recipient or its one item."""
    [recipient], [[item]] = evaluation.recipients, evaluation.cells
    return (evaluation.case | recipient | item)[table]


def pins(folder: Path = FOLDER) -> tuple[Pin, ...]:
    """Every pinned finding, in the order of the files."""
    read = []
    for path in sorted(folder.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            read.append(Pin(path.stem, **raw))
    return tuple(read)


def _others(pack: Pack, name: str, same: list[str | list[str]]) -> list[str | list[str]]:
    fact = pack.facts[name.removeprefix(f"{SUBJECT}.")]
    if fact.kind == "set":
        return [[value] for value in fact.values if [value] not in same]
    return [value for value in fact.values if value not in same]


def _placed(pack: Pack, who: str, answers: Answers) -> dict[str, object]:
    """The answers over the defaults; a person fact is the case's unless it says whose it is.

    What is not given and does not go with what is, is answered as the constraints have it, with the
    last answer they leave: pins stay short, and no pin rests on answers that nobody could give.
    """
    profile = {k: v for k, v in DEFAULTS["profile"][who].items() if k != "called"}
    filled = DEFAULTS["case"] | profile | DEFAULTS["recipient"] | DEFAULTS["item"] | answers
    for _ in pack.constraints:
        for name, allowed in _implied(pack, filled):
            if name not in answers and filled.get(name) not in allowed:
                filled[name] = allowed[-1]
    placed: dict[str, Answers] = {"case": {}, "recipient": {}, "item": {}}
    for name, value in filled.items():
        plain = name.removeprefix(f"{SUBJECT}.")
        level = pack.facts[plain].level
        if level == "person":
            level = "item" if name != plain else "case"
        placed[level][plain] = value
    return {"case": placed["case"], "recipients": [placed["recipient"]], "items": [placed["item"]]}


def _implied(pack: Pack, answers: Answers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The answers that the constraints leave to a fact, where they say anything about it."""
    for constraint in pack.constraints:
        if all(answers.get(name) in values for name, values in constraint.when.items()):
            yield from ((name, v) for name, v in constraint.then.items() if name in pack.facts)
