"""Check your decision, then seal the record: what is shown here is what is sealed."""

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.journey import decide
from decisions.journey import service as drafts
from decisions.journey.answers import Answers
from decisions.journey.check_answers import check_rows
from decisions.journey.sending import is_check
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.pages import _deciding, _draft, _ended, _kept_back, _late, _succession, _where
from decisions.pages._choose import agency_name, category_name
from decisions.pages._deciding import Place
from decisions.pages._pages_of import part_of, turn
from decisions.records import finished
from decisions.records import service as records
from decisions.records.script import script_before
from decisions.shown import AdviceChanged
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site, state
from isa.ui.components.table import Cell as TableCell
from isa.ui.components.table import Column, table
from isa.ui.frame import page
from isa.ui.text import plain

Row = list[TableCell | str]


def _rows(answers: Answers, here: Place, labels: dict[str, str]) -> list[Row]:
    """The rows of one page of the decision."""
    if here.kind == "decided":
        found = [("", check_rows(Decided, here.recipient, answers, **_NAMES))]
    elif here.kind == "message":
        found = [("", check_rows(Message, here.recipient, answers, **_NAMES))]
        if _deciding.introduces(answers, here):
            found.insert(0, ("", check_rows(Introduced, None, answers, **_NAMES)))
    elif here.kind == "items":
        found = [
            (
                f"{labels.get(item.id, '')}: ",
                check_rows(Cell, f"{here.recipient}/{item.id}", answers, **_NAMES),
            )
            for item in here.items(answers)
        ]
    else:
        found = [("", check_rows(After, None, answers, **_NAMES))]
    return [
        [
            before + row.label,
            row.shown,
            TableCell(_("Change"), go=here.key, more=before + row.label),
        ]
        for before, rows in found
        for row in rows
    ]


_TITLES = {
    "decided": _("Your decision about"),
    "items": _("What will be sent to"),
    "message": _("What else goes to"),
}
# What a visit to this page notes: the version of the draft that it shows, and that it sealed it.
_VERSION, _SEALED_HERE = "version", "sealed"
_ALREADY = _(
    "This decision had been sealed already, in another tab. Nothing was sealed twice. This is what was sealed: "
    "check that it says what you meant."
)
# So many answers stand in one table: the way on below a very long list stays within reach.
_AT_ONCE = 40
_NAMES = {"agency": agency_name, "category": category_name}


@_late.while_there()
def _seal(which: str) -> None:
    """Seal once, however often the button is pressed; the record that is there is shown again."""
    key = f"{which}/seal"
    notes = state.notes(key)
    database, actor, read = door.database(), door.actor(), notes.get(_VERSION)
    was_sealed = records.sealed_from(database, actor, which) is not None
    try:
        sealed = records.seal_decision(
            database, actor, which, read=read if isinstance(read, int) else None
        )
    except Invalid as error:
        state.fail(key, {"": _("This cannot be sealed yet. ") + next(iter(error.faults.values()))})
        return
    except AdviceChanged as changed:
        state.tell(str(changed))
        site.go("assessment", draft=which)
        return
    except Stale as changed:
        state.fail(key, {"": str(changed)})
        return
    if was_sealed and not notes.get(_SEALED_HERE):
        state.tell(_ALREADY)
    notes[_SEALED_HERE] = True
    state.clear_faults()
    site.go("sealed", record=sealed.line.id)


def _first_gap(assessed: Assessed) -> Place | None:
    """The page of the decision that still needs an answer."""
    wrong = decide.faults(assessed.answers, assessed.assessment, at=clock.now())
    for here in _deciding.places(assessed.answers):
        if any(here.holds(path, assessed.answers) for path in wrong):
            return here
    return None


def _say(assessed: Assessed) -> None:
    """What to say to each recipient, before sealing: a call need not wait for the record."""
    if is_check(assessed.answers):
        return
    material = finished.as_decided(door.database(), door.actor(), assessed, at=clock.now())
    names = {one.recipient_id: one.name for one in assessed.assessment.recipients}
    for recipient in material.letters:
        with panels.details(
            _("What to say if you ring {name}").format(name=plain(names[recipient]))
        ):
            st.text("\n\n".join(script_before(material, recipient)))
    _where.left_out(assessed, material.letters)


def main() -> None:
    """Draw the page; a draft that was sealed already leads to its record."""
    _ended.on_the_way_back()
    which = _draft.draft_id()
    database, actor = door.database(), door.actor()
    try:
        read = drafts.load_draft(database, actor, which).version
        assessed = advice.assess_draft(database, actor, which, on=clock.today(), at=clock.now())
    except NotFound as gone:
        _ended.shown(which, gone)
        raise
    gap = _first_gap(assessed)
    if gap is not None:
        site.go_now("decide", draft=which, step=gap.key, back="seal", note="gap")
    state.notes(f"{which}/seal")[_VERSION] = read
    places = _deciding.places(assessed.answers)
    names = {one.recipient_id: one.name for one in assessed.assessment.recipients}
    labels = {i.item_id: i.label for one in assessed.assessment.recipients for i in one.items}
    with page(
        _("Check your decision"),
        section=_("Seal the record"),
        key=f"{which}/seal",
        back=lambda: site.go("decide", draft=which, step=places[-1].key),
        lede=_(
            "Sealing keeps these answers, the advice as it was shown, and your words, so that a "
            "later change would show. You can correct a sealed record with a new one, not edit it."
        ),
    ):
        _succession.shown(which, assessed.answers)
        for number, here in enumerate(places):
            if here.part > 1:
                continue  # a long list of items is one table
            rows = [
                row
                for one in places
                if (one.kind, one.recipient) == (here.kind, here.recipient)
                for row in _rows(assessed.answers, one, labels)
            ]
            if not rows:
                continue
            title = _TITLES.get(here.kind)
            heading = f"{title} {names[here.recipient]}" if title else After.title
            st.header(plain(heading), anchor=False)
            table(
                f"decision-{number}",
                caption=heading,
                columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
                rows=part_of(f"{which}/seal/{number}", rows, _AT_ONCE),
                on_go=lambda step: site.go("decide", draft=which, step=step, back="seal"),
                hide_head=True,
            )
            turn(f"{which}/seal/{number}", len(rows), _AT_ONCE)
        for recipient in names:
            _kept_back.mentioned(assessed, recipient)
        _say(assessed)
        fields.actions(
            _("Seal the record"),
            lambda: _seal(which),
            secondary=_("Change an answer to a question"),
            on_secondary=lambda: site.go("check", draft=which),
        )


main()
