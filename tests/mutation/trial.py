"""One slip tried: who notices it, in the order of ``report.BY``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from decisions.policy.compiled import CompiledPack
from tests.mutation import catch
from tests.mutation.by_table import Questions, all_questions
from tests.mutation.prove import Opened
from tests.mutation.slips import Change, name_of
from tests.mutation.spoiled import Spoiled
from tests.mutation.where import Whole

PINNED, SCENARIO, CHECKS, PROOF = "pinned", "scenario", "checks", "proof"
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

    @cached_property
    def whole(self) -> Whole:
        return Whole(self.pack, self.questions[0])

    def _opened(self, table: str) -> Opened:
        return Opened(self.pack, self.questions, table)

    def trials(self, changes: list[Change]) -> Iterator[Verdict]:
        """Try slips in turn; those of one table are best given together."""
        for change in changes:
            by, what, by_kept_case = self._tried(Spoiled(self.pack, change))
            yield Verdict(name_of(change), change["table"], change["row"], by, what, by_kept_case)

    def _tried(self, spoiled: Spoiled) -> tuple[str, str, bool]:
        """The quick ones first; a slip that keeps the pack from loading is seldom left to the checks."""
        if found := self.cases.contradicted(spoiled):
            return PINNED, found, True
        if found := self.cases.disagreeing(spoiled):
            return SCENARIO, found, True
        if found := catch.fault(spoiled.pack):
            return CHECKS, found, True
        kept = self.cases.reached(spoiled)
        is_the_same = not kept.is_other and self.whole.is_the_same(spoiled)
        proof = self.opened(spoiled.table)
        if found := proof.failure(spoiled, lambda: kept.targets, is_the_same=is_the_same):
            return PROOF, found, True
        return SAME if is_the_same else NOBODY, "", not kept.is_kept
