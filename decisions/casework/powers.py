"""The powers under which one agency asks another for information, and what each one does and does not say.

A letter that claims more than the law gives frightens the reader into the wrong answer, so every power
says whom it binds and who may use it. The law itself is cited from the pack.
"""

from dataclasses import dataclass

from decisions.journey.fields import Choice
from isa.platform.wording import gettext as _


class Power(Choice):
    """The power a request rests on; the codes are those of the fact ``power_cited``."""

    S47 = (
        "s47_9",
        "A child protection enquiry by the council",
        "Section 47(9) of the Children Act 1989. For councils.",
    )
    S16H = (
        "s16h",
        "A request by a safeguarding partner for children",
        "Section 16H of the Children Act 2004. For the council, the police and the integrated care board.",
    )
    S45 = (
        "s45",
        "A request by the safeguarding adults board",
        "Section 45 of the Care Act 2014. For whoever writes on the board's behalf.",
    )
    CHILD_DEATH = (
        "child_death_review",
        "A child death review",
        "Sections 16M and 16N of the Children Act 2004. For the council and the integrated care board.",
    )
    OTHER = "other_power", "Another law or power", "You name the law and the section."
    NONE = (
        "none_cited",
        "None that obliges them",
        "The usual case. They decide under their own powers, and the letter says so.",
    )


@dataclass(frozen=True)
class Authority:
    """What a power says: its sources, who may ask under it, and the sentences of the letter."""

    cites: tuple[str, ...]
    used_by: frozenset[str]
    """Kinds of agency that may ask under it; empty for any."""
    says: str
    binds: str


_MAY_STILL = _(
    "If you are not one of these, it does not oblige you. You may still share what the law lets you share."
)
AUTHORITIES: dict[Power, Authority] = {
    Power.S47: Authority(
        ("ca1989_s47_9",),
        frozenset({"council", "children_sc"}),
        _(
            "We are making enquiries about a child under section 47 of the Children Act 1989. Under "
            "section 47(9) to (11), whoever it names helps with these enquiries, in particular by giving "
            "relevant information and advice, unless that would be unreasonable in all the circumstances."
        ),
        _(
            "It names councils, housing authorities, NHS England, integrated care boards, special health "
            "authorities, NHS trusts and foundation trusts, and whoever the Secretary of State authorises."
        )
        + " "
        + _MAY_STILL,
    ),
    Power.S16H: Authority(
        ("ca2004_s16h",),
        frozenset({"council", "children_sc", "police", "icb"}),
        _(
            "We ask as a safeguarding partner, for our functions under sections 16E and 16F of the Children "
            "Act 2004. Section 16H lets us ask any person or body for information for that purpose."
        ),
        _("Whoever is asked under this section gives the information."),
    ),
    Power.S45: Authority(
        ("care_act_s45",),
        frozenset({"council", "adults_sc"}),
        _(
            "We ask on behalf of the safeguarding adults board, under section 45 of the Care Act 2014, to "
            "help the board with its functions."
        ),
        _(
            "Whoever is asked gives the information where the conditions of the section are met: it is for "
            "the board's functions, and your functions or activities make it likely that you hold it."
        ),
    ),
    Power.CHILD_DEATH: Authority(
        ("ca2004_s16m_p",),
        frozenset({"council", "children_sc", "icb"}),
        _(
            "We ask as a child death review partner, for a review under sections 16M and 16N of the "
            "Children Act 2004."
        ),
        _("Whoever is asked gives the information. It may be used for that review alone."),
    ),
    Power.OTHER: Authority((), frozenset(), "", ""),
    Power.NONE: Authority(
        ("hmg_information_sharing",),
        frozenset(),
        _("We name no power that obliges you to answer."),
        _("You decide under your own powers and duties whether to share, and how much."),
    ),
}
"""What stands in a letter for each power. ``binds`` is never left out."""


def may_use(power: Power, agency_type: str) -> bool:
    """Whether an agency of this kind may ask under a power."""
    allowed = AUTHORITIES[power].used_by
    return not allowed or agency_type in allowed


def gives_statement(power: Power, acting_as: str) -> bool:
    """Whether the sender can say, for UK GDPR Annex 1 paragraph 1, that a law gives it this task.

    Only a public authority with a named law can. Police processing for law enforcement has another regime.
    """
    return power is not Power.NONE and acting_as == "public_authority_task"


NOT_PUBLIC = frozenset({"private_or_charity", "commissioned_by_public"})
"""In what capacity an addressee acts to whom that statement is of use."""
