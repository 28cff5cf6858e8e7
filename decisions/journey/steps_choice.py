"""The steps about whose choice it is and what they say, of the person and of anybody else."""

from dataclasses import replace
from typing import Annotated, ClassVar

from decisions.journey import choices_consent as c
from decisions.journey.fields import Ask, Gate, Line, Narrative, Scope, Step, When, Widget, question
from decisions.journey.steps_telling import Telling

_FROM_16 = When("fact:age", ("16_or_17", "adult", "not_said"))


_UNDER_16 = When("fact:age", ("12_to_15", "not_said"))


class Whose(Step):
    """Whose choice it is, and whether they can make it freely."""

    key: ClassVar[str] = "choice"
    title: ClassVar[str] = "Whose choice is it?"
    lede: ClassVar[str] = (
        "Answer for the person whose information it is. If an adult and a child are both involved, "
        "answer for the adult."
    )
    full: ClassVar[Gate | None] = Gate.IF_NEEDED
    phone: ClassVar[Gate | None] = Gate.IF_ACT_NOW_OPEN
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    competence: Annotated[
        c.Competence | None,
        Ask(
            "Can they decide for themselves whether this is shared?",
            hint="About this decision, at this time.",
            error="Select whether they can decide for themselves",
            cites=(
                "mca2005_s1",
                "mca2005_s2",
                "mca2005_s3",
                "gillick",
            ),
            when=When("fact:decides", ("yes",)),
            facts=("person_competence",),
            offered_when=(
                (c.Competence.HAS_CAPACITY, _FROM_16),
                (c.Competence.PRESUMED, _FROM_16),
                (c.Competence.GILLICK, _UNDER_16),
            ),
        ),
    ] = None
    free: Annotated[
        c.FreeChoice | None,
        Ask(
            "Is anyone pressing them?",
            hint="Think about who is in the home, who speaks for them, and who is in the room.",
            error="Select whether anyone is pressing them",
            cites=("re_sa_2005",),
            when=When(
                "competence",
                (
                    "has_capacity",
                    "presumed",
                    "gillick_competent",
                    "lacks",
                    "fluctuating_doubt",
                    "not_assessed",
                ),
            ),
            facts=("free_choice",),
        ),
    ] = None
    best_interests: Annotated[
        c.BestInterests | None,
        Ask(
            "Has a best interests decision about this been made and written down?",
            error="Select whether a best interests decision has been made",
            cites=("mca2005_s4",),
            when=When("fact:lacks_adult", ("yes",)),
            facts=("best_interests",),
            not_on=("phone",),
        ),
    ] = None
    how_known: Annotated[
        Narrative | None,
        Ask(
            "What makes you think so?",
            widget=Widget.NARRATIVE,
            is_required=False,
            not_on=("phone", "check"),
        ),
    ] = None


class Views(Step):
    """What the person says, and who may speak for them."""

    key: ClassVar[str] = "views"
    title: ClassVar[str] = "What do they say about sharing?"
    lede: ClassVar[str] = (
        "Write down what they say and why. If an adult can decide and chooses freely, their choice "
        "normally stands. It may not if others are at risk, there is a serious crime, or the law says "
        "that you must share."
    )
    full: ClassVar[Gate | None] = Gate.IF_NEEDED
    check: ClassVar[Gate | None] = Gate.IF_NEEDED

    view: Annotated[
        c.View | None,
        Ask(
            "What do they say about sharing this?",
            error="Select what they say about sharing this",
            cites=(
                "gmc_confidentiality",
                "scie_refusal",
            ),
            when=When("fact:has_chooser", ("yes", "unanswered")),
            facts=("view_on_sharing",),
        ),
    ] = None
    reason_not_asked: Annotated[
        c.ReasonNotAsked | None,
        Ask(
            "Why have they not been asked?",
            error="Select why they have not been asked",
            cites=("hmg_information_sharing",),
            when=When("view", ("not_asked", "not_known")),
            facts=("reason_not_asked",),
        ),
    ] = None
    proxy: Annotated[
        c.ProxyView | None,
        Ask(
            "What does someone with the right to speak for them say?",
            hint="A parent with parental responsibility. An attorney or deputy only if the adult cannot decide.",
            error="Select what someone with the right to speak for them says",
            cites=(
                "ca1989_s3",
                "mca2005_s9",
            ),
            when=When("fact:needs_proxy", ("yes",)),
            facts=("proxy_view",),
        ),
    ] = None
    parents_not_asked: Annotated[
        c.ReasonNotAsked | None,
        Ask(
            "Why have the parents not been asked?",
            error="Select why the parents have not been asked",
            cites=("hmg_information_sharing",),
            when=When("fact:parents_unasked", ("yes",)),
            facts=("reason_not_asked",),
        ),
    ] = None
    words: Annotated[
        Narrative | None,
        Ask(
            "What they said, in their words, and what you said to them",
            widget=Widget.NARRATIVE,
            is_required=False,
        ),
    ] = None


class _Called(Step):
    """How somebody is referred to; the first question of their page."""

    label: Annotated[
        Line | None,
        Ask(
            "How do you refer to them?",
            hint="For example 'her mother' or 'the neighbour'. Leave out names.",
            error="Enter how you refer to them",
            widget=Widget.LINE,
        ),
    ] = None


class Them(Telling, Views, Whose, _Called):
    """The same three pages in one, for somebody else whose own choice an item is.

    Asked once for each such person, however many items are theirs.
    """

    key: ClassVar[str] = "them"
    title: ClassVar[str] = "Somebody else's choice"
    lede: ClassVar[str] = (
        "You said that some of the information is somebody else's choice. Answer for that person here, "
        "and not for the person you are worried about."
    )
    scope: ClassVar[Scope] = Scope.PERSON
    full: ClassVar[Gate | None] = Gate.IF_NEEDED
    phone: ClassVar[Gate | None] = None

    safe: Annotated[
        c.SafeToTell | None,
        replace(
            question(Telling, "safe").ask,
            label="Is it safe to tell them that you are thinking of sharing?",
        ),
    ] = None
