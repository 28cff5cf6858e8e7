"""Who rang, as they said it, and from where: nothing of it is proof of who they are."""

from typing import Annotated, ClassVar

from decisions.journey import choices_start as c
from decisions.journey.fields import Ask, Gate, Line, Step, When, Widget


class Caller(Step):
    """Asked only where the start says that somebody rang. It feeds no fact: to ring back settles that."""

    key: ClassVar[str] = "caller"
    title: ClassVar[str] = "Who is ringing?"
    is_headed: ClassVar[bool] = False
    quick: ClassVar[Gate | None] = Gate.ALWAYS

    named: Annotated[
        c.CallerNamed | None,
        Ask(
            "Did they say who they are?",
            error="Select whether they said who they are",
            when=When("fact:rang", ("yes",)),
        ),
    ] = None
    name: Annotated[
        Line | None,
        Ask(
            "Their name and role, as they gave it",
            error="Enter the name they gave",
            widget=Widget.LINE,
            when=When("named", ("gave",)),
        ),
    ] = None
    organisation: Annotated[
        Line | None,
        Ask(
            "The organisation they said they are with",
            hint="Leave it empty if they rang for themselves.",
            widget=Widget.LINE,
            is_required=False,
            when=When("named", ("gave",)),
        ),
    ] = None
    rang_from: Annotated[
        Line | None,
        Ask(
            "The number they rang from, or gave you",
            hint="It is kept and never rung: a number on a display can be made up.",
            widget=Widget.LINE,
            is_required=False,
            when=When("fact:rang", ("yes",)),
        ),
    ] = None
