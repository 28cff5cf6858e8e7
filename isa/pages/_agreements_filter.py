"""The filter of the list of agreements: its fields, and what it says in words."""

import streamlit as st

from isa.coverage.view import AgreementType
from isa.pages._agreement_fields import find_any
from isa.pages._listing import agency_of, one_of
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.standing import LABELS as STANDING_LABELS
from isa.register.listing.model import (
    GAP_LABELS,
    PUBLICITY_LABELS,
    REVIEW_LABELS,
    RUNNING,
    SIGNING_LABELS,
    AgreementsWanted,
    standing_words,
)
from isa.register.vocabulary import Term, vocabulary
from isa.ui import fields, panels
from isa.ui.door import actor, database

KEY = "agreements"
CODES = (
    "standing",
    "type",
    "purpose",
    "category",
    "lead",
    "party",
    "review",
    "signing",
    "gap",
    "public",
)
"""What an address may hold of a filter: everything but the words of a search."""
_STANDING = _("Standing")
_KIND = _("Kind")
_PURPOSE = _("Purpose")
_CATEGORY = _("Kind of information")
_LEAD = _("Led by")
_PARTY = _("Party")
_REVIEW = _("Review")
_SIGNING = _("Signatures")
_GAP = _("What it says")
_PUBLIC = _("May it be published?")


def narrow(now: AgreementsWanted) -> AgreementsWanted:
    """The fields of the filter; what they ask for."""
    text = fields.text_input(
        "text", _("Find an agreement"), now.text, hint=_("Words of its title, or its reference.")
    )
    names = _names(now)
    with panels.details(_("Narrow it down")):
        left, right = st.columns(2)
        with left:
            standing = one_of(
                "standing",
                _STANDING,
                {
                    RUNNING: standing_words(RUNNING),
                    **{c.value: w for c, w in STANDING_LABELS.items()},
                },
                now.standing,
            )
            review = one_of("review", _REVIEW, REVIEW_LABELS, now.review)
            signing = one_of("signing", _SIGNING, SIGNING_LABELS, now.signing)
            gap = one_of("gap", _GAP, GAP_LABELS, now.gap)
            public = one_of("public", _PUBLIC, PUBLICITY_LABELS, now.public)
        with right:
            kind = one_of("type", _KIND, _terms(vocabulary().agreement_types), now.type)
            purpose = one_of("purpose", _PURPOSE, _terms(vocabulary().purposes), now.purpose)
            category = one_of("category", _CATEGORY, _terms(vocabulary().categories), now.category)
            agency_of(KEY, "lead", _LEAD, find_any, names.get(now.lead, ""))
            agency_of(KEY, "party", _PARTY, find_any, names.get(now.party, ""))
    return AgreementsWanted.model_validate(
        {
            "text": text,
            "standing": standing or None,
            "type": kind or None,
            "purpose": purpose,
            "category": category,
            "lead": now.lead,
            "party": now.party,
            "review": review or None,
            "signing": signing or None,
            "gap": gap or None,
            "public": public or None,
        }
    )


def in_words(wanted: AgreementsWanted) -> str:
    """What a filter shows, in a line; empty where it shows everything."""
    words, names = vocabulary(), _names(wanted)
    said = (
        f"“{wanted.text}”" if wanted.text else "",
        standing_words(wanted.standing) if wanted.standing else "",
        _pair(_REVIEW, REVIEW_LABELS[wanted.review]) if wanted.review else "",
        SIGNING_LABELS[wanted.signing] if wanted.signing else "",
        GAP_LABELS[wanted.gap] if wanted.gap else "",
        _pair(_PUBLIC, PUBLICITY_LABELS[wanted.public]) if wanted.public else "",
        words.agreement_types[AgreementType(wanted.type)].label if wanted.type else "",
        _pair(_PURPOSE, words.purposes[wanted.purpose].label) if wanted.purpose else "",
        _pair(_CATEGORY, words.categories[wanted.category].label) if wanted.category else "",
        _pair(_LEAD, names[wanted.lead]) if wanted.lead else "",
        _pair(_PARTY, names[wanted.party]) if wanted.party else "",
    )
    return "; ".join(part for part in said if part)


def _pair(name: str, value: str) -> str:
    return f"{name} {value}" if name.endswith("?") else f"{name}: {value}"


def _terms(terms: dict[str, Term]) -> dict[str, str]:
    return {code: term.label for code, term in terms.items()}


def _names(wanted: AgreementsWanted) -> dict[str, str]:
    """The names of the agencies a filter is about; an unknown one is shown by its id."""
    ids = {each for each in (wanted.lead, wanted.party) if each}
    found = register.agencies_in_brief(database(), actor(), ids)
    return {each: found[each].name if each in found else each for each in ids}
