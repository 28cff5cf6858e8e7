"""The values that go into the tables and come out of them: facts, findings, an evaluation.

Nothing here decides anything. A missing key in :class:`Facts` means the question was not answered,
which is not the same as the answer ``not_known``. None of these is a model: one evaluation makes some
hundreds of them, and they are built by this package alone. ``FACTS`` reads and writes sealed facts.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter

MOST = {"recipients": 30, "items": 200}
"""How many of each one decision may hold: more is a list to split up, and slow to read."""

Answer = str | tuple[str, ...]
"""One code, or for a set of tick boxes the codes that were ticked; ``()`` means none of them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What has been answered, at three levels; recipients and items keep the order they came in."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    case: dict[str, Answer] = field(default_factory=dict)
    recipients: tuple[dict[str, Answer], ...] = ()
    items: tuple[dict[str, Answer], ...] = ()


FACTS = TypeAdapter(Facts)
"""Facts as they are sealed, to and from JSON. Raises pydantic's ValidationError for another form."""


@dataclass(frozen=True, slots=True)
class FiredRow:
    """A table row that applies, or that may apply once more is answered (``is_certain`` False)."""

    row: str
    then: tuple[str, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What one table says: every code still possible, those already certain, and the rows behind them.

    A first-hit table is settled when exactly one code is possible. A collect table is settled when
    everything possible is certain. ``possible`` of a first-hit table with no matching row is every
    code it has, and ``fired`` is empty: nothing was found, so nothing is ruled out.
    """

    table: str
    possible: tuple[str, ...]
    certain: tuple[str, ...]
    fired: tuple[FiredRow, ...]
    value: str | None = field(init=False, repr=False, compare=False)
    """The one code a first-hit table has settled on, else None."""

    def __post_init__(self) -> None:
        """A finding is made once and kept; its value is asked for in every evaluation."""
        value = self.possible[0] if len(self.possible) == 1 else None
        object.__setattr__(self, "value", value)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything the tables say about one set of facts under one pack on one day.

    ``cells[r][i]`` holds the item-level findings for recipient r and item i; with no recipient or
    no item there is one blank one. ``outcomes``, ``scopes`` and ``whens`` are per recipient, over
    all its items; None means unsettled. ``missing`` holds the paths of unanswered facts that can
    still change a recipient's outcome, in asking order. ``breached`` names the constraints between
    facts that the answers contradict: a defect to log, never an error for the practitioner.
    """

    act_now: str | None
    act_now_may_become: tuple[str, ...]
    case: dict[str, Finding]
    recipients: tuple[dict[str, Finding], ...]
    cells: tuple[tuple[dict[str, Finding], ...], ...]
    outcomes: tuple[str | None, ...]
    scopes: tuple[str | None, ...]
    whens: tuple[str | None, ...]
    missing: tuple[str, ...]
    breached: tuple[str, ...] = ()
