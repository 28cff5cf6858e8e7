"""How far everybody can use this service, what is known not to work, and whom to tell. Open to all.

A gap that is mended, or found, changes this page in the same change.
"""

import streamlit as st

from isa.platform.config import settings
from isa.platform.wording import gettext as _
from isa.ui import door
from isa.ui.frame import page

_NOT_TRIED = (
    _("No screen reader has been tried. What one would read has been checked by program only."),
    _("Only Chromium has been tried, as in Chrome and Edge. Firefox and Safari have not."),
    _("Voice control, screen magnifiers and switches have not been tried, nor has a real phone."),
    _(
        "With the keyboard alone we have gone through a decision, a call in an emergency, a request "
        "received, telling a parent, check before I send, asking other agencies, advice without names, "
        "practice, following up and reading a record, several recipients at once, the map, and changing "
        "many agreements at once. Importing a file, publishing, disposal, holds and users have not been "
        "gone through in that way."
    ),
    _(
        "Colours that you set yourself were looked at on some pages only. Wider spacing of text was "
        "measured on most of these pages, and not on the words for a call or the page before sealing."
    ),
    _("Nobody who uses such aids every day has tested it yet."),
)
_DOES_NOT_WORK = (
    _("Without JavaScript there is no page at all."),
    _(
        "Questions are grouped and described by a small script, because the parts we build on cannot. "
        "If the script fails, the hint and the error still stand beside the question, in order."
    ),
    _(
        "The page says that it is in English a moment after it opens, when that script has run. An "
        "address that does not exist shows a page and not an error that a browser understands."
    ),
    _(
        "A clear strip of the parts we build on lies over the top of each page. It hides nothing, but "
        "a checking program cannot measure the contrast of the words under it. We have: it is enough."
    ),
    _(
        "On a slow machine or connection the first questions appear a moment after the heading of "
        "their page. Until then the Tab key passes over them."
    ),
    _(
        "When the connection is lost, the page says so at its end. You can go on typing a long text: it is "
        "kept, and sent when the connection is back. Nothing else can be answered until then, and a line "
        "that was half typed may have to be typed again. So may what you typed in the meantime, if you "
        "have to sign in again."
    ),
    _("A printed page reads as it does on the screen. The Word document is laid out for paper."),
    _(
        "Word documents have headings, table headings and a language. A PDF made from one may lose "
        "them. Sentences that quote the law, or that you wrote, are as hard to read as they are."
    ),
)
_WORKS = (
    _("use every page with a keyboard alone, and see where you are"),
    _(
        "make everything twice as large, or use a screen as narrow as a phone, without scrolling sideways"
    ),
    _("take as long as you need: what you answer is saved as you give it"),
    _("read a list or a sentence wherever something is shown as a picture, a grid or a colour"),
    _("hear what has to be corrected, and go to each place from a list at the top"),
)


def _listed(lines: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))


def _contact() -> str:
    """Whom to tell; an installation may name somebody."""
    if told := settings().accessibility_contact:
        return told
    return _("Tell the person who manages user accounts at your agency.")


with page(_("Accessibility"), key="accessibility", back="help" if door.who() else None, nav=False):
    st.markdown(
        _(
            "We want everybody who has to decide to be able to use this service. This page says how far "
            "that is so today."
        )
    )
    st.markdown(_("You should be able to:"))
    _listed(_WORKS)
    st.header(_("How accessible it is"), anchor=False)
    st.markdown(
        _(
            "It aims at the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. It has not been "
            "audited by anyone from outside, so it makes no claim to meet them in full."
        )
    )
    st.header(_("What does not work well"), anchor=False)
    _listed(_DOES_NOT_WORK)
    st.header(_("What has not been tried"), anchor=False)
    _listed(_NOT_TRIED)
    st.header(_("How it is checked"), anchor=False)
    st.markdown(
        _(
            "Each change is checked by program before it is taken: the pages of every journey with axe in "
            "Chromium, journeys with the keyboard alone, the narrow screen, and where focus goes. Such a "
            "check finds only part of what can be wrong."
        )
    )
    st.header(_("If something stops you"), anchor=False)
    st.markdown(
        _(
            "If someone is in immediate danger, ring [999](tel:999) first. You never need this service "
            "before you protect someone."
        )
    )
    st.text(_contact())
    st.markdown(
        _(
            "Say what you wanted to do, what happened and what you use to read the screen. Do not send "
            "anything about a person. If you are not content with the answer, the Equality Advisory and "
            "Support Service can help. The Equality and Human Rights Commission enforces the rules for "
            "public bodies in Great Britain."
        )
    )
