"""What the pages of disposal share: what is selected, a record's name in a list, why none is due."""

from isa.pages._selection import Selection
from isa.platform.config import settings
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

KEY = "disposal"
SELECTION = Selection(KEY)
SHOWN = "show"


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
