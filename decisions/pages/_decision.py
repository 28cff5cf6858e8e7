"""A page of the decision as a value: its advice, its sheets of questions, and what stands in the way."""

from dataclasses import dataclass

from decisions.assessing import Assessed
from decisions.assessment import ItemAdvice, RecipientAdvice
from decisions.journey import decide, when_decided
from decisions.journey.choices_decided import Gone, ItemRule
from decisions.journey.fields import Step
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.pages import _advised, _deciding, _saving
from decisions.pages._deciding import Place
from decisions.pages._draft import Opened
from decisions.pages._sheet import Sheet
from decisions.pages._typed import typing_faults
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import state

_DIFFERS = frozenset({"differs_because"})


@dataclass(frozen=True)
class Deciding:
    """A page of the decision: the draft, which page, and the advice it stands beside."""

    opened: Opened
    here: Place
    assessed: Assessed

    @property
    def key(self) -> str:
        """What names the page for focus, faults and memory."""
        return f"{self.opened.draft.id}/decide/{self.here.key}"

    @property
    def advised(self) -> RecipientAdvice | None:
        """The advice on this page's recipient."""
        found = self.assessed.assessment.recipients
        return next((one for one in found if one.recipient_id == self.here.recipient), None)

    def save(self, path: str, value: object) -> None:
        """Keep one answer; 'just now' is kept with the time at which it was said."""
        kept = {path: value}
        if path.endswith(".decided.gone") and value == Gone.NOW:
            sent = path.removesuffix("gone") + "sent"
            kept[sent] = when_decided.just_now(clock.now())
            state.forget_widgets(sent)
        _saving.keep_all(self.key, self.opened.draft.id, kept)


def at_place(which: str, place: str) -> Deciding:
    """The page with this key, or the first; an unfinished draft goes back to its questions."""
    opened, assessed = _advised.opened(which)
    here = _deciding.place(assessed.answers, place) or _deciding.places(assessed.answers)[0]
    return Deciding(opened, here, assessed)


def sheets_of(at: Deciding) -> list[Sheet]:
    """The sheets of questions on this page: one, or one for each item."""
    answers, here, over = at.assessed.answers, at.here, at.opened.draft.too_long
    if here.kind == "decided":
        return [
            Sheet(
                Decided,
                here.recipient,
                answers,
                at.save,
                _skipped(Decided, at),
                _DIFFERS,
                too_long=over,
            )
        ]
    if here.kind == "message":
        message = Sheet(Message, here.recipient, answers, at.save, too_long=over)
        if not _deciding.introduces(answers, here):
            return [message]
        return [Sheet(Introduced, None, answers, at.save, too_long=over), message]
    if here.kind == _deciding.AFTER:
        return [
            Sheet(After, None, answers, at.save, _skipped(After, at), _review(at), too_long=over)
        ]
    return [
        Sheet(
            Cell,
            f"{here.recipient}/{item.item_id}",
            answers,
            at.save,
            labels={
                "rule": _("What have you decided about: {item}?").format(item=item.label),
                "wording": _("The words that will be sent about: {item}").format(item=item.label),
            },
            too_long=over,
        )
        for item in advised_items(at)
    ]


def advised_items(at: Deciding) -> list[ItemAdvice]:
    """The advice on each item of this page."""
    here = {one.id for one in at.here.items(at.assessed.answers)}
    return [one for one in (at.advised.items if at.advised else ()) if one.item_id in here]


def left_open(at: Deciding) -> dict[str, object]:
    """The items of this page that are not decided yet and whose advice needs no words, by path."""
    found: dict[str, object] = {}
    for item, sheet in zip(advised_items(at), sheets_of(at), strict=True):
        rule = decide.GOES_OUT.get(item.rule)
        if rule in (ItemRule.SHARE, ItemRule.WITHHOLD) and sheet.value("rule") is None:
            found[sheet.path("rule")] = rule.value
    return found


def _review(at: Deciding) -> frozenset[str]:
    """Every decision not to share needs a day to look again."""
    answers = at.assessed.answers
    is_all_shared = all(_deciding.is_sharing(answers, one.id) for one in answers.recipients)
    return frozenset() if is_all_shared else frozenset({"review_on"})


def _skipped(step: type[Step], at: Deciding) -> frozenset[str]:
    """What is not asked: why it differs where it does not, and telling where that is unsafe."""
    assessed = at.assessed
    asked = decide.asked(step, at.here.recipient or None, assessed.answers, assessed.assessment)
    return frozenset(step.model_fields) - {question.name for question in asked}


def in_the_way(at: Deciding) -> dict[str, str]:
    """What stands in the way of Continue on this page."""
    everything = decide.faults(at.assessed.answers, at.assessed.assessment, at=clock.now())
    wrong: dict[str, str] = {}
    for sheet in sheets_of(at):
        paths = [sheet.path(name) for name in sheet.step.model_fields]
        wrong |= {path: everything[path] for path in paths if path in everything}
        wrong |= typing_faults(sheet)
    return wrong
