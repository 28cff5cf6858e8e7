"""Whether one recipient is told who it is about, beside the items themselves."""

from collections.abc import Iterable, Mapping

from decisions.journey.choices_decided import ItemRule
from decisions.policy.subjects import CASE_PERSON, WHOSE

_THEMSELVES = frozenset({"protected_child", "protected_adult", "the_person"})

Known = Mapping[str, str | Iterable[str]]
Going = Iterable[tuple[str, Known]]
"""The rule for each item and its facts, as one recipient gets them."""


def is_named(items: Going) -> bool:
    """Whether they hear who the case is about.

    Not where what is about that person goes only without names: what goes about somebody else, for
    example about whoever hurt them, gives no leave to name them.
    """
    going = [one for one in items if one[0] != ItemRule.WITHHOLD]
    theirs = [one for one in going if _is_about_them(one[1])] or going
    return not theirs or any(rule != ItemRule.ANONYMISE for rule, _known in theirs)


def _is_about_them(known: Known) -> bool:
    about = known.get("item_about", ())
    told = {about} if isinstance(about, str) else set(about)
    return known.get(WHOSE, CASE_PERSON) == CASE_PERSON and bool(_THEMSELVES & told)
