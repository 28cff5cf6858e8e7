"""The step about whether it is safe to tell the person."""

from typing import Annotated, ClassVar

from decisions.journey import choices_consent as c
from decisions.journey.fields import Ask, Gate, Narrative, Step, When, Widget


class Telling(Step):
    """Whether telling is safe: decided separately from whether to share."""

    key: ClassVar[str] = "telling"
    title: ClassVar[str] = "Is it safe to tell them?"
    lede: ClassVar[str] = (
        "Openness with the person, and with a child's parents, is usual. An adult's family are told "
        "only if the adult agrees. Answer no if word could reach whoever may be causing the harm, "
        "unless you can see the person alone."
    )
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    safe: Annotated[
        c.SafeToTell | None,
        Ask(
            "Is it safe to tell the person, or a child's parents, that you are thinking of sharing?",
            why="Whether and when to tell them is decided separately from whether to share.",
            error="Select whether it is safe to tell them",
            cites=(
                "working_together",
                "hmg_information_sharing",
            ),
            facts=("safe_to_tell",),
            offered_when=(
                (c.SafeToTell.ONE_PARENT, When("about.who", ("child", "both", "not_known"))),
            ),
        ),
    ] = None
    parents: Annotated[
        Narrative | None,
        Ask(
            "Which parent may be told what, and who decides it?",
            hint="Ask the front door first. Say what the other parent may never hear, and how you make sure.",
            error="Enter which parent may be told what, and who decides it",
            widget=Widget.NARRATIVE,
            when=When("safe", ("one_parent",)),
        ),
    ] = None
    unsafe: Annotated[
        tuple[c.Unsafe, ...] | None,
        Ask(
            "What makes it unsafe?",
            error="Select what makes it unsafe",
            widget=Widget.CHECKBOXES,
            when=When("safe", ("no", "one_parent")),
        ),
    ] = None
    unsafe_words: Annotated[
        Narrative | None,
        Ask(
            "What do you fear could happen?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("safe", ("no", "one_parent", "not_known")),
        ),
    ] = None
