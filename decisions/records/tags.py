"""What whoever prepares a release must look at, field by field: an access request, a coroner, a court.

A tag never decides. It says that somebody else than the reader has a stake in a field, so that the
review starts from the record and not from a blank page. In doubt a field is tagged.
"""

from collections.abc import Iterable
from enum import StrEnum

from decisions.records.content import FullItem
from isa.platform.wording import gettext as _


class Tag(StrEnum):
    """Why a field is looked at before it is released; the value is what a person reads."""

    REFERRER = _("Referrer or witness")
    LOCATION = _("Could locate someone")
    ACCOUNT = _("Account of the person at risk")
    THIRD_PARTY = _("Third party")
    HEALTH = _("Health opinion needed")
    PRIVILEGED = _("Privileged, or may be")
    OWN_WORDS = _("Own words: read all of it")


_THIRD_PARTIES = frozenset({"parent_carer", "suspected", "other_person", "staff"})
_AT_RISK = frozenset({"protected_child", "protected_adult"})
_SAID = frozenset({"unproven_allegation", "unchecked"})
_HEALTH_RECORDS = frozenset(
    {"substance", "disability", "send", "capacity_best", "sexuality_gender"}
)


def _codes(item: FullItem, fact: str) -> frozenset[str]:
    held = item.facts.get(fact, ())
    return frozenset({held} if isinstance(held, str) else held)


def of_item(item: FullItem, category: str = "") -> tuple[Tag, ...]:
    """The tags of one item of information; ``category`` is the kind of record it came from."""
    about = _codes(item, "item_about")
    found = {
        Tag.REFERRER: "referrer_witness" in about,
        Tag.LOCATION: "yes" in _codes(item, "locates_or_identifies"),
        Tag.ACCOUNT: bool(about & _AT_RISK and _codes(item, "item_reliability") & _SAID),
        Tag.THIRD_PARTY: bool(about & _THIRD_PARTIES),
        Tag.HEALTH: _is_health(category) or "special" in _codes(item, "item_class"),
        Tag.PRIVILEGED: "privileged" in _codes(item, "restriction"),
    }
    return tuple(tag for tag, holds in found.items() if holds)


def _is_health(category: str) -> bool:
    return category.startswith("health") or category in _HEALTH_RECORDS


def shown(tags: Iterable[Tag]) -> str:
    """The tags as words in a cell."""
    return "; ".join(tags)
