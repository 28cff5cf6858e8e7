"""Who is asking for information: one press says who it is, and brings the questions that fit."""

from decisions.pages import _askers
from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.frame import page


def main() -> None:
    """Draw the page."""
    with page(
        _("Who is asking?"),
        key="asked",
        back="home",
        lede=_(
            "Do not answer yet, and do not say whether you know the person. Choose what is closest: "
            "you can change it later."
        ),
    ):
        site.link(_("I was sent a request file with a letter"), "request_start")
        _askers.listed()


main()
