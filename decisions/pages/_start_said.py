"""What the start has said of a recipient: the page that would ask it leaves it out."""

import streamlit as st

from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.fields import NOT_LISTED
from decisions.pages._draft import Opened
from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.text import plain

_NO_AGENCY = frozenset(
    {
        RecipientClass.PARENT_CARER,
        RecipientClass.FAMILY_FRIEND,
        RecipientClass.THE_PERSON,
        RecipientClass.MEDIA,
    }
)
"""Whoever is one of these stands in no register of agencies."""


def given(found: Opened, owner: str | None) -> frozenset[str]:
    """The questions not asked again now: nobody has been named yet, and no answer is being changed."""
    one = found.draft.answers.recipient(owner)
    held = one.recipient if one else None
    if held is None or held.recipient_class is None or held.name or site.param("back"):
        return frozenset()
    is_person = held.recipient_class in _NO_AGENCY and held.agency_id == NOT_LISTED
    return frozenset({"recipient_class", *({"agency_id"} if is_person else ())})


def kind(found: Opened, owner: str | None) -> None:
    """Who they are, in words."""
    one = found.draft.answers.recipient(owner)
    if one and one.recipient and (said := one.recipient.recipient_class):
        st.markdown(
            _("They count as: {kind}. You can change it where you check your answers.").format(
                kind=plain(said.text)
            )
        )
