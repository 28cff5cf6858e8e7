"""Practice: read a situation, say what you would do, and compare it with what the tables advise."""

import streamlit as st

from decisions.pages import _act_now, _advice
from decisions.workshop.cards import Card
from decisions.workshop.document import VOTES
from decisions.workshop.known import Named
from decisions.workshop.rehearsal import rehearsal, situations
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.ui import fields, site, state
from isa.ui.door import actor
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_KEY = "practice"


def _listed(lines: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _named(heading: str, found: tuple[Named, ...]) -> None:
    st.header(heading, anchor=False)
    for one in found:
        st.markdown(f"**{plain(one.name[:1].upper() + one.name[1:])}**")
        if one.known:
            _listed(one.known)


def _situation(shown: Card) -> None:
    st.markdown(plain(shown.say or _("This is what is known.")))
    _listed(shown.known)
    _named(_("Who would be told?"), shown.recipients)
    _named(_("What would they be told?"), shown.items)


def _vote_key(shown: Card, place: int) -> str:
    return f"vote-{shown.id}-{place}"


def _compare(shown: Card) -> None:
    missing = {
        _vote_key(shown, place): _("Select what you would do")
        for place in range(len(shown.recipients))
        if not state.widget_value(_vote_key(shown, place))
    }
    if missing:
        state.fail(f"{_KEY}-{shown.id}", missing)
        return
    state.clear_faults()
    state.choose(_KEY, "answered", shown.id)
    state.say(_("What the tables advise stands below."))


def _answer(shown: Card) -> None:
    st.header(_("What the tables advise"), anchor=False)
    _advice.tool_tag()
    if shown.answer.act_now is not None:
        _act_now.shown(shown.answer.act_now)
    for place, advice in enumerate(shown.answer.recipients):
        yours = str(state.widget_value(_vote_key(shown, place)) or "")
        same = yours == advice.outcome
        said = (
            _("You said the same.")
            if same
            else _("You said: {vote}.").format(vote=VOTES.get(yours, yours))
        )
        st.markdown(f"**{plain(advice.headline)}**  \n{plain(advice.sentence)}")
        st.markdown(plain(said))
        _advice.recipient(advice, shown.answer)
    st.header(_("To talk about"), anchor=False)
    _listed(shown.prompts)
    st.markdown(
        _("The tables are no judge. Where you differ, say why: that is what a record asks for too.")
    )


def _next(after: str) -> None:
    site.go("practice", case=after)


def _one(case: str, following: str) -> None:
    shown = rehearsal(actor(), case)
    with page(
        shown.title,
        section=_("Practice"),
        key=f"{_KEY}-{case}",
        back="practice",
        lede=_("Nobody in this situation exists, and nothing you answer is kept."),
    ):
        _situation(shown)
        st.header(_("What would you do?"), anchor=False)
        for place, recipient in enumerate(shown.recipients):
            fields.radios(
                _vote_key(shown, place),
                _("About {name}").format(name=recipient.name),
                list(VOTES.items()),
                None,
            )
        fields.actions(_("Compare"), lambda: _compare(shown))
        if state.chosen(_KEY, "answered") == case:
            _answer(shown)
            if following:
                st.button(_("Next situation"), key="next", on_click=_next, args=(following,))


def _all() -> None:
    with page(_("Practise"), key=_KEY):
        st.markdown(
            _(
                "Situations to try on your own or with a colleague. You say what you would do, then see what "
                "the tables advise and why. Nothing is kept, and no answer counts as a decision."
            )
        )
        every = situations(actor())
        for heading in dict.fromkeys(one.heading for one in every):
            mine = [one for one in every if one.heading == heading]
            with st.expander(plain(f"{heading} ({len(mine)})")):
                for one in mine:
                    # No link: one to the page it stands on is not in the address, and the first
                    # answer would lead back here.
                    st.button(
                        plain(one.name),
                        key=f"case-{one.id}",
                        type="tertiary",
                        on_click=site.go,
                        args=("practice",),
                        kwargs={"case": one.id},
                    )


chosen = site.param("case")
if chosen:
    ids = [one.id for one in situations(actor())]
    at = ids.index(chosen) + 1 if chosen in ids else 0
    try:
        _one(chosen, ids[at] if 0 < at < len(ids) else "")
    except NotFound:
        with page(_("This situation is not here"), key="practice-none", back="practice"):
            trouble(_("Choose another from the list."))
else:
    _all()
