"""The steps about the situation: who, how serious, what, what for, and what was tried."""

from datetime import date
from typing import Annotated, ClassVar

from decisions.journey import choices_case as c
from decisions.journey.choices_consent import Advice
from decisions.journey.fields import Ask, Dated, Gate, Line, Narrative, Step, When, Widget


class About(Step):
    """Who may come to harm, and how the record names them."""

    key: ClassVar[str] = "about"
    title: ClassVar[str] = "Who is it about?"
    check: ClassVar[Gate | None] = Gate.ALWAYS
    quick: ClassVar[Gate | None] = Gate.ALWAYS
    phone: ClassVar[Gate | None] = Gate.ALWAYS

    who: Annotated[
        c.Who | None,
        Ask(
            "Who may come to harm?",
            error="Select who may come to harm",
            facts=("child_in_play", "adult_position"),
        ),
    ] = None
    child_stage: Annotated[
        c.ChildStage | None,
        Ask(
            "What do you know about the child's age?",
            error="Select what you know about the child's age",
            when=When("who", ("child", "both")),
            facts=("child_in_play",),
        ),
    ] = None
    child_age: Annotated[
        c.ChildAge | None,
        Ask(
            "How old are they?",
            hint="It spares you questions that do not fit. If there are several, answer for the eldest.",
            when=When("child_stage", ("child",)),
            is_required=False,
            not_on=("check",),
        ),
    ] = None
    adult_position: Annotated[
        c.AdultPosition | None,
        Ask(
            "Which of these is closest for the adult?",
            hint="Care and support needs do not have to be met by anyone at present.",
            error="Select which is closest for the adult",
            cites=(
                "care_act_s42",
                "mca2005_s2",
            ),
            when=When("who", ("adult", "both")),
            facts=("adult_position",),
        ),
    ] = None
    reference: Annotated[
        Line | None,
        Ask(
            "Your case reference",
            hint="From your own case system, or initials: so that you can tell this from your other drafts.",
            widget=Widget.LINE,
            is_required=False,
        ),
    ] = None
    initials: Annotated[
        Line | None,
        Ask(
            "Their initials, or how you refer to them",
            hint="For example AB, or 'the child' and 'the mother'.",
            widget=Widget.LINE,
            is_required=False,
            not_on=("phone", "quick", "check"),
        ),
    ] = None
    naming: Annotated[
        c.Naming | None,
        Ask(
            "How will this record name them?",
            is_required=False,
            not_on=("phone", "quick", "check"),
        ),
    ] = None


class Person(Step):
    """Name, date of birth and address: optional, encrypted, sealed as a block of their own."""

    key: ClassVar[str] = "person"
    title: ClassVar[str] = "Their details"
    lede: ClassVar[str] = "Give only what this record needs. Every question here may be left empty."
    is_headed: ClassVar[bool] = False
    quick: ClassVar[Gate | None] = None

    name: Annotated[
        Line | None,
        Ask("Full name", widget=Widget.LINE, is_required=False),
    ] = None
    born: Annotated[
        date | None,
        Ask("Date of birth", widget=Widget.DATE, is_required=False),
    ] = None
    address: Annotated[
        Narrative | None,
        Ask(
            "Address",
            hint="Leave out an address that must be kept secret, for example a refuge.",
            widget=Widget.NARRATIVE,
            is_required=False,
        ),
    ] = None
    identifiers: Annotated[
        Line | None,
        Ask(
            "NHS number or other identifier",
            widget=Widget.LINE,
            is_required=False,
        ),
    ] = None


class Harm(Step):
    """The harm if nobody is told. What could come of telling is asked later, and separately."""

    key: ClassVar[str] = "harm"
    title: ClassVar[str] = "What harm could come if nobody is told?"
    lede: ClassVar[str] = (
        "This is about silence. Answer for whoever is most at risk if you keep this to yourself. The "
        "harm that telling could do is asked later, for each person you would tell."
    )
    check: ClassVar[Gate | None] = Gate.ALWAYS
    quick: ClassVar[Gate | None] = Gate.ALWAYS
    phone: ClassVar[Gate | None] = Gate.ALWAYS

    seriousness: Annotated[
        c.Harm | None,
        Ask(
            "What harm could come if nobody is told?",
            why="Danger to life comes before everything else on these pages.",
            error="Select what harm could come if nobody is told",
            cites=(
                "ca1989_s47",
                "care_act_s42",
                "working_together",
            ),
            facts=("harm_if_not_shared",),
        ),
    ] = None


