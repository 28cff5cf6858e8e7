"""Bringing files into the register, in one place: what the pages and the command line call."""

from isa.register.importing.committing.service import commit
from isa.register.importing.erasing.service import erase, reasons_against_erasing
from isa.register.importing.knowing.service import lacks_status, plan_of
from isa.register.importing.staging.reading.service import (
    Batch,
    batch,
    batches,
    first_rows,
    raw_row,
)
from isa.register.importing.staging.service import (
    choose_names,
    choose_sheet,
    discard,
    set_mapping,
    stage,
)
from isa.register.importing.undoing.service import reasons_against, undo

__all__ = [
    "Batch",
    "batch",
    "batches",
    "choose_names",
    "choose_sheet",
    "commit",
    "discard",
    "erase",
    "first_rows",
    "lacks_status",
    "plan_of",
    "raw_row",
    "reasons_against",
    "reasons_against_erasing",
    "set_mapping",
    "stage",
    "undo",
]
