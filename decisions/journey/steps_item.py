"""The steps asked of each item of information, and the list of them."""

from typing import Annotated, ClassVar

from decisions.journey import choices_item as c
from decisions.journey.fields import Ask, Gate, Line, Narrative, Scope, Step, When, Widget
from decisions.journey.yes_no import YesNo, YesNoNotKnown


class Item(Step):
    """One item of information: what it is and whose."""

    key: ClassVar[str] = "item"
    title: ClassVar[str] = "What information would you share?"
    lede: ClassVar[str] = "One item at a time. You can add more afterwards."
    scope: ClassVar[Scope] = Scope.ITEM

    label: Annotated[
        Line | None,
        Ask(
            "A short name for it",
            hint="For example 'Bruise seen on Tuesday'. Leave out names.",
            error="Enter a short name for this information",
            widget=Widget.LINE,
        ),
    ] = None
    words: Annotated[
        Narrative | None,
        Ask(
            "The information, in your own words",
            hint="As you would say or send it.",
            error="Enter the information",
            widget=Widget.NARRATIVE,
        ),
    ] = None
    category: Annotated[
        Line | None,
        Ask(
            "What kind of record does it come from?",
            hint="It shows whether an agreement covers it. What you saw or heard yourself is a "
            "'Safeguarding or child protection concern'.",
            error="Select what kind of record it comes from",
            widget=Widget.CATEGORY,
        ),
    ] = None
    about: Annotated[
        tuple[c.About, ...] | None,
        Ask(
            "Who does it say something about?",
            error="Select who it says something about",
            widget=Widget.CHECKBOXES,
            facts=("item_about",),
            took_one=True,
        ),
    ] = None
    whose: Annotated[
        Line | None,
        Ask(
            "Whose choice is this?",
            hint="What a parent or another person says of their own life or health is usually their choice.",
            error="Select whose choice this is",
            cites=("gmc_confidentiality",),
            widget=Widget.PERSON,
            when=When("fact:whose", ("ask",)),
            facts=("whose",),
        ),
    ] = None
    kinds: Annotated[
        tuple[c.Kind, ...] | None,
        Ask(
            "Does it say anything about these?",
            error="Select what it says something about, or 'None of these'",
            cites=(
                "ukgdpr_a9",
                "ukgdpr_a10",
                "ukgdpr_rec26",
                "coco_v_clark",
            ),
            widget=Widget.CHECKBOXES,
            facts=("item_class",),
        ),
    ] = None


class Use(Step):
    """How much of the item the recipient needs, and what sharing it does to the people in it."""

    key: ClassVar[str] = "use"
    title: ClassVar[str] = "How much of it do they need?"
    scope: ClassVar[Scope] = Scope.ITEM

    how_much: Annotated[
        c.HowMuchNeeded | None,
        Ask(
            "How much of it do they need?",
            hint="For what you said that they would do.",
            error="Select how much of it they need",
            cites=(
                "ukgdpr_a5",
                "caldicott_principles",
            ),
            facts=("how_much_needed",),
        ),
    ] = None
    used_for: Annotated[
        Narrative | None,
        Ask(
            "Why do they need it, or why not?",
            error="Enter why they need it, or why not",
            widget=Widget.NARRATIVE,
            not_on=("quick",),
        ),
    ] = None
    protects_child: Annotated[
        YesNoNotKnown | None,
        Ask(
            "Does this item help to protect the child?",
            hint="What is only about the adult's own life is the adult's choice.",
            error="Select whether this item helps to protect the child",
            when=When("fact:limbs", ("both",)),
            facts=("item_protects_child",),
        ),
    ] = None
    effect: Annotated[
        c.EffectOnPerson | None,
        Ask(
            "What would sharing this do to the person it is about?",
            hint="If it is about several people, answer for the one it would cost most.",
            error="Select what sharing this would do to the person it is about",
            cites=(
                "christian_institute_2016",
                "haringey_2013",
            ),
            when=When("fact:weighs", ("effect",)),
            facts=("effect_on_person",),
        ),
    ] = None
    weighed: Annotated[
        c.Proportionate | None,
        Ask(
            "They do not want it shared. Is there enough reason to share it all the same?",
            hint="Weigh what sharing would do to them, and to their trust, against what may happen if "
            "nobody is told.",
            error="Select whether there is enough reason to share it all the same",
            cites=(
                "christian_institute_2016",
                "haringey_2013",
            ),
            when=When("fact:weighs", ("against_a_no",)),
            facts=("proportionate",),
        ),
    ] = None
    effect_on_them: Annotated[
        Narrative | None,
        Ask(
            "Who would it affect, and how?",
            widget=Widget.NARRATIVE,
            is_required=False,
            not_on=("quick",),
        ),
    ] = None
    needed: Annotated[
        c.Needed | None,
        Ask(
            "Could they do that with less, or without it?",
            facts=("item_needed",),
            is_required=False,
            replaced_by=("how_much",),
        ),
    ] = None
    proportionate: Annotated[
        c.Proportionate | None,
        Ask(
            "Weighing that up, is it worth sharing?",
            when=When("fact:harm", ("some", "none_seen", "not_known")),
            facts=("proportionate",),
            is_required=False,
            replaced_by=("effect", "weighed"),
        ),
    ] = None


class Care(Step):
    """What makes the item delicate: limits on it, how sure it is, and whether it locates anyone."""

    key: ClassVar[str] = "care"
    title: ClassVar[str] = "Does this need special care?"
    scope: ClassVar[Scope] = Scope.ITEM

    restriction: Annotated[
        c.Restriction | None,
        Ask(
            "Does a law, a court or anyone else outside limit sharing it?",
            error="Select what limits sharing it, or that nothing does",
            cites=(
                "fpr_12_73",
                "gra2004_s22",
                "hmg_information_sharing",
            ),
            facts=("restriction",),
        ),
    ] = None
    permission: Annotated[
        c.Permission | None,
        Ask(
            "Has permission to share it been given?",
            error="Select whether permission has been given",
            when=When(
                "restriction",
                tuple(r.value for r in c.Restriction if r is not c.Restriction.NONE),
            ),
            facts=("permission",),
        ),
    ] = None
    reliability: Annotated[
        c.Reliability | None,
        Ask(
            "How sure is it?",
            error="Select how sure it is",
            cites=("ukgdpr_a5",),
            facts=("item_reliability",),
        ),
    ] = None
    locates: Annotated[
        YesNoNotKnown | None,
        Ask(
            "Could anyone be found or recognised from it?",
            hint="For example an address, a school, a car, a refuge, or who told you.",
            error="Select whether anyone could be found or recognised from it",
            facts=("locates_or_identifies",),
        ),
    ] = None


class More(Step):
    """The list of items, with add, change and remove; "no" ends it."""

    key: ClassVar[str] = "more"
    title: ClassVar[str] = "The information you would share"
    quick: ClassVar[Gate | None] = None

    another: Annotated[
        YesNo | None,
        Ask(
            "Do you need to add another item?", error="Select whether you need to add another item"
        ),
    ] = None
