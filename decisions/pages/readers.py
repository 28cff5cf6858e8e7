"""More readers of the same kind in one list, or readers of a group who are looked at on their own."""

import streamlit as st

from decisions.journey import readers
from decisions.journey.answers import RecipientAnswers
from decisions.journey.fields import NARRATIVE_LIMIT
from decisions.pages import _draft
from decisions.pages._choose import agency_name
from decisions.pages._draft import Opened
from decisions.pages._follow_up import EMPTY, held
from isa.pages._unsaved import begin, done, kept
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import door, fields, site, state
from isa.ui.frame import page
from isa.ui.text import plain

APART = "apart"
_LINKED = "linked"


def _called(one: RecipientAnswers) -> str:
    said = one.recipient
    name = said.name or (agency_name(said.agency_id) if said.agency_id else "") if said else ""
    return name or _("this reader")


def _go_on(which: str, like: str, key: str, *, is_apart: bool) -> None:
    names = readers.names_of(str(held(readers.NAMES) or ""))
    linked = state.widget_value(_LINKED)
    faults = {} if names else {readers.NAMES: _("Enter at least one name")}
    if not is_apart and linked is None:
        faults[_LINKED] = _("Select whether any of them could be linked to whoever may cause harm")
    if not faults:
        database, actor = door.database(), door.actor()
        try:
            if is_apart:
                readers.set_apart(database, actor, which, like, names)
            else:
                readers.add_like(
                    database, actor, which, like, names, is_none_linked=linked == "none"
                )
        except Invalid as error:
            faults = dict(error.faults)
    if faults:
        state.fail(key, faults)
        return
    state.clear_faults()
    done(key)
    _draft.go(_draft.resume(which))


def _more(one: RecipientAnswers) -> None:
    st.markdown(
        _(
            "They get the answers you gave about {name}: the same kind of reader, reached the same way. "
            "Each can be changed afterwards."
        ).format(name=plain(_called(one)))
    )
    fields.narrative(
        readers.NAMES,
        _("Who else will read it?"),
        "",
        hint=_("One to a line. You can paste a list."),
        limit=NARRATIVE_LIMIT,
        rows=6,
    )
    fields.radios(
        _LINKED,
        _("Could any of them be linked to whoever may be causing the harm?"),
        [
            ("none", _("No, none of them, and I have thought about each")),
            ("some", _("Yes, or I do not know: ask me about each")),
        ],
        None,
    )


def _apart(one: RecipientAnswers) -> None:
    st.markdown(
        _(
            "Each of them gets an answer of their own, and {name} is then everyone else. Nobody is left "
            "out, and nobody is let in, because of another."
        ).format(name=plain(_called(one)))
    )
    fields.narrative(
        readers.NAMES,
        _("Who in this group is looked at on their own?"),
        "",
        hint=_("One to a line, as you refer to them. For example 'the father'."),
        limit=NARRATIVE_LIMIT,
        rows=3,
    )


def _drawn(found: Opened, one: RecipientAnswers, *, is_apart: bool) -> None:
    """A half-typed list is no reader: it is kept beside the draft, and nobody is added before Continue."""
    which = found.draft.id
    key = f"{which}/readers/{one.id}/{is_apart}"
    begin(key)
    with (
        page(
            _("Everyone but whom?") if is_apart else _("More readers of the same kind"),
            section=found.section,
            key=key,
            back=lambda: site.go("check", draft=which),
        ),
        kept(key, again=EMPTY),
    ):
        (_apart if is_apart else _more)(one)
        fields.actions(_("Continue"), lambda: _go_on(which, one.id, key, is_apart=is_apart))


def main() -> None:
    """Draw the page for the reader in the address."""
    found = _draft.opened()
    one = found.draft.answers.recipient(site.param("reader"))
    if one is None:
        site.go_now("check", draft=found.draft.id, note=_draft.GONE)
    _drawn(found, one, is_apart=site.param("how") == APART)


main()
