"""The larger bodies that agencies of a list are part of (pure)."""

from isa.platform.wording import gettext as _
from isa.register.checks import name_faults
from isa.register.importing.kinds import UNKNOWN, kind_of
from isa.register.importing.listed import Listed
from isa.register.importing.matching import Match, Sureness, match
from isa.register.importing.plan import NEW_PREFIX, PlannedAgency
from isa.register.naming import fold


def find_larger_bodies(reading: Listed) -> None:
    """The larger bodies that agencies are part of: in the register, in the list, or new themselves."""
    matches: dict[str, Match] = {}
    for child, text, line in reading.parents:
        key = fold(text)
        if key == fold(child.name):
            continue
        if key not in matches:
            matches[key] = match(reading.register, text, chosen=reading.chosen.get(key, ""))
        found = matches[key]
        if found.agency_id:
            child.parent = found.agency_id
        elif found.sureness is not Sureness.NEW:
            reading.findings.doubt(
                line,
                reading.mapping.column("parent"),
                _("It is not certain which body '{text}' is. It is left out").format(
                    text=text[:60]
                ),
            )
        elif key in reading.new or _is_added(reading, key, text, child, line):
            child.parent = f"{NEW_PREFIX}{key}"
    _refuse_circles(reading)


def _is_added(reading: Listed, key: str, text: str, child: PlannedAgency, line: int) -> bool:
    """Put a larger body that nobody has among the new agencies; False where it cannot have that name."""
    if wrong := name_faults("", text, _("the name of the larger body")):
        reading.findings.fault(line, reading.mapping.column("parent"), wrong[""])
        return False
    kind = kind_of(text)
    if kind in (UNKNOWN, "charity") and child.type == "school":
        kind = "academy_trust"
    reading.new[key] = PlannedAgency(key=key, name=text, type=kind, line=line)
    return True


def _refuse_circles(reading: Listed) -> None:
    for child, _text, line in reading.parents:
        seen: set[str] = set()
        at: PlannedAgency | None = child
        while at is not None and at.key not in seen:
            seen.add(at.key)
            at = (
                reading.new.get(at.parent.removeprefix(NEW_PREFIX))
                if at.parent.startswith(NEW_PREFIX)
                else None
            )
        if at is not None:
            reading.findings.fault(
                line,
                reading.mapping.column("parent"),
                _("These bodies are part of one another in a circle. Empty one of the cells"),
            )
            child.parent = ""
