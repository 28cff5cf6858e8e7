"""One slip tried: who notices it, in the order of ``report.BY``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from decisions.policy.compiled import CompiledPack
from tests.mutation import catch
from tests.mutation.by_table import Questions, all_questions
from tests.mutation.prove import Opened
from tests.mutation.slips import Change, mutated, name_of, recompiled

CHECKS, SCENARIO, PROOF, PINNED = "checks", "scenario", "proof", "pinned"
SAME, NOBODY = "same", "nobody"


@dataclass(frozen=True)
class Verdict:
    """What became of a slip: who noticed it first and by what; whether a kept case would have."""

    name: str
    table: str
    row: str
    by: str
    what: str = ""
    by_kept_case: bool = False


class Bench:
    """A pack with everything that is tried against it, made once for each process."""

    def __init__(self, pack: CompiledPack) -> None:
        """Nothing is encoded yet."""
        self.pack = pack
        self.cases = catch.Cases(pack)
        self.opened = lru_cache(maxsize=1)(self._opened)

    @cached_property
    def questions(self) -> list[Questions]:
        return all_questions(self.pack)

    def _opened(self, table: str) -> Opened:
        return Opened(self.pack, self.questions, table)

    def trials(self, changes: list[Change]) -> Iterator[Verdict]:
        """Try slips in turn; those of one table are best given together."""
        for change in changes:
            by, what, by_kept_case = self._tried(change)
            yield Verdict(name_of(change), change["table"], change["row"], by, what, by_kept_case)

    def _tried(self, change: Change) -> tuple[str, str, bool]:
        slipped = mutated(self.pack.pack, change)
        if found := catch.fault(slipped):
            return CHECKS, found, True
        changed = recompiled(self.pack, slipped, change["table"])
        if found := self.cases.disagreeing(changed, change["table"]):
            return SCENARIO, found, True
        if found := self.cases.contradicted(changed, change["table"]):
            return PINNED, found, True
        opened = self.opened(change["table"])
        kept = cache(lambda: self.cases.reached(changed, change["table"]))
        is_the_same = opened.is_the_same(changed)
        if found := opened.failure(changed, lambda: kept()[0], is_the_same=is_the_same):
            return PROOF, found, True
        return SAME if is_the_same else NOBODY, "", not kept()[1]
