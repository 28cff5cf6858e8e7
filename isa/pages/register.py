"""Register health: what an information governance lead should look at first, each figure with its list."""

from datetime import date

import streamlit as st

from isa.pages._listing import ANY
from isa.pages._register import agreements_table
from isa.pages._wanted import wanted_most
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.standing import Stands
from isa.register.listing.model import RUNNING, Gap, Publicity, Review, Signing
from isa.register.model import RegisterHealth
from isa.ui import panels, site
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.panels import Figure

_LIST = "agreements"


def _figures(health: RegisterHealth) -> None:
    """What there is, and what somebody has to do, in two rows."""
    waiting = health.signatures_outstanding
    panels.linked_figures(
        [
            Figure(
                health.agreements,
                ngettext("agreement", "agreements", health.agreements),
                _LIST,
                {"standing": ANY},
            ),
            Figure(health.in_force, _("in force today"), _LIST, {"standing": RUNNING}),
            Figure(
                health.reviews_overdue,
                ngettext("review overdue", "reviews overdue", health.reviews_overdue),
                _LIST,
                {"review": Review.OVERDUE.value},
            ),
            Figure(
                waiting,
                ngettext("signature waited for", "signatures waited for", waiting),
                _LIST,
                {"signing": Signing.WAITED_FOR.value},
            ),
        ]
    )
    panels.linked_figures(
        [
            Figure(
                health.not_asked,
                ngettext("party nobody asked", "parties nobody asked", health.not_asked),
                _LIST,
                {"signing": Signing.NOT_ASKED.value},
            ),
            Figure(
                health.cannot_say,
                _("without a start or a table"),
                _LIST,
                {"gap": Gap.CANNOT_SAY.value},
            ),
            Figure(
                health.not_decided,
                _("in force, publication not decided"),
                _LIST,
                {"standing": RUNNING, "public": Publicity.NOT_DECIDED.value},
            ),
            Figure(
                health.ending_soon,
                _("ending within 90 days"),
                _LIST,
                {"standing": Stands.ENDS_SOON.value},
            ),
        ]
    )


def _begin() -> None:
    """An empty register has no health: where to begin instead."""
    if not may(actor(), Action.REGISTER_IMPORT):
        st.markdown(_("The register is empty: nobody has put an agreement in yet."))
        return
    st.markdown(
        _(
            "The register is empty. Bring in what you have in spreadsheets: you see what would change "
            "before anything does, and can take it back."
        )
    )
    st.markdown(
        _(
            "1. A public list of agencies (councils, trusts, police forces, schools), so that the names in "
            "your register are recognised.\n"
            "2. The spreadsheet you keep your agreements in, as it is."
        )
    )
    site.link(_("Bring in a file"), "imports")
    site.link(_("Or write one agreement"), "agreement_new")


def _look(health: RegisterHealth, today: date) -> None:
    """What there is, what waits, what ends soon, what is wanted."""
    _figures(health)
    if (days := health.oldest_outstanding_days) is not None:
        st.markdown(
            ngettext(
                "The oldest signature has been waited for {days} day.",
                "The oldest signature has been waited for {days} days.",
                days,
            ).format(days=days)
        )
    if health.cannot_say:
        st.markdown(
            _(
                "Without a start or a table of what is shared, the register cannot say what an "
                "agreement covers."
            )
        )
    st.header(_("Ending within 90 days"), anchor=False)
    if health.lapsing:
        agreements_table("lapsing", _("Agreements that end within 90 days"), health.lapsing, today)
    else:
        st.markdown(_("No agreement in force ends within 90 days."))
    wanted_most(today)


with page(_("Register health"), key="register", wide=True):
    with st.container(key="register-links", horizontal=True, gap="medium"):
        site.link(_("Import and export"), "imports")
        if register.keeps_agency(
            database(), actor(), actor().agency_id, action=Action.AGREEMENT_WRITE
        ):
            site.link(_("New agreement"), "agreement_new")
    today = clock.today()
    health = register.register_health(database(), actor(), on=today)
    if health.agreements:
        _look(health, today)
    else:
        _begin()
