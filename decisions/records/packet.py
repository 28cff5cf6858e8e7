"""What each recipient gets and what is kept from them, with the reasons: for our own file alone.

The reason beside an item is the one the tool gave when it advised. Where the person decided
otherwise, their own reason for that stands with it. Nothing of this is in any copy.
"""

from collections.abc import Iterator

from decisions.assessment import Frozen, ItemAdvice
from decisions.decision import ItemDecision, RecipientDecision
from decisions.journey.choices_decided import ItemRule
from decisions.journey.decide import GOES_OUT
from decisions.records import tags, wording
from decisions.records.content import Content, Letter, is_sent
from decisions.records.tags import Tag
from isa.platform.wording import gettext as _


class Line(Frozen):
    """One item for one recipient: what was advised, what was decided, why, and what goes."""

    label: str
    advised: str
    decided: str
    rule: str
    why: str
    """The tool's reason, in its own words."""
    differs_because: str
    """The person's own words, where less or more goes than was advised."""
    wording: str
    tags: tuple[Tag, ...]
    is_other: bool
    """Whether it is not what was advised for this item."""

    @property
    def is_kept_back(self) -> bool:
        """Whether nothing of it goes."""
        return self.rule == ItemRule.WITHHOLD

    @property
    def is_reduced(self) -> bool:
        """Whether it goes in words written for this recipient."""
        return not self.is_kept_back and self.rule != ItemRule.SHARE


class Packet(Frozen):
    """Everything that goes, or does not go, to one recipient."""

    recipient_id: str
    name: str
    is_sent: bool
    lines: tuple[Line, ...]

    @property
    def kept_back(self) -> tuple[Line, ...]:
        """What does not go, although other things do or could."""
        return tuple(line for line in self.lines if line.is_kept_back)


THEIR_WORDS = _("Their own words")


def written_to_them(letter: Letter) -> Iterator[tuple[str, str]]:
    """What was written for one recipient besides the items, under the headings of their copy."""
    for asked, words in (
        (wording.why(letter), letter.reason),
        (_("Immediate risk, and what may happen next"), letter.risk),
        (_("What happened when"), letter.chronology),
        (_("What has been done, and what came of it"), letter.done),
        (_("What protects them"), letter.protective),
        (_("What you are asked to do"), letter.ask),
        (THEIR_WORDS, letter.words),
    ):
        if words:
            yield asked, words


def packets(content: Content) -> tuple[Packet, ...]:
    """The packet of each recipient, in the order of the decision."""
    return tuple(_packet(content, decided) for decided in content.decision.recipients)


def _packet(content: Content, decided: RecipientDecision) -> Packet:
    advice = content.advice_for(decided)
    items = {item.item_id: item for item in content.items}
    lines = []
    for advised in advice.items:
        one = next(found for found in decided.items if found.item_id == advised.item_id)
        differs = one.rule != GOES_OUT.get(advised.rule)
        lines.append(
            Line(
                label=advised.label,
                advised=advised.rule_label,
                decided=wording.item_rule(one),
                rule=one.rule,
                why=because(advised),
                differs_because=decided.differs_because if differs else "",
                wording=_wording(one),
                tags=tags.of_item(items[advised.item_id], advised.category)
                if advised.item_id in items
                else (),
                is_other=differs,
            )
        )
    return Packet(
        recipient_id=decided.recipient_id,
        name=advice.name,
        is_sent=is_sent(decided),
        lines=tuple(lines),
    )


def _wording(one: ItemDecision) -> str:
    return "" if one.rule == ItemRule.WITHHOLD else one.wording


_NOT_YET = {
    "ask_first": _("Ask first"),
    "seek_advice": _("Get advice first"),
    "verify_first": _("Check first"),
    "route_elsewhere": _("Another way"),
    "do_not_share": _("Keep back"),
}
_GOES = frozenset({"share", "redact", "facts_only", "anonymise", "label_and_share"})


def not_yet(item: ItemAdvice) -> str:
    """What stands before an item that could go by its own rule; empty where nothing does."""
    return _NOT_YET.get(item.outcome, "") if item.rule in _GOES else ""


def because(item: ItemAdvice) -> str:
    """The reason for the advice on an item, and what to do where it is not simply shared."""
    reason = item.reasons[0].sentence if item.reasons else ""
    doing = "" if item.rule == "share" and reason else item.sentence
    return " ".join(part for part in (doing, reason) if part)
