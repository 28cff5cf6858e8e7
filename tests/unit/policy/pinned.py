"""What single tables should find, written by hand from the law their rows cite: tests/findings/.

A scenario is a whole situation; a pinned finding is one line of one table, seen from both sides.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate_with, validate_facts
from decisions.policy.model import Evaluation, Finding
from decisions.policy.pack import Pack
from decisions.policy.subjects import SUBJECT
from decisions.workshop.scenarios import scenarios_dir
from tests.unit.policy.expected import SCENARIOS

FOLDER = Path(__file__).parents[2] / "findings"
DEFAULTS = tomllib.loads((scenarios_dir() / "defaults.toml").read_text(encoding="utf-8"))
BY_NAME = {scenario.id: scenario for scenario in SCENARIOS}
DAY = date(2026, 11, 22)
Answers = dict[str, str | list[str]]
Same = Mapping[str, list[str | list[str]]]
Wanted = str | list[str]
"""The value of a first-hit table; of a collect table, codes that it gives and, after "!", does not."""


@dataclass(frozen=True)
class Pin:
    """One ``[[case]]`` of a file: a sentence, the facts that differ from the defaults, the finding.

    ``beside`` names a scenario to start from in place of the defaults: its case, its one recipient
    and its one item.
    ``same_for`` gives, for one fact after the other, the answers that find the same; ``otherwise``
    what every other answer to them finds. ``only_for`` is ``same_for`` where no other answer does.
    ``switched_on`` names law that waits, read as if it had started: what it will say is pinned before it
    does. ``but`` changes some answers and says what is found then; ``not_if`` says only that this is not.
    """

    file: str
    table: str
    says: str
    finds: Wanted
    given: Answers = field(default_factory=dict)
    who: str = "school"
    on: date = DAY
    switched_on: tuple[str, ...] = ()
    beside: str = ""
    same_for: Same = field(default_factory=dict)
    otherwise: Wanted | None = None
    only_for: Same = field(default_factory=dict)
    but: tuple[Answers, ...] = ()
    not_if: tuple[Answers, ...] = ()

    def each(self, pack: Pack) -> Iterator["Side"]:
        """Every set of facts it speaks of, and what is wanted there."""
        yield self._side(pack, {}, self.finds)
        yield from self._among(pack)
        for change in self.but:
            answers = {name: value for name, value in change.items() if name != "finds"}
            yield self._side(pack, answers, change["finds"])
        for change in self.not_if:
            yield self._side(pack, change, self.finds, is_not=True)

    def _among(self, pack: Pack) -> Iterator["Side"]:
        for name, same in (*self.same_for.items(), *self.only_for.items()):
            for answer in same:
                yield self._side(pack, {name: answer}, self.finds)
        for name, same in self.only_for.items():
            for answer in _others(pack, name, same):
                yield self._side(pack, {name: answer}, self.finds, is_not=True, is_sought=True)
        if self.otherwise is not None:
            for name, same in self.same_for.items():
                for answer in _others(pack, name, same):
                    yield self._side(pack, {name: answer}, self.otherwise, is_sought=True)

    def _side(
        self,
        pack: Pack,
        change: Answers,
        wanted: Wanted,
        *,
        is_not: bool = False,
        is_sought: bool = False,
    ) -> "Side":
        start = _scenario(self.beside) if self.beside else _defaults(self.who)
        told = ", ".join(f"{name} = {value}" for name, value in change.items())
        return Side(
            self, told, _placed(pack, start, self.given | change), wanted, is_not, is_sought
        )


@dataclass(frozen=True, eq=False)
class Side:
    """One set of facts of a pin, and what is wanted there or, if ``is_not``, is not found there.

    Sought ones may be answers that nobody could give together.
    """

    pin: Pin
    change: str
    facts: dict[str, object]
    wanted: Wanted
    is_not: bool
    is_sought: bool

    @property
    def name(self) -> str:
        return f"{self.pin.table}: {self.pin.says}" + (f" ({self.change})" if self.change else "")

    def evaluated(self, pack: CompiledPack) -> Evaluation:
        return evaluate_with(pack, validate_facts(pack, self.facts), self.gates(pack))

    def gates(self, pack: CompiledPack) -> frozenset[str]:
        """The switches and days that are open where it is read."""
        return pack.open_gates(self.pin.on) | set(self.pin.switched_on)

    def is_met(self, finding: Finding) -> bool:
        """Never where the finding is not settled."""
        if isinstance(self.wanted, str):
            return finding.value is not None and (finding.value == self.wanted) is not self.is_not
        unwanted = {code[1:] for code in self.wanted if code.startswith("!")}
        wanted = {code for code in self.wanted if not code.startswith("!")}
        given = set(finding.certain)
        return (wanted <= given and not unwanted & given) is not self.is_not


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


def _defaults(who: str) -> Answers:
    profile = {name: v for name, v in DEFAULTS["profile"][who].items() if name != "called"}
    start = DEFAULTS["case"] | profile | DEFAULTS["recipient"] | DEFAULTS["item"]
    return {"harm_if_not_shared": "significant"} | start


def _scenario(name: str) -> Answers:
    facts = BY_NAME[name].facts
    [recipient], [item] = facts["recipients"], facts["items"]
    own = {key if key not in facts["case"] else f"{SUBJECT}.{key}": v for key, v in item.items()}
    return facts["case"] | recipient | own


def _placed(pack: Pack, start: Answers, answers: Answers) -> dict[str, object]:
    """The answers over a start; a person fact is the case's unless it says whose it is.

    What is not given and does not go with what is, is answered as the constraints have it, with the
    last answer they leave: pins stay short, and no pin rests on answers that nobody could give.
    """
    filled = start | answers
    for _ in pack.facts:  # answers that cannot go together at all would be amended for ever
        if not (changed := _amended(pack, filled, answers.keys())):
            break
        filled |= changed
    placed: dict[str, Answers] = {"case": {}, "recipient": {}, "item": {}}
    for name, value in filled.items():
        plain = name.removeprefix(f"{SUBJECT}.")
        level = pack.facts[plain].level
        if level == "person":
            level = "item" if name != plain else "case"
        placed[level][plain] = value
    return {"case": placed["case"], "recipients": [placed["recipient"]], "items": [placed["item"]]}


def _amended(pack: Pack, filled: Answers, given: Collection[str]) -> Answers:
    """The first answer nobody gave that does not go with the others, as a constraint has it."""
    for constraint in pack.constraints:
        wrong = {
            name: values[-1]
            for name, values in constraint.then.items()
            if name in pack.facts and name not in given and filled.get(name) not in values
        }
        if wrong and all(filled.get(name) in values for name, values in constraint.when.items()):
            return wrong
    return {}
