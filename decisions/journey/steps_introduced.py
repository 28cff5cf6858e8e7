"""Who it is about and where they are now, as it is said to whoever is told."""

from typing import Annotated, ClassVar

from decisions.journey.fields import Ask, Line, Narrative, Step, Widget


class Introduced(Step):
    """Asked after the advice, never before it and never needed: a call does not wait for a name.

    It feeds no fact. Each answer is used as it is written; where somebody is now goes only to
    recipients who may know it (``decisions.whereabouts``).
    """

    key: ClassVar[str] = "introduced"
    title: ClassVar[str] = "Who is it about, and where are they now?"
    lede: ClassVar[str] = (
        "This goes into the words to say and into their copy, as you write it. Leave out what they do "
        "not need. Every question here may be left empty."
    )

    who: Annotated[
        Line | None,
        Ask(
            "Their name or initials",
            hint="Whichever this reader needs to know who it is.",
            widget=Widget.LINE,
            is_required=False,
        ),
    ] = None
    age: Annotated[
        Line | None,
        Ask(
            "Their age",
            hint="For example '7', or 'about 80'. A date of birth if you have it.",
            widget=Widget.LINE,
            is_required=False,
        ),
    ] = None
    where: Annotated[
        Narrative | None,
        Ask(
            "Where are they now?",
            hint="And who is with them. It is left out for whoever should not know where they are.",
            widget=Widget.NARRATIVE,
            is_required=False,
        ),
    ] = None
