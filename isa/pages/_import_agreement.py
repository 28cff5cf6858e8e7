"""An agreement in the preview of an import: what the file says of it, and what is only guessed."""

from isa.coverage.view import PartyState
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.register.agreements.fields import fields
from isa.register.agreements.lifecycle import LABELS
from isa.register.importing.plan import PlannedAgreement
from isa.register.vocabulary import vocabulary
from isa.ui.components.table import Cell

_MOST = 6
_LONGEST = 120


def agreement_cells(each: PlannedAgreement) -> list[Cell | str]:
    """A row of the preview: reference, title, whether it is new, what changes, parties."""
    tag = Cell(_("New"), tag="blue") if each.is_new else Cell(_("Changed"), tag="yellow")
    said = _terms(each) if each.is_new else _changes(each)
    return [each.reference, each.title, tag, said, _parties(each)]


def _changes(each: PlannedAgreement) -> str:
    return "; ".join(
        _("{what}: {old} becomes {new}").format(what=one.label, old=one.old, new=one.new)
        for one in each.changes
    )


def _terms(each: PlannedAgreement) -> str:
    purposes = vocabulary().purposes
    purpose = ", ".join(purposes[code].label for code in each.purposes) or each.summary
    told = [
        _("Status: {status}").format(status=_marked(each, "status", LABELS[each.status])),
        _("Kind: {kind}").format(
            kind=_marked(each, "type", vocabulary().agreement_types[each.type].label)
        ),
        _("Lead: {name}").format(name=each.lead_name or _("not given")),
        _("Purpose: {text}").format(text=_short(purpose) or _("not given")),
    ]
    if each.publication:
        public = fields()["publication"].options[each.publication]
        told.append(_("May be published: {answer}").format(answer=public))
    if each.starts_on:
        told.append(_("starts {day}").format(day=clock.show_date(each.starts_on)))
    if each.review_due_on:
        told.append(_("review due {day}").format(day=clock.show_date(each.review_due_on)))
    if not each.starts_on and not each.review_due_on:
        told.append(_("no days given"))
    return "; ".join(told)


def _marked(each: PlannedAgreement, name: str, words: str) -> str:
    """What a row does not say itself is marked, so that a default never looks like a fact."""
    return _("{words} (guessed)").format(words=words) if name in each.guessed else words


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}..."


def _parties(each: PlannedAgreement) -> str:
    fresh = [one for one in each.parties if one.act == "add"]
    signed = [one.name for one in fresh if one.state is PartyState.SIGNED_UNVERIFIED]
    later = [one.name for one in each.parties if one.act == "sign"]
    told = [_some([one.name for one in fresh])] if fresh else []
    if fresh and each.joins_on:
        told.append(
            _("Parties from {day}, or from the day they signed if their row says it").format(
                day=clock.show_date(each.joins_on)
            )
        )
    if later:
        told.append(_("Signed: {names}").format(names=_some(later)))
    if signed:
        told.append(_("Said to have signed, to be checked: {names}").format(names=_some(signed)))
    elif fresh:
        told.append(_("None is said to have signed"))
    return ". ".join(told)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST])
    if len(names) <= _MOST:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - _MOST)
