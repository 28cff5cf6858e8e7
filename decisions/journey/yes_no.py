"""Yes, no and not known: the answers that many questions share."""

from decisions.journey.fields import Choice
from isa.platform.wording import gettext as _

DO_NOT_KNOW = _("I do not know and cannot find out in time")
"""An answer like any other: it is weighed, and never taken for a no."""


class YesNoNotKnown(Choice):
    """Yes, no, or not known in time."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class YesNo(Choice):
    """Yes or no."""

    YES = "yes", "Yes"
    NO = "no", "No"
