"""Do one thing with everything selected in the work list: first see exactly what would change."""

import streamlit as st

from isa.pages._agreement_fields import attempt, optional_day, typed_day, typed_text
from isa.pages._register import public_table
from isa.pages._together import messages, packs
from isa.pages._work import KEY as LIST
from isa.pages._work import came_from, pick, picked
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.agreements.fields import fields as agreement_fields
from isa.register.worklist.changes import WITHOUT_REASON, Act, Plan, Request
from isa.register.worklist.chasing.service import letters
from isa.register.worklist.confirming.service import confirm, preview_confirmed, to_confirm
from isa.register.worklist.model import TaskKey, TaskKind
from isa.register.worklist.together.service import carry_out, preview
from isa.ui import fields, site, state
from isa.ui.components.table import table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "work_together"
_PACKS, _ASK = "packs", "ask"
_ACTS = (
    (
        Act.REVIEWED.value,
        _("Record that they were reviewed"),
        _("Also sets when the next review is due."),
    ),
    (Act.REVIEW_DATE.value, _("Set the day of the next review")),
    (Act.OWNER.value, _("Say who looks after them"), _("A post, not a name.")),
    (
        Act.PUBLICATION.value,
        _("Say whether they may be published"),
        _("Shows exactly what anybody would see, or would not see any more."),
    ),
    (
        Act.CHASED.value,
        _("Chase those who have not signed"),
        _("Words to send to each agency, and a note in the history that you did."),
    ),
    (_PACKS, _("Make their signing packs"), _("One file with a folder for each agreement.")),
)
# What may be done with tasks about agencies, which have no agreement.
_OF_AGENCIES = (
    (
        _ASK,
        _("Ask them to confirm their numbers and posts"),
        _("Words to send to each agency. Nothing is recorded."),
    ),
    (
        Act.CONFIRMED.value,
        _("Record that they confirmed them"),
        _(
            "Only what the agency itself confirmed, or what somebody rang. You see each of them first."
        ),
    ),
)


def _request() -> Request:
    """What the fields ask for; ``Invalid`` with a sentence for a day that is not a real one."""
    act = Act(typed_text("act"))
    has_day = act not in (Act.OWNER, Act.PUBLICATION)
    on = typed_day("on", _("the day")) if has_day else None
    next_due = optional_day("next_due", _("the next review")) if act is Act.REVIEWED else None
    return Request(
        act=act,
        keys=_keys(),
        on=on,
        next_due=next_due,
        owner=typed_text("owner") if act is Act.OWNER else "",
        publication=typed_text("publication") if act is Act.PUBLICATION else "",
        reason=typed_text("reason") if act not in WITHOUT_REASON else "",
    )


def _is_about_agencies() -> bool:
    """Whether all that is selected are tasks about agencies; among others they are left out."""
    return all(each.kind is TaskKind.CONTACT for each in picked())


def _keys() -> tuple[TaskKey, ...]:
    """Of what is selected, what can be changed together: tasks about agencies, or the others."""
    about = _is_about_agencies()
    return tuple(each for each in picked() if (each.kind is TaskKind.CONTACT) is about)


def _look() -> None:
    def act() -> str:
        request = _request()
        looked = preview_confirmed if request.act is Act.CONFIRMED else preview
        state.notes(_KEY)["plan"] = (request, looked(database(), actor(), request))
        return ""

    attempt(_KEY, act, lambda: state.say(_("What would change is shown below.")))


def _planned() -> tuple[Request, Plan] | None:
    """The plan that was looked at, while the fields still ask for the same."""
    held = state.notes(_KEY).get("plan")
    if not isinstance(held, tuple):
        return None
    try:
        return held if _request() == held[0] else None
    except (Invalid, ValueError):
        return None


def _carry_out(request: Request, plan: Plan) -> None:
    def act() -> str:
        if request.act is Act.CONFIRMED:
            count = confirm(database(), actor(), request, seen=plan.digest)
            return ngettext(
                "The numbers and posts of {count} agency count as checked now.",
                "The numbers and posts of {count} agencies count as checked now.",
                count,
            ).format(count=count)
        count = carry_out(database(), actor(), request, seen=plan.digest)
        if request.act is Act.CHASED:
            return ngettext(
                "Recorded: {count} party was reminded. The history of its agreement says so.",
                "Recorded: {count} parties were reminded. The history of their agreements says so.",
                len(plan.changes),
            ).format(count=len(plan.changes))
        return ngettext(
            "{count} agreement is changed. Its history says so.",
            "{count} agreements are changed. The history of each says so.",
            count,
        ).format(count=count)

    def after() -> None:
        pick(())
        site.go(came_from())

    attempt(_KEY, act, after)


