"""Words that fit the case: the first variant whose every condition holds, else the words for any case.

What was never asked, or is not settled, fits no variant, so the plain words must hold of every case.
"""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from decisions.policy.model import Answer, Finding
from decisions.policy.pack import Pack
from decisions.policy.source import Condition
from decisions.policy.subjects import subject_of


class _Given(Protocol):
    @property
    def given(self) -> Condition: ...


_Base = TypeVar("_Base")
_Other = TypeVar("_Other", bound=_Given)


def fitting(
    words: _Base,
    variants: tuple[_Other, ...],
    pack: Pack,
    values: Mapping[str, Answer],
    findings: Mapping[str, Finding],
) -> _Base | _Other:
    """The words to show for these answers and findings."""
    for variant in variants:
        if all(
            _read(name, pack, values, findings) in wanted for name, wanted in variant.given.items()
        ):
            return variant
    return words


def _read(
    name: str, pack: Pack, values: Mapping[str, Answer], findings: Mapping[str, Finding]
) -> Answer | None:
    """One finding, answer or tick; a person fact is that of whoever the item is about."""
    if name in findings:
        return findings[name].value
    if "." not in name:
        return values.get(subject_of(name), values.get(name))
    prefix, _, member = name.partition(".")
    ticked = next(
        (values.get(key) for key, fact in pack.facts.items() if fact.prefix == prefix), None
    )
    if ticked is None:
        return None
    return "yes" if member in ticked else "no"
