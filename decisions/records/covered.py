"""What the register answered of one item: of its own kind, or of the narrower kinds that were asked for it."""

from collections.abc import Iterable

from decisions.records import wording
from isa.coverage.model import PairAnswer
from isa.register.vocabulary import vocabulary


def answered(pairs: Iterable[PairAnswer], category: str, subject: str) -> str:
    """The answers in words, each once; empty where nothing was asked of it."""
    kinds = vocabulary().categories

    def is_of(found: PairAnswer) -> bool:
        kind = kinds.get(found.category)
        return category in (found.category, kind.under if kind else None)

    said = (wording.pair(one) for one in pairs if one.subject == subject and is_of(one))
    return "; ".join(dict.fromkeys(said))
