"""The part of the map about ways round a gap: who stands between, and what each step rests on."""

import streamlit as st

from isa.coverage.network.flow import Cell as Answer
from isa.coverage.wording import VERDICTS
from isa.pages._register import VERDICT_TAGS
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.picture import Picture, ways_round
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site
from isa.ui.components.table import Cell, table
from isa.ui.text import plain

MOST_ASKED = 300
_PASSING_ON = {
    "originator_consent": _("Only if the first sender agrees"),
    "same_purpose": _("For the same purpose"),
    "free": _("Yes"),
}


def round_a_gap(found: Picture, picked: str) -> None:
    """For one gap: who stands between the two with cover on both hops, and what each hop rests on."""
    st.header(_("Ways round a gap"), anchor=False)
    st.markdown(
        _(
            "Cover is never passed on. A way round shows only who has cover of its own with both, and "
            "whether the first agreement lets them pass on what they were sent. What came by an agreement "
            "that lets nothing go further is no way."
        )
    )
    gaps = {
        "|".join((cell.flow.provider, cell.flow.recipient, cell.flow.purpose)): cell
        for cell in found.gaps
        if not picked or picked in (cell.flow.provider, cell.flow.recipient)
    }
    if not gaps:
        st.markdown(_("There is no gap here to find a way round."))
        return
    options = sorted(
        ((key, _flow_words(found, cell)) for key, cell in gaps.items()), key=lambda one: one[1]
    )
    key = fields.select(
        "gap",
        _("Which gap?"),
        options[:MOST_ASKED],
        None,
        hint=_("Choose an agency above to see fewer.") if len(options) > MOST_ASKED else "",
    )
    if key in gaps:
        _ways(found, gaps[str(key)])


def _flow_words(found: Picture, cell: Answer) -> str:
    flow = cell.flow
    return _("{provider} to {recipient}: {purpose}").format(
        provider=found.names[flow.provider],
        recipient=found.names[flow.recipient],
        purpose=vocabulary().purposes[flow.purpose].label,
    )


def _ways(found: Picture, cell: Answer) -> None:
    ways = ways_round(found, cell)
    if not ways:
        st.markdown(
            _(
                "Nobody here has cover with both for all of it. See “What would close the gaps”, or ask "
                "them directly: a missing agreement does not stop anybody who has to protect someone."
            )
        )
        return
    provider, recipient = (found.names[each] for each in (cell.flow.provider, cell.flow.recipient))
    words = ngettext(
        "{count} agency has cover of its own with {provider} and {recipient}.",
        "{count} agencies have cover of their own with {provider} and {recipient}.",
        len(ways),
    )
    st.markdown(plain(words.format(count=len(ways), provider=provider, recipient=recipient)))
    table(
        "ways",
        caption=_("Who might pass it on, and what either step rests on"),
        columns=[
            _("Through"),
            _("{provider} to them").format(provider=provider),
            _("They to {recipient}").format(recipient=recipient),
            _("May they pass it on?"),
        ],
        rows=[
            [
                Cell(found.names[way.between], go=way.between),
                _hop(way.first),
                _hop(way.second),
                _PASSING_ON.get(way.onward_sharing, way.onward_sharing),
            ]
            for way in ways
        ],
        on_go=lambda agency: site.go("agency", id=agency),
    )


def _hop(cell: Answer) -> Cell:
    """The answer for one hop and the agreements it rests on, as one tag."""
    words = _("{verdict}: {agreements}").format(
        verdict=VERDICTS[cell.verdict], agreements=", ".join(cell.agreements)
    )
    return Cell(words, tag=VERDICT_TAGS[cell.verdict])
