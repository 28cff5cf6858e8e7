"""The steps asked only of one start: a request that was received."""

from typing import Annotated, ClassVar

from decisions.journey import choices_start as c
from decisions.journey.choices_case import Trigger
from decisions.journey.fields import Ask, Dated, Gate, Line, Narrative, Step, When, Widget


class Request(Step):
    """Who asked, for what, how, and under which power: as they said it, before anything is checked."""

    key: ClassVar[str] = "request"
    title: ClassVar[str] = "What have you been asked for?"
    lede: ClassVar[str] = (
        "Write down what they said. Whether it is really them is checked on the next page, on a number "
        "that is held here and never on one that they gave."
    )
    triggers: ClassVar[tuple[str, ...]] = (Trigger.REQUEST_RECEIVED.value,)
    quick: ClassVar[Gate | None] = Gate.ALWAYS

    asked_by: Annotated[
        Line | None,
        Ask(
            "Who asked, as they said it?",
            hint="Their name, role and organisation.",
            error="Enter who asked",
            widget=Widget.LINE,
        ),
    ] = None
    received_by: Annotated[
        c.ReceivedBy | None,
        Ask("How did they ask?", error="Select how they asked"),
    ] = None
    asked_for: Annotated[
        Narrative | None,
        Ask(
            "What have they asked for, and why?",
            hint="Use their own words where you can.",
            error="Enter what they have asked for",
            widget=Widget.NARRATIVE,
        ),
    ] = None
    power: Annotated[
        c.Power | None,
        Ask(
            "Which law or power did they name?",
            hint="If they named none, you can ask them which it is, in writing.",
            error="Select which law or power they named",
            cites=("ca1989_s47_9", "ca2004_s16h", "care_act_s45", "ca2004_s16m_p"),
            facts=("power_cited",),
        ),
    ] = None
    named: Annotated[
        c.Named | None,
        Ask(
            "Does it name your organisation?",
            hint="Have the order itself in front of you, and not a description of it.",
            error="Select whether it names your organisation",
            when=When("power", ("court_order", "coroner")),
            facts=("power_binds_us",),
        ),
    ] = None
    received: Annotated[
        Dated | None,
        Ask(
            "When did they ask?",
            widget=Widget.DATED,
            is_required=False,
            not_on=("quick",),
        ),
    ] = None
