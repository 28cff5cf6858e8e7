"""How complete an agreement is, and what is missing (pure)."""

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementType
from isa.platform.wording import gettext as _
from isa.register.agreements.fields import Terms, fields

SHARES_NOTHING = (AgreementType.TIER1_CHARTER, AgreementType.IOA)
FEWEST_PARTIES = 2


class Missing(Frozen):
    """Something an agreement should say and does not: ``part`` is the page where it is mended."""

    code: str
    label: str
    part: str


class Completeness(Frozen):
    """How many of the things an agreement should say it does say."""

    has: int
    of: int
    missing: tuple[Missing, ...]

    @property
    def percent(self) -> int:
        """The share that is there, rounded down: 100 means that nothing is missing."""
        return 100 * self.has // self.of


def completeness(
    terms: Terms, *, parties: int, rows: int, unexplained: tuple[int, ...]
) -> Completeness:
    """What an agreement of its type should say; ``unexplained`` are rows without a reason."""
    kind = AgreementType(terms["type"])
    needed = [field for field in fields().values() if field.is_needed_for(kind)]
    missing = [
        Missing(code=field.code, label=field.label, part=field.group)
        for field in needed
        if not terms.get(field.code)
    ]
    of = len(needed) + 1
    if parties < FEWEST_PARTIES:
        missing.append(Missing(code="parties", label=_("At least two parties"), part="parties"))
    if kind not in SHARES_NOTHING:
        of += 2
        if not rows:
            missing.append(
                Missing(code="rows", label=_("The table of what is shared"), part="rows")
            )
        if not rows or unexplained:
            which = ", ".join(str(number) for number in unexplained)
            label = (
                _("Why each row is needed (row {which})").format(which=which)
                if rows
                else _("Why each row is needed")
            )
            missing.append(Missing(code="justification", label=label, part="rows"))
    return Completeness(has=of - len(missing), of=of, missing=tuple(missing))
