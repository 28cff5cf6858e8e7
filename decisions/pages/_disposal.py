"""What the pages of disposal share: what is selected, a record's name in a list, why none is due."""

from collections.abc import Sequence

from isa.platform.config import settings
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import state

KEY = "disposal"
SHOWN = "show"


def picked() -> tuple[str, ...]:
    """The ids of the records that are selected, on whatever part of the list."""
    return tuple(each for each in state.chosen(KEY, "picked").split("|") if each)


def pick(record_ids: Sequence[str]) -> None:
    """Remember what is selected, for this session."""
    state.choose(KEY, "picked", "|".join(record_ids))


def pick_anew(record_ids: Sequence[str]) -> None:
    """Select exactly these, also in the boxes that are on the page."""
    pick(record_ids)
    state.choose(KEY, "round", str(int(state.chosen(KEY, "round") or 0) + 1))


def named(reference: str, record_id: str) -> str:
    """How a record is called in a list: the agency's own reference, or its id where that is all there is."""
    return reference or record_id


def how_long() -> str:
    """For how long records are kept, or that nobody has said so."""
    years = settings().retention_years
    if years is None:
        return _(
            "Nobody has said how long records are kept, so none is due. Ask whoever runs this service "
            "to set ISA_RETENTION_YEARS to the years of your retention schedule."
        )
    return ngettext(
        "Records are kept for {years} year after they were sealed. Then they are listed here. "
        "Nothing goes by itself: a person decides.",
        "Records are kept for {years} years after they were sealed. Then they are listed here. "
        "Nothing goes by itself: a person decides.",
        years,
    ).format(years=years)
