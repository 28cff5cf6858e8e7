"""The shape of a policy pack's TOML files: what an author may write, and nothing else.

Shapes only. Whether the parts fit together is checked in ``decisions.policy.checks`` and its
neighbours; what they mean is settled by ``decisions.policy.compiled``.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Level = Literal["case", "recipient", "item"]
FactLevel = Literal["case", "person", "recipient", "item"]
Condition = dict[str, tuple[Code, ...]]
Confidence = Literal["checked", "secondary", "to_verify"]


class Shape(BaseModel):
    """A frozen entry of a pack file; an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Reviewer(Shape):
    """Who read the pack as a lawyer or Guardian, when, and how much of it."""

    name: Words
    role: Words
    on: date
    scope: Words


class Switch(Shape):
    """Law whose commencement is not confirmed: off until somebody confirms it, then on from a day.

    A row waits for a switch by naming it, or by asking for ``in_force`` of the computed fact called
    after it: ``duty_16la_state`` is in force only when the switch ``duty_16la`` is on.
    """

    is_on: bool
    starts: date | None = Field(default=None, alias="from")
    because: Words
    cites: tuple[str, ...] = ()


class Header(Shape):
    """pack.toml: which pack this is and from when it holds."""

    id: Code
    version: Words
    nation: Code
    title: Words
    released_on: date
    in_force_from: date
    demo: bool
    reviewer: Reviewer | None = None
    switch: dict[Code, Switch] = {}


class Fact(Shape):
    """One thing the practitioner, the profile or the program answers, with a closed list of values.

    ``if_absent`` is how facts are read that were written before this fact was asked for. A person
    fact is of the person the case is about, or of the somebody else an item is about.
    """

    no: Words
    level: FactLevel
    kind: Literal["one", "set"] = "one"
    prefix: Code | None = None
    step: int
    ask: Literal["ask", "profile", "computed"]
    path: Literal["phone", "quick", "full", "after"]
    values: tuple[Code, ...] = Field(min_length=2)
    default: Code | None = None
    if_absent: Code | None = None
    label: Words
    says: dict[str, Words] = {}
    could_change: dict[str, Words] = {}
    """Answers that the world, and not a second thought, may turn this into: "if the person agrees"."""
    unreachable_ok: dict[str, Words] = {}


class Order(Shape):
    """Orders that the tables themselves do not hold: harm, rank and roll-up of outcomes."""

    harm_if_not_shared: tuple[Code, ...]
    rank: dict[Code, int]
    roll: tuple[Code, ...]


class Row(Shape):
    """One rule: when all of this holds, then that, because of this, under these sources."""

    id: Code
    when: Condition
    then: Code | tuple[Code, ...]
    because: Words
    cites: tuple[str, ...] = ()
    starts: date | None = Field(default=None, alias="from")
    ends: date | None = Field(default=None, alias="until")
    switch: str | None = None
    unreachable_ok: Words | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """What the row gives, as a list whichever kind of table it stands in."""
        return (self.then,) if isinstance(self.then, str) else self.then


class Table(Shape):
    """A decision table: the first row that holds decides, or every row that holds contributes."""

    title: Words
    hit: Literal["first", "collect"]
    level: Level
    values: tuple[Code, ...] = ()
    reading: Literal["possible", "as_answered"] = "possible"
    copy_of: str | None = None
    row: tuple[Row, ...] = ()
    unreachable_ok: dict[str, Words] = {}


class Constraint(Shape):
    """What one answer implies about another, for example a question that was never asked."""

    id: Code
    when: Condition
    then: Condition
    because: Words


class Invariant(Shape):
    """Something that must hold over every case there could be; ``text`` says it in plain words."""

    text: Words
    kind: Literal["single", "partial", "pair", "graph", "structure"] = "single"
    given: Condition = {}
    given_any: tuple[Condition, ...] = ()
    always: Condition = {}
    never: Condition = {}
    pair: (
        Literal["never_becomes", "rank_never_falls", "when_never_longer", "share_never_appears"]
        | None
    ) = None
    vary: tuple[str, ...] = ()
    raised: str | None = Field(default=None, alias="raise")
    levels: tuple[str, ...] = ()
    value: str | None = None
    table: str | None = None
    not_on: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


class Source(Shape):
    """citations.toml: one source, how sure we are of it, and when it was last looked at.

    ``from`` and ``until`` hold the first day it applies and the first day it no longer does, where
    that is known; ``commencement`` says the same in words, with what has not been seen.
    """

    title: Words
    pinpoint: str = ""
    address: str | None = None
    edition: str = ""
    starts: date | None = Field(default=None, alias="from")
    ends: date | None = Field(default=None, alias="until")
    checked_on: date | None = None
    confidence: Confidence
    commencement: str = ""
    note: str | None = None


class Timescale(Shape):
    """A clock: its words, what starts it and its length.

    ``is_national`` is False for one agreed locally, or set by this tool where nobody set one. A clock
    whose source gives no number has no ``amount`` and no ``unit``: its words say what is expected, and
    nothing computes a date from it.
    """

    text: Words
    starts: str = ""
    """What the clock is counted from, as the end of a sentence that begins "counted from when"."""
    counts_from_advice: bool = True
    """False when ``starts`` is another moment than the advice, so that a day can only be named with an if."""
    amount: int | None = Field(default=None, ge=0)
    unit: Literal["minutes", "hours", "days", "working_days", "months"] | None = None
    is_national: bool
    cites: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _length_is_whole(self) -> Self:
        if (self.amount is None) != (self.unit is None):
            raise ValueError("a clock has both an amount and a unit, or neither")
        return self


class FactsFile(Shape):
    """facts.toml."""

    fact: dict[Code, Fact]
    order: Order


class TablesFile(Shape):
    """tables.toml."""

    table: dict[Code, Table]


class ConstraintsFile(Shape):
    """constraints.toml."""

    constraint: tuple[Constraint, ...] = ()


class InvariantsFile(Shape):
    """invariants.toml. A macro names a list of codes, for example ``SHARES``; it is written out on loading."""

    macro: dict[str, tuple[Code, ...]] = {}
    invariant: dict[Code, Invariant] = {}


class TimescalesFile(Shape):
    """timescales.toml."""

    timescale: dict[Code, Timescale] = {}


class SourcesFile(RootModel[dict[str, Source]]):
    """citations.toml: keys are what rows cite."""
