"""What a change takes away: flows that get worse in the same way, and when an answer is worse."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from isa.coverage.model import Verdict
from isa.coverage.network.flow import Cell, Flow
from isa.coverage.network.reach import Reach

_WORTH = {
    Verdict.COVERED: 4,
    Verdict.WITH_CONDITIONS: 3,
    Verdict.PARTLY: 2,
    Verdict.INDETERMINATE: 1,
    Verdict.NOT_COVERED: 0,
}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Loss:
    """Flows for one purpose that get worse in the same way.

    From each of ``providers`` to each of ``recipients``, but for those ``apart`` names by provider.
    """

    purpose: str
    before: Verdict
    after: Verdict
    lost: tuple[Pair, ...]
    """The pairs of category and subject that are covered now and not afterwards."""
    asked: Reach
    providers: tuple[str, ...]
    recipients: frozenset[str]
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    agreements: tuple[str, ...] = ()
    """References that go on covering what is not lost."""
    near: str = ""
    """The id of another agreement that would come nearest, and below what would mend it."""
    mend: str = ""

    def to(self, provider: str) -> frozenset[str]:
        """Everyone this provider could no longer send to."""
        return self.recipients - self.apart.get(provider, frozenset())

    def flows(self) -> Iterator[Flow]:
        """Each flow, in order."""
        for provider in self.providers:
            for recipient in sorted(self.to(provider)):
                yield self.asked.flow(provider, recipient)

    @property
    def count(self) -> int:
        """How many flows."""
        every = len(self.providers) * len(self.recipients)
        return every - sum(
            len(self.apart[one] & self.recipients) for one in self.providers if one in self.apart
        )

    @property
    def is_lapse(self) -> bool:
        """Whether something covered now would not be; otherwise an answer is only weaker."""
        return bool(self.lost)


@dataclass(frozen=True)
class Lost:
    """Everything a change takes away, and what goes on in its place."""

    losses: tuple[Loss, ...]
    kept: tuple[tuple[str, int], ...] = ()
    """References that keep flows covered which lose an agreement, with how many, the most first."""
    stays: int = 0
    """How many flows lose an agreement and stay covered by others."""

    @property
    def lapses(self) -> tuple[Loss, ...]:
        """The losses of something that is covered now."""
        return tuple(one for one in self.losses if one.is_lapse)

    @property
    def weaker(self) -> tuple[Loss, ...]:
        """Answers that fall and lose no cover: a condition is added, or the register could not say."""
        return tuple(one for one in self.losses if not one.is_lapse)


def to_each(losses: Iterable[Loss]) -> dict[str, set[str]]:
    """By provider, everyone it could no longer send something to."""
    found: dict[str, set[str]] = defaultdict(set)
    for loss in losses:
        for provider in loss.providers:
            if to := loss.to(provider):
                found[provider].update(to)
    return found


def is_worse(was: Cell, now: Cell) -> bool:
    """Whether an answer falls from one to the other."""
    return worth(now.verdict) < worth(was.verdict) or (
        was.verdict is Verdict.PARTLY and set(now.missing) > set(was.missing)
    )


def worth(verdict: Verdict) -> int:
    """A flow that is no matter for an agreement loses nothing."""
    return _WORTH.get(verdict, 5)


def taken(was: Cell, now: Cell) -> tuple[Pair, ...]:
    """The pairs of category and subject that one answer covered and the other does not."""
    return tuple(pair for pair in now.missing if pair not in was.missing)