class Story(Step):
    """What is happening, in the practitioner's own words, and since when it is known."""

    key: ClassVar[str] = "story"
    title: ClassVar[str] = "What is happening?"
    quick: ClassVar[Gate | None] = Gate.ALWAYS
    phone: ClassVar[Gate | None] = Gate.ALWAYS

    concern: Annotated[
        Narrative | None,
        Ask(
            "What is happening, and what worries you?",
            hint="Say what was seen or heard, by whom, and what is opinion. Use initials where you can.",
            error="Enter what is happening",
            widget=Widget.NARRATIVE,
            optional_for=("request_received",),
        ),
    ] = None
    their_words: Annotated[
        Narrative | None,
        Ask(
            "What have they said, and what do they want to happen?",
            hint="Use their own words where you have them. If you could not find out, say why.",
            widget=Widget.NARRATIVE,
            is_required=False,
            not_on=("phone",),
        ),
    ] = None
    happened: Annotated[
        Dated | None,
        Ask(
            "When did it happen?",
            error="Say when it happened, or that you do not know",
            widget=Widget.DATED,
            not_on=("phone",),
        ),
    ] = None
    known: Annotated[
        Dated | None,
        Ask(
            "When did you first know?",
            error="Say when you first knew, or that you do not know",
            widget=Widget.DATED,
            not_on=("phone",),
        ),
    ] = None


class Purpose(Step):
    """What the sharing is for. Lawful bases follow from the answers and are never asked."""

    key: ClassVar[str] = "purpose"
    title: ClassVar[str] = "What would telling them be for?"
    quick: ClassVar[Gate | None] = Gate.ALWAYS
    phone: ClassVar[Gate | None] = Gate.ALWAYS

    aim: Annotated[
        c.Purpose | None,
        Ask(
            "What is the main reason for telling someone?",
            error="Select the main reason for telling someone",
            cites=(
                "ukgdpr_a5",
                "hmg_information_sharing",
            ),
            facts=("purpose",),
            likely=(
                ("own_concern", ("protect", "crime", "direct_care", "support_offer")),
                (
                    "already_shared_record_it",
                    ("protect", "crime", "direct_care", "statutory_enquiry"),
                ),
            ),
        ),
    ] = None
    hope: Annotated[
        Narrative | None,
        Ask(
            "What do you hope will happen because of it?",
            widget=Widget.NARRATIVE,
            is_required=False,
            not_on=("phone", "quick"),
        ),
    ] = None


class Enquiries(Step):
    """What was tried, what is still not known, who advised, and how long there is."""

    key: ClassVar[str] = "enquiries"
    title: ClassVar[str] = "Before you see the advice"
    is_headed: ClassVar[bool] = False
    quick: ClassVar[Gate | None] = Gate.ALWAYS

    tried: Annotated[
        Narrative | None,
        Ask(
            "What have you tried to find out, and what do you still not know?",
            hint="Say so also where you found nothing.",
            error="Enter what you have tried to find out",
            widget=Widget.NARRATIVE,
            not_on=("quick",),
        ),
    ] = None
    time: Annotated[
        c.Time | None,
        Ask(
            "How long do you have to decide?",
            error="Select how long you have to decide",
            facts=("time_available",),
        ),
    ] = None
    advice: Annotated[
        Advice | None,
        Ask(
            "Has anyone advised you about sharing this?",
            hint="For example a safeguarding lead, a Caldicott Guardian or a data protection officer.",
            error="Select whether anyone has advised you",
            cites=("caldicott_principles",),
            facts=("advice",),
            not_on=("quick",),
        ),
    ] = None
    adviser: Annotated[
        Narrative | None,
        Ask(
            "Who advised you, when, and what they said",
            hint="Do not write legal advice here. Say only that it was given, by whom and when.",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("advice", ("sought_no_reply", "supports", "against", "unavailable")),
            not_on=("quick",),
        ),
    ] = None
