"""One import, from its columns to its end: each step is in the address and every answer in the database."""

from isa.pages import _import_columns, _import_ended, _import_names, _import_preview
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.importing import service as importing
from isa.register.importing.model import Layout
from isa.ui import site
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble

_STEPS = {
    "columns": _import_columns.show,
    "names": _import_names.show,
    "preview": _import_preview.show,
}

require(actor(), Action.REGISTER_IMPORT)
try:
    batch = importing.batch(database(), actor(), site.param("id"))
except NotFound:
    with page(_("This import is not here"), key="import-none", back="imports"):
        trouble(_("It may have another address. Choose it from the list of imports."))
else:
    step = site.param("step")
    if batch.mapping.layout is Layout.WHOLE or step not in _STEPS:
        step = "preview"
    if batch.is_open:
        _STEPS[step](batch)
    else:
        _import_ended.show(batch)
