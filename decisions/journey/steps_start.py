"""The steps asked only of one start: a request that was received, something about to be sent."""

from typing import Annotated, ClassVar

from decisions.journey import choices_start as c
from decisions.journey.choices_case import Trigger
from decisions.journey.choices_item import EffectOnPerson, HowMuchNeeded
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
            hint="Their name, role and organisation, and the number if they rang.",
            error="Enter who asked",
            widget=Widget.LINE,
            when=When("fact:rang", ("no",)),
        ),
    ] = None
    received_by: Annotated[
        c.ReceivedBy | None,
        Ask("How did they ask?", error="Select how they asked"),
    ] = None
    reference: Annotated[
        Line | None,
        Ask(
            "Their own reference, if they gave one",
            hint="It stands on your reply, so that they know what it answers.",
            widget=Widget.LINE,
            is_required=False,
        ),
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
    warned: Annotated[
        c.Warned | None,
        Ask(
            "What did they say about telling the person, or their family?",
            hint="It is shown to you again where you say whether it is safe.",
            is_required=False,
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


class Sending(Step):
    """What is about to be sent."""

    key: ClassVar[str] = "sending"
    title: ClassVar[str] = "What are you about to send?"
    triggers: ClassVar[tuple[str, ...]] = (Trigger.ROUTINE_SENDING.value,)
    full: ClassVar[Gate | None] = None
    quick: ClassVar[Gate | None] = None
    check: ClassVar[Gate | None] = Gate.ALWAYS

    paper: Annotated[
        c.Paper | None,
        Ask("What are you about to send?", error="Select what you are about to send"),
    ] = None


class Contents(Step):
    """What is in it: each part that may have to come out becomes an item of its own."""

    key: ClassVar[str] = "contents"
    title: ClassVar[str] = "What is in it?"
    lede: ClassVar[str] = (
        "Read it once as the person you fear most would, the copies and attachments too."
    )
    triggers: ClassVar[tuple[str, ...]] = (Trigger.ROUTINE_SENDING.value,)
    full: ClassVar[Gate | None] = None
    quick: ClassVar[Gate | None] = None
    check: ClassVar[Gate | None] = Gate.ALWAYS

    ticked: Annotated[
        tuple[c.Carried, ...] | None,
        Ask(
            "What is in it?",
            error="Select what is in it, or 'None of these'",
            widget=Widget.CHECKBOXES,
            cites=("ukgdpr_a5", "ukgdpr_a32"),
        ),
    ] = None


class Readers(Step):
    """How much of it the reader needs. Other people's own lives come out of an ordinary letter."""

    key: ClassVar[str] = "readers"
    title: ClassVar[str] = "How much of it do they need?"
    triggers: ClassVar[tuple[str, ...]] = (Trigger.ROUTINE_SENDING.value,)
    full: ClassVar[Gate | None] = None
    quick: ClassVar[Gate | None] = None
    check: ClassVar[Gate | None] = Gate.ALWAYS

    how_much: Annotated[
        HowMuchNeeded | None,
        Ask(
            "How much of it does this reader need?",
            hint="Leave aside the parts that may have to come out.",
            error="Select how much of it they need",
            cites=("ukgdpr_a5", "caldicott_principles"),
            facts=("how_much_needed",),
        ),
    ] = None
    kept: Annotated[
        tuple[c.Kept, ...] | None,
        Ask(
            "Which of these do they need as well?",
            hint="Only what they could not do their part without. The rest comes out.",
            error="Select what they need, or 'None of these'",
            widget=Widget.CHECKBOXES,
            when=When("contents.ticked", ("whereabouts", "suspected", "unchecked")),
            offered_when=tuple(
                (one, When("contents.ticked", (one.value,)))
                for one in c.Kept
                if one is not c.Kept.NONE
            ),
        ),
    ] = None
    effect: Annotated[
        EffectOnPerson | None,
        Ask(
            "What would it do to the person it is about?",
            error="Select what it would do to the person it is about",
            when=When("fact:harm", ("some", "none_seen", "not_known")),
            facts=("effect_on_person",),
        ),
    ] = None
