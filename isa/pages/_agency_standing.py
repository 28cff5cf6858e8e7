"""The parts of an agency that agreements rest on: who may sign, assurance, successions, members."""

import streamlit as st

from isa.coverage.view import MembershipState
from isa.pages._agreement_fields import (
    agencies_chosen,
    attempt,
    find_any,
    optional_day,
    several_agencies,
    typed_day,
    typed_text,
)
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.rosters.service import STATE_LABELS, Member
from isa.register.agencies.signatories.service import Assurance, Signatory
from isa.register.model import FROM_THE_BEGINNING, Agency
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.text import plain

_STATE_TAGS = {
    MembershipState.ACCEDED: "green",
    MembershipState.DECLINED: "red",
    MembershipState.NOT_RECORDED: "yellow",
}


def _back(agency: Agency) -> None:
    site.go("agency", id=agency.id)


def signing(key: str, agency: Agency) -> None:
    """The posts that may sign: a signature by another stands as one to check."""
    listed = register.signatories(database(), actor(), agency.id)
    if listed:
        table(
            "signatories",
            caption=_("Who may sign"),
            columns=[
                _("Post"),
                _("From"),
                _("To"),
                _("Delegated by"),
                Column(_("End"), hidden=True),
            ],
            rows=[
                [
                    each.title,
                    show_date(each.valid_from),
                    show_date(each.valid_to) if each.valid_to else "",
                    each.delegated_by,
                    "" if each.valid_to else Cell(_("End today"), go=each.id, more=each.title),
                ]
                for each in listed
            ],
            on_go=lambda which: _end(key, agency, which),
        )
    fields.text_input("title", _("Post that may sign"), "", hint=_("A post, not a name."))
    fields.text_input("email", _("E-mail address of the post"), "", hint=_("If it has one."))
    fields.date_input("valid_from", _("Since when may it sign?"), clock.today())
    fields.date_input(
        "valid_to", _("Until when?"), None, hint=_("Leave it empty if there is no last day.")
    )
    fields.text_input(
        "delegated_by",
        _("If its authority is delegated: by which post?"),
        "",
        hint=_("Leave it empty for a post that signs in its own right."),
    )
    fields.text_input(
        "basis",
        _("What shows that?"),
        "",
        hint=_("A scheme of delegation, a letter, a resolution."),
    )
    fields.actions(
        _("Add this post"),
        lambda: _add_signatory(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: _back(agency),
    )


def _add_signatory(key: str, agency: Agency) -> None:
    def act() -> str:
        new = Signatory(
            title=typed_text("title"),
            email=typed_text("email"),
            delegated_by=typed_text("delegated_by"),
            basis=typed_text("basis"),
            valid_from=typed_day("valid_from", _("the first day")),
            valid_to=optional_day("valid_to", _("the last day")),
        )
        register.add_signatory(database(), actor(), agency.id, new)
        return _("{title} may sign.").format(title=new.title)

    def after() -> None:
        for name in ("title", "email", "delegated_by", "basis", "valid_to"):
            state.forget_widgets(name)
        state.say(_("Kept."))

    attempt(key, act, after)


def _end(key: str, agency: Agency, signatory_id: str) -> None:
    def act() -> str:
        register.end_signatory(database(), actor(), agency.id, signatory_id, on=clock.today())
        return _("Today is its last day. What it signed stays signed.")

    attempt(key, act, lambda: state.say(_("Today is its last day.")))


def assurance(key: str, agency: Agency) -> None:
    """What the agency has confirmed about itself, and by when it should again."""
    kinds = vocabulary().assurances
    fields.radios(
        "kind", _("What did it confirm?"), [(k.code, k.label) for k in kinds.values()], None
    )
    fields.text_input(
        "confirmed_by", _("Which post confirmed it?"), "", hint=_("A post, not a name.")
    )
    fields.date_input("confirmed_on", _("On which day?"), clock.today())
    fields.date_input(
        "expires_on",
        _("Until when does it hold?"),
        None,
        hint=_("Leave it empty if it does not say."),
    )
    fields.text_input("note", _("Note"), "", hint=_("For example: standards met."))
    fields.actions(
        _("Record it"),
        lambda: _confirm(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=lambda: _back(agency),
    )


def _confirm(key: str, agency: Agency) -> None:
    def act() -> str:
        new = Assurance(
            kind=typed_text("kind"),
            confirmed_by=typed_text("confirmed_by"),
            confirmed_on=typed_day("confirmed_on", _("the day it was confirmed")),
            expires_on=optional_day("expires_on", _("the last day")),
            note=typed_text("note"),
        )
        register.confirm_assurance(database(), actor(), agency.id, new)
        return _("Recorded.")

    attempt(key, act, lambda: _back(agency))


def succession(key: str, agency: Agency) -> None:
    """Which agency came before or after, and who confirmed that agreements carry over."""
    fields.radios(
        "which",
        _("What happened?"),
        [
            ("after", _("{name} took over from another agency").format(name=agency.name)),
            ("before", _("Another agency took over from {name}").format(name=agency.name)),
        ],
        None,
    )
    fields.agency_pick("other", _("Which other agency?"), find_any, None)
    fields.date_input("on", _("On which day did it take over?"), clock.today())
    fields.radios(
        "confirmed",
        _("Is it known that agreements carry over?"),
        [
            ("yes", _("Yes"), _("A transfer order, a scheme or a letter says so.")),
            ("no", _("Not yet"), _("Until then the register says that it cannot tell.")),
        ],
        None,
    )
    if typed_text("confirmed") == "yes":
        with fields.reveal("confirmed"):
            fields.text_input(
                "confirmed_by", _("Which post confirmed it?"), "", hint=_("A post, not a name.")
            )
            fields.date_input("confirmed_on", _("When?"), clock.today())
            fields.text_input(
                "basis", _("What shows it?"), "", hint=_("For example: Transfer Scheme 2026.")
            )
    fields.actions(
        _("Record it"),
        lambda: _succeed(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=lambda: _back(agency),
    )


def _succeed(key: str, agency: Agency) -> None:
    def act() -> str:
        which, other, confirmed = (typed_text(name) for name in ("which", "other", "confirmed"))
        faults = {
            "which": "" if which else _("Select what happened"),
            "other": "" if other else _("Select the other agency"),
            "confirmed": ""
            if confirmed
            else _("Select whether it is known that agreements carry over"),
        }
        if found := {path: text for path, text in faults.items() if text}:
            raise Invalid(found)
        is_confirmed = confirmed == "yes"
        if is_confirmed and not typed_text("confirmed_by"):
            raise Invalid({"confirmed_by": _("Enter which post confirmed it")})
        before, after = (other, agency.id) if which == "after" else (agency.id, other)
        register.record_succession(
            database(),
            actor(),
            predecessor_id=before,
            successor_id=after,
            on=typed_day("on", _("the day it took over")),
            is_confirmed=is_confirmed,
            confirmed_by=typed_text("confirmed_by") if is_confirmed else "",
            confirmed_on=typed_day("confirmed_on", _("the day it was confirmed"))
            if is_confirmed
            else None,
            basis=typed_text("basis") if is_confirmed else "",
        )
        return _("Recorded.")

    renamed = {"successor_id": "other", "predecessor_id": "other"}
    attempt(key, act, lambda: _back(agency), renamed=renamed)


def _member(member: Member, *, may_write: bool) -> list[Cell | str]:
    since = "" if member.since == FROM_THE_BEGINNING else show_date(member.since)
    cells: list[Cell | str] = [
        member.name,
        Cell(STATE_LABELS[member.state], tag=_STATE_TAGS[member.state]),
        since,
    ]
    return (
        [*cells, Cell(_("Choose"), go=member.agency_id, more=member.name)] if may_write else cells
    )


def roster(key: str, agency: Agency, *, may_write: bool) -> None:
    """A group's members, those nobody knows about first."""
    text = fields.text_input("member_text", _("Find a member"), "", hint=_("Part of its name."))
    start = offset(key, text)
    found = register.roster(
        database(), actor(), agency.id, on=clock.today(), text=text, offset=start, limit=PAGE_SIZE
    )
    counted = "; ".join(f"{STATE_LABELS[s].lower()}: {n}" for s, n in found.counts.items())
    st.markdown(
        plain(_("Members. {counted}.").format(counted=counted))
        if counted
        else _("The group has no members yet.")
    )
    if found.members:
        heads: list[Column | str] = [_("Agency"), _("Has it acceded?"), _("Since")]
        table(
            "members",
            caption=_("Members"),
            columns=[*heads, Column(_("Choose"), hidden=True)] if may_write else heads,
            rows=[_member(each, may_write=may_write) for each in found.members],
            on_go=lambda agency_id: _pick(key, agency_id, found.members),
        )
        pager(key, found.total, start)


def _pick(key: str, agency_id: str, listed: tuple[Member, ...]) -> None:
    """Choosing a member of the table puts it among those the form is about."""
    names = state.notes(key).setdefault("names.members", {})
    if isinstance(names, dict):
        names[agency_id] = next(each.name for each in listed if each.agency_id == agency_id)


def members(key: str, agency: Agency) -> None:
    """Put agencies on the roster, or record for several at once whether they acceded."""
    roster(key, agency, may_write=True)
    st.header(_("Add members, or record whether they acceded"), anchor=False)
    st.markdown(
        _(
            "Nobody signs for a surgery or a school: a member is covered only once it acceded itself."
        )
    )
    several_agencies(key, "members", _("Which agencies?"), {})
    options = [(s.value, words) for s, words in STATE_LABELS.items()]
    fields.radios("state", _("Have they acceded?"), options, None)
    fields.date_input(
        "on", _("From which day?"), clock.today(), hint=_("Today, unless it was another day.")
    )
    fields.actions(
        _("Record it"),
        lambda: _record(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: _back(agency),
    )


def _record(key: str, agency: Agency) -> None:
    def act() -> str:
        if not typed_text("state"):
            raise Invalid({"state": _("Select whether they have acceded")})
        count = register.record_members(
            database(),
            actor(),
            agency.id,
            agencies_chosen(key, "members"),
            state=MembershipState(typed_text("state")),
            on=typed_day("on", _("the day")),
        )
        return _("Recorded for {count}.").format(count=count)

    def after() -> None:
        state.notes(key).pop("names.members", None)
        state.say(_("Recorded."))

    attempt(key, act, after, renamed={"member_id": "members"})
