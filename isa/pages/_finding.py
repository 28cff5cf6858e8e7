"""The search behind a field that chooses an agency."""

from isa.register import service as register
from isa.ui.door import actor, database
from isa.ui.fields import Option


def find_agencies(text: str) -> list[Option]:
    """Agencies that operate, without groups."""
    return [
        (h.id, h.name, h.type_label) for h in register.search_agencies(database(), actor(), text)
    ]
