"""Whether a power that a requester named binds the organisation it was put to.

"Yes" is said only where the law plainly reaches that kind of body; a doubt is "not known", which the
tables treat as a power to share and never as a duty. An order binds whom it names.
"""

from collections.abc import Collection

from decisions.journey.answers import Discloser
from decisions.journey.choices_start import Power
from decisions.journey.steps_start import Request

_ISSUED_BY: dict[Power, frozenset[str]] = {
    Power.S16H: frozenset({"children_sc", "police", "multi_agency_panel"}),
    Power.S45: frozenset({"adults_sc", "multi_agency_panel"}),
    Power.CHILD_DEATH: frozenset({"children_sc", "health", "multi_agency_panel"}),
}
"""Powers that reach any person or body that is asked, and who can ask under them.

Of the NHS only the integrated care board is a safeguarding partner, and "health" does not tell it from a
practice or a hospital: their request under section 16H stays a question.
"""
_POLICE = {"police_law_enforcement", "police_general"}


def binds_us(
    request: Request | None, discloser: Discloser | None, askers: Collection[str | None]
) -> str | None:
    """The fact of that name, or None while it is unanswered; ``askers`` are the recipients' kinds."""
    power = request.power if request else None
    if request is None or power is None:
        return None
    if power in (Power.NONE, Power.RIGHT):
        return "not_applicable"
    if power in (Power.COURT_ORDER, Power.CORONER):
        return request.named.value if request.named else None
    if power is Power.VICTIM:
        return "no"
    if power in _ISSUED_BY:
        if None in askers:
            return None
        return "yes" if set(askers) <= _ISSUED_BY[power] else "not_known"
    return _assistance(discloser) if power is Power.S47 else "not_known"


def _assistance(discloser: Discloser | None) -> str:
    """Who must help a child protection enquiry: councils, housing bodies and NHS bodies.

    Schools, GP practices and the police are not named, and a kind of agency does not tell an NHS trust
    from a practice, so a duty is never said outright.
    """
    if discloser is not None and (
        discloser.acting_as in _POLICE or discloser.acting_as == "private_or_charity"
    ):
        return "no"
    return "not_known"