def _act_fields(act: Act) -> None:
    if act is Act.OWNER:
        fields.text_input("owner", _("Which post looks after them?"), "", hint=_("Not a name."))
    elif act is Act.PUBLICATION:
        options = [(c, words) for c, words in agreement_fields()["publication"].options.items()]
        fields.radios("publication", _("May they be published?"), options, None)
    elif act is Act.REVIEW_DATE:
        fields.date_input("on", _("When is the next review due?"), None)
    elif act is Act.REVIEWED:
        fields.date_input("on", _("When was the review held?"), clock.today())
        fields.date_input(
            "next_due",
            _("When is the next one due?"),
            None,
            hint=_("Leave it empty to go by how often each agreement says it is reviewed."),
        )
    elif act is Act.CONFIRMED:
        fields.date_input("on", _("When did they confirm them?"), clock.today())
    else:
        fields.date_input("on", _("When did you send it?"), clock.today())
    if act not in WITHOUT_REASON:
        fields.text_input(
            "reason",
            _("Why?"),
            "",
            hint=_("For the history of each. No names, nothing about a case."),
        )


def _plan(request: Request, plan: Plan) -> None:
    st.header(_("What would change"), anchor=False)
    if plan.refused:
        st.markdown(
            _(
                "It cannot be done to all of them, and it is done to all or to none. Leave these out, or "
                "put right what stands in the way."
            )
        )
        table(
            "refused",
            caption=_("What stands in the way"),
            columns=[_("Reference"), _("Agreement or party"), _("Why not")],
            rows=[[each.reference, each.name, each.why] for each in plan.refused],
        )
        st.button(_("Leave these out"), key="leave_out", on_click=_leave_out, args=(request, plan))
    if plan.unchanged:
        st.markdown(
            ngettext(
                "{count} says so already and stays as it is.",
                "{count} say so already and stay as they are.",
                plan.unchanged,
            ).format(count=plan.unchanged)
        )
    if plan.changes:
        table(
            "changes",
            caption=_("Exactly what would change"),
            columns=[_("Reference"), _("Agreement or party"), _("What"), _("Now"), _("Then")],
            rows=[
                [each.reference, each.name, each.what, each.before or _("Nothing"), each.after]
                for each in plan.changes
            ],
        )
    _public(plan)
    if plan.changes and not plan.refused:
        st.button(
            ngettext(
                "Make this {count} change", "Make these {count} changes", len(plan.changes)
            ).format(count=len(plan.changes)),
            key="carry_out",
            type="primary",
            on_click=_carry_out,
            args=(request, plan),
        )


def _public(plan: Plan) -> None:
    """What anybody would see, and what they would not see any more."""
    for key, heading, entries in (
        ("shown", _("Exactly what anybody would see"), plan.shown),
        ("hidden", _("What nobody would see any more"), plan.hidden),
    ):
        if entries:
            st.subheader(heading, anchor=False)
            public_table(key, heading, entries)
    if plan.hidden:
        st.markdown(
            _(
                "What is on your website stays there until you put the new files in its place. Name the "
                "exemption in the notes of each, for whoever asks."
            )
        )


def _leave_out(request: Request, plan: Plan) -> None:
    """In a callback: take what was refused out of the selection, and look again."""
    out = {each.key for each in plan.refused}
    by_agreement = {k.agreement_id for k in out} if request.act not in WITHOUT_REASON else set()
    kept = [k for k in request.keys if k not in out and k.agreement_id not in by_agreement]
    pick(kept)
    if kept:
        _look()
    else:
        state.clear_faults()
        state.say(_("Nothing is left of what you selected."))


def _show(count: int) -> None:
    if came_from() == LIST:
        lede = ngettext("{count} task is selected.", "{count} tasks are selected.", count)
    else:
        lede = ngettext("{count} agreement is selected.", "{count} agreements are selected.", count)
    with page(
        _("Change many at once"),
        section=_("Work list"),
        key=_KEY,
        back=came_from(),
        lede=plain(lede.format(count=count)),
        wide=True,
    ):
        if not count:
            st.markdown(_("Select something in the work list or the list of agreements first."))
            site.link(_("Work list"), "work")
            site.link(_("Agreements"), "agreements")
            return
        acts = _OF_AGENCIES if _is_about_agencies() else _ACTS
        chosen = fields.radios("act", _("What do you want to do?"), acts, None)
        if chosen:
            _draw(chosen)


def _draw(chosen: str) -> None:
    """What the chosen act asks for, hands out and would change."""
    today = clock.today()
    if chosen == _PACKS:
        packs(_keys())
        return
    if chosen == _ASK:
        asked = to_confirm(database(), actor(), _keys(), on=today)
        messages(asked, _("Everything of those you selected was checked within a year."))
        return
    act = Act(chosen)
    if act is Act.CHASED:
        waiting = letters(database(), actor(), _keys(), on=today)
        messages(waiting, _("Nobody you selected keeps an agreement waiting for a signature."))
        if waiting:
            st.header(_("Record that you sent them"), anchor=False)
    _act_fields(act)
    st.button(_("Show what would change"), key="look", on_click=_look)
    if planned := _planned():
        _plan(*planned)


require(actor(), Action.WORK_LIST_READ)
_show(len(_keys()))
