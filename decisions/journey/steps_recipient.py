"""The steps asked of each recipient: who they are, their part in this, what telling them could do."""

from typing import Annotated, ClassVar

from decisions.journey import choices_recipient as c
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
from decisions.journey.yes_no import YesNoNotKnown


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
        YesNoNotKnown | None,
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
