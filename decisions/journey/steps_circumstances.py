"""The step about what else is going on."""

from typing import Annotated, ClassVar

from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.fields import Ask, Gate, Narrative, Step, When, Widget

_WITH_A_CHILD = ("child", "both", "neither", "not_known")
"""Who it is about where a girl may be involved: everybody but one adult alone."""


class Circumstances(Step):
    """One tick list. An unticked line is a "no"; "None of these" answers all of them."""

    key: ClassVar[str] = "circumstances"
    title: ClassVar[str] = "Does any of this apply?"
    phone: ClassVar[Gate | None] = Gate.IF_ACT_NOW_OPEN
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    ticked: Annotated[
        tuple[Circumstance, ...] | None,
        Ask(
            "Does any of this apply?",
            hint="Tick all that apply, also where you only suspect it.",
            why="Each of these changes who must be told, or whether it is safe to tell the family.",
            error="Select what applies, or 'None of these'",
            cites=(
                "fgm2003_s5b",
                "msa2015_s52",
                "ta2000_s38b",
                "svga2006_s35",
                "daa2021_s49a",
                "cpa2026_csa",
                "kcsie",
            ),
            widget=Widget.CHECKBOXES,
            facts=(
                "others_at_risk",
                "serious_crime",
                "staff_or_provider_implicated",
                "special_procedure",
                "personal_duty_event",
            ),
            offered_when=((Circumstance.FGM_KNOWN, When("about.who", _WITH_A_CHILD)),),
        ),
    ] = None
    details: Annotated[
        Narrative | None,
        Ask(
            "Who else, which crime or which staff?",
            hint="A few words. Leave it empty if you have said it already.",
            widget=Widget.NARRATIVE,
            is_required=False,
            not_on=("phone",),
        ),
    ] = None
