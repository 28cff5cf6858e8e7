"""The powers under which one agency asks another for information, and what each one does and does not say.

A letter that claims more than the law gives frightens the reader into the wrong answer, so every power
says whom it binds and who may use it. The law itself is cited from the pack.
"""

from dataclasses import dataclass

from decisions.journey.choices_case import Purpose
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
    carries: frozenset[Purpose] = frozenset()
    """What may be asked for under it; empty for anything."""


_PROTECTING = frozenset({Purpose.PROTECT, Purpose.STATUTORY_ENQUIRY})

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
        _PROTECTING,
    ),
    Power.S16H: Authority(
        ("ca2004_s16h",),
        frozenset({"council", "children_sc", "police", "icb"}),
        _(
            "We ask on behalf of a safeguarding partner, under section 16H of the Children Act 2004. It lets a "
            "partner ask a person or body for information that helps the partners with sections 16E and 16F: "
            "their arrangements to work together to keep children safe, and their local reviews."
        ),
        _(
            "It obliges whoever is asked, and a court can enforce it, where a partner itself asks and the "
            "information is for that. What one agency needs for its own work with a family does not oblige "
            "you under this section. If you doubt which this is, ask us in writing who asks for the partner, "
            "and for which of these functions. You may still share what the law lets you share. What you give "
            "may be used for that purpose alone."
        ),
        _PROTECTING,
    ),
    Power.S45: Authority(
        ("care_act_s45",),
        frozenset({"council", "adults_sc"}),
        _(
            "We ask on behalf of the safeguarding adults board, under section 45 of the Care Act 2014, to "
            "help the board with its functions."
        ),
        _(
            "It obliges whoever is asked where all of this is so: the information is for the board's functions; "
            "what you do makes it likely that you hold it; and it is about you, about what you do, or about "
            "someone you do it for, or we gave it to you under this section. The board may use it for its "
            "functions alone."
        ),
        _PROTECTING,
    ),
    Power.CHILD_DEATH: Authority(
        ("ca2004_s16m_p",),
        frozenset({"council", "children_sc", "icb"}),
        _(
            "We ask as a child death review partner, for a review under sections 16M and 16N of the "
            "Children Act 2004."
        ),
        _(
            "It obliges whoever is asked, where a child death review partner asks for that purpose. What you "
            "give may be used for that purpose alone."
        ),
        frozenset({Purpose.STATUTORY_ENQUIRY}),
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


def carries(power: Power, purpose: Purpose) -> bool:
    """Whether information for this purpose may be asked for under a power."""
    allowed = AUTHORITIES[power].carries
    return not allowed or purpose in allowed


def gives_statement(power: Power, acting_as: str) -> bool:
    """Whether the sender can say, for UK GDPR Annex 1 paragraph 1, that a law gives it this task.

    Only a public authority with a named law can. Police processing for law enforcement has another regime.
    """
    return power is not Power.NONE and acting_as == "public_authority_task"


NOT_PUBLIC = frozenset({"private_or_charity", "commissioned_by_public"})
"""In what capacity an addressee acts to whom that statement is of use."""
