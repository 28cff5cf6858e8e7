"""Add an agency, or change one part of what is kept about it."""

from isa.pages._agency_about import about
from isa.pages._agency_forms import PARTS
from isa.pages._unsaved import begin, kept
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import site
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

part = site.param("part")
agency_id = site.param("id")
register.require_agency_keeper(database(), actor(), agency_id or None)
if not agency_id:
    begin("agency-new")
    with (
        page(_("Add an agency"), section=_("Agencies"), key="agency-new", back="agencies"),
        kept("agency-new"),
    ):
        about("agency-new", None)
else:
    try:
        shown = register.agency(database(), actor(), agency_id)
        title, draw = PARTS[part]
    except (NotFound, KeyError):
        with page(_("This is not in the register"), key="agency-edit-none", back="agencies"):
            trouble(_("Search for the agency in the list and choose what to change there."))
    else:
        key = f"agency-{part}-{shown.id}"
        begin(key)
        with (
            page(
                title,
                section=shown.name,
                key=key,
                back=lambda: site.go("agency", id=shown.id),
                lede=plain(shown.name),
            ),
            kept(key),
        ):
            draw(key, shown)
