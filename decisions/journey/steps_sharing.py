"""The steps asked of each recipient and of each item of information."""

from typing import Annotated, ClassVar

from decisions.journey import choices_sharing as c
from decisions.journey.fields import (
    NOT_LISTED,
    Ask,
    Gate,
    Line,
    Narrative,
    Scope,
    Step,
    When,
    Widget,
)


class Recipient(Step):
    """To whom, and how the practitioner knows that it is them."""

    key: ClassVar[str] = "recipient"
    title: ClassVar[str] = "Who would you tell?"
    scope: ClassVar[Scope] = Scope.RECIPIENT
    check: ClassVar[Gate | None] = Gate.ALWAYS
    quick: ClassVar[Gate | None] = Gate.ALWAYS
    phone: ClassVar[Gate | None] = Gate.ALWAYS

    agency_id: Annotated[
        Line | None,
        Ask(
            "Which agency?",
            hint="Start to type its name. If it is not there, choose 'Not in the list'.",
            error="Select who you would tell",
            widget=Widget.AGENCY,
            facts=("recipient_class", "recipient_verified", "recipient_listed_16la"),
        ),
    ] = None
    name: Annotated[
        Line | None,
        Ask(
            "Their name",
            hint="The organisation, or how you refer to the person.",
            error="Enter the name of who you would tell",
            widget=Widget.LINE,
            when=When("agency_id", (NOT_LISTED,)),
        ),
    ] = None
    recipient_class: Annotated[
        c.RecipientClass | None,
        Ask(
            "Who are they?",
            error="Select who they are",
            when=When("agency_id", (NOT_LISTED,)),
            facts=("recipient_class",),
        ),
    ] = None
    verified: Annotated[
        c.Verified | None,
        Ask(
            "How will you know that it is really them?",
            why="People have pretended to be social workers or police to find someone in hiding.",
            error="Select how you will know that it is really them",
            cites=(
                "ukgdpr_a5",
                "ukgdpr_a32",
            ),
            facts=("recipient_verified",),
        ),
    ] = None
    rung_back: Annotated[
        Line | None,
        Ask(
            "Which number did you ring them back on?",
            hint="Only numbers held here are listed.",
            widget=Widget.LINE,
            is_required=False,
            when=When("fact:asked_by_phone", ("yes",)),
        ),
    ] = None
    channel: Annotated[
        c.Channel | None,
        Ask(
            "Could anyone else see it on the way?",
            hint="For example on a shared phone, at a home address, in a portal or by a list of copies.",
            error="Select whether anyone else could see it on the way",
            cites=("ukgdpr_a32",),
            when=When("fact:channel", ("ask",)),
            facts=("channel_safe",),
            not_on=("phone",),
        ),
    ] = None


_USE_COUNTS = When("fact:use_counts", ("yes",))


class Link(Step):
    """The recipient's part in this: a link to the source of harm, and what they would do."""

    key: ClassVar[str] = "link"
    title: ClassVar[str] = "Their part in this"
    scope: ClassVar[Scope] = Scope.RECIPIENT
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    conflict: Annotated[
        c.Conflict | None,
        Ask(
            "Could they be linked to whoever may be causing the harm?",
            error="Select whether they could be linked to whoever may be causing the harm",
            cites=(
                "working_together",
                "hmg_information_sharing",
            ),
            facts=("recipient_conflict",),
        ),
    ] = None
    use: Annotated[
        c.RecipientUse | None,
        Ask(
            "What would they do with it?",
            error="Select what they would do with it",
            cites=("ukgdpr_a5",),
            when=_USE_COUNTS,
            facts=("recipient_use",),
        ),
    ] = None
    would_do: Annotated[
        Narrative | None,
        Ask(
            "What you expect of them, in your own words",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=_USE_COUNTS,
            not_on=("quick", "check"),
        ),
    ] = None
    unmet: Annotated[
        c.Unmet | None,
        Ask(
            "If they do not know, is something left undone?",
            error="Select whether something is left undone if they do not know",
            when=_USE_COUNTS,
            facts=("unmet_without_them",),
            not_on=("check",),
        ),
    ] = None
    can_help: Annotated[
        c.YesNoNotKnown | None,
        Ask(
            "Can they do something about it?",
            facts=("recipient_can_help",),
            is_required=False,
            replaced_by=("use", "unmet"),
        ),
    ] = None


class Effect(Step):
    """The harm that telling could do, kept apart from the harm of silence."""

    key: ClassVar[str] = "effect"
    title: ClassVar[str] = "What harm could telling this recipient do?"
    lede: ClassVar[str] = (
        "This is about telling the agency or person named here, not the parents: telling those is a "
        "question of its own. It is not about silence, which you have answered already. Think of who "
        "could come to hear of it through them, and what they might do."
    )
    scope: ClassVar[Scope] = Scope.RECIPIENT
    full: ClassVar[Gate | None] = Gate.IF_NEEDED
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    harm: Annotated[
        c.HarmIfShared | None,
        Ask(
            "What harm could telling this recipient do?",
            error="Select what harm telling this recipient could do",
            cites=("hmg_information_sharing",),
            facts=("harm_if_shared",),
        ),
    ] = None
    which: Annotated[
        Narrative | None,
        Ask(
            "To whom, and what would make it less?",
            error="Enter what harm telling this recipient could do, and to whom",
            widget=Widget.NARRATIVE,
            when=When("harm", ("manageable", "serious", "outweighs")),
        ),
    ] = None


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
            hint="Used to see whether an agreement covers it.",
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
        c.YesNoNotKnown | None,
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
        c.YesNoNotKnown | None,
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
        c.YesNo | None,
        Ask(
            "Do you need to add another item?", error="Select whether you need to add another item"
        ),
    ] = None
