"""Which moves an agreement and a party may make, and what stands in the way (pure)."""

from collections.abc import Iterable

from isa.coverage.view import AgreementStatus as Status
from isa.coverage.view import PartyState as State
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

CHECK_ANSWERS = ("yes", "no", "not_applicable")
"""What may be answered to a point of the quality checklist."""
LABELS = {
    Status.DRAFT: _("Draft"),
    Status.DPO_REVIEW: _("With the data protection officers"),
    Status.LEGAL_REVIEW: _("With the lawyers"),
    Status.QUALITY_REVIEW: _("Quality assurance"),
    Status.APPROVED: _("Approved"),
    Status.OUT_FOR_SIGNATURE: _("Out for signature"),
    Status.PARTLY_SIGNED: _("Partly signed"),
    Status.IN_FORCE: _("In force"),
    Status.REVIEW_DUE: _("Review due"),
    Status.IN_REVIEW: _("In review"),
    Status.EXPIRED: _("Ended"),
    Status.SUPERSEDED: _("Replaced by another"),
    Status.WITHDRAWN: _("Given up before it began"),
    Status.TERMINATED: _("Ended early"),
    Status.CLOSED: _("Closed"),
}
BEING_WRITTEN = frozenset(
    {Status.DRAFT, Status.DPO_REVIEW, Status.LEGAL_REVIEW, Status.QUALITY_REVIEW}
)
NEVER_RAN = BEING_WRITTEN | {Status.APPROVED, Status.OUT_FOR_SIGNATURE, Status.PARTLY_SIGNED}
"""Nobody can have relied on an agreement that was nothing else yet."""


def has_run(statuses: Iterable[str]) -> bool:
    """Whether somebody may have relied on an agreement that had these statuses.

    A party that is added to it is one from that day, so that nobody loses cover by it.
    """
    return any(Status(each) not in NEVER_RAN for each in statuses)


OVER = frozenset(
    {Status.EXPIRED, Status.SUPERSEDED, Status.WITHDRAWN, Status.TERMINATED, Status.CLOSED}
)
"""An agreement that nobody waits for any more."""
ENDINGS = (Status.EXPIRED, Status.SUPERSEDED, Status.TERMINATED)
MOVES: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.DPO_REVIEW, Status.WITHDRAWN),
    Status.DPO_REVIEW: (
        Status.LEGAL_REVIEW,
        Status.QUALITY_REVIEW,
        Status.DRAFT,
        Status.WITHDRAWN,
    ),
    Status.LEGAL_REVIEW: (Status.QUALITY_REVIEW, Status.DRAFT, Status.WITHDRAWN),
    Status.QUALITY_REVIEW: (Status.APPROVED, Status.DRAFT, Status.WITHDRAWN),
    Status.APPROVED: (Status.OUT_FOR_SIGNATURE, Status.DRAFT, Status.WITHDRAWN),
    Status.OUT_FOR_SIGNATURE: (
        Status.PARTLY_SIGNED,
        Status.IN_FORCE,
        Status.DRAFT,
        Status.WITHDRAWN,
    ),
    Status.PARTLY_SIGNED: (Status.IN_FORCE, Status.WITHDRAWN),
    Status.IN_FORCE: (Status.REVIEW_DUE, Status.IN_REVIEW, *ENDINGS),
    Status.REVIEW_DUE: (Status.IN_REVIEW, Status.IN_FORCE, *ENDINGS),
    Status.IN_REVIEW: (Status.IN_FORCE, *ENDINGS),
    Status.EXPIRED: (Status.CLOSED,),
    Status.SUPERSEDED: (Status.CLOSED,),
    Status.WITHDRAWN: (Status.CLOSED,),
    Status.TERMINATED: (Status.CLOSED,),
    Status.CLOSED: (),
}

STATE_LABELS = {
    State.INVITED: _("Asked to sign"),
    State.VIEWED: _("Has looked at it"),
    State.QUERIED: _("Has a question"),
    State.SIGNED: _("Signed"),
    State.SIGNED_UNVERIFIED: _("Signed, authority to check"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrew"),
    State.LAPSED: _("Lapsed"),
}
SIGNED = frozenset({State.SIGNED, State.SIGNED_UNVERIFIED})
LEFT = frozenset({State.WITHDRAWN, State.LAPSED})
WAITING = frozenset({State.INVITED, State.VIEWED, State.QUERIED})
PARTY_MOVES: dict[State, tuple[State, ...]] = {
    State.INVITED: (State.VIEWED, State.QUERIED, State.DECLINED, State.LAPSED),
    State.VIEWED: (State.QUERIED, State.DECLINED, State.LAPSED),
    State.QUERIED: (State.VIEWED, State.DECLINED, State.LAPSED),
    State.SIGNED: (State.WITHDRAWN, State.LAPSED),
    State.SIGNED_UNVERIFIED: (State.WITHDRAWN, State.LAPSED),
    State.DECLINED: (State.INVITED,),
    State.WITHDRAWN: (State.INVITED,),
    State.LAPSED: (State.INVITED,),
}
"""Moves without a signature. Signing is possible for every party that is not bound already."""


def move_fault(before: Status, after: Status) -> str:
    """Why an agreement may not go from one status to another; empty when it may."""
    if after in MOVES[before]:
        return ""
    allowed = ", ".join(f"“{LABELS[each]}”" for each in MOVES[before])
    onward = (
        _("From there it can go to {allowed}").format(allowed=allowed)
        if allowed
        else _("It stays there")
    )
    return _("It is “{before}” and cannot become “{after}”. {onward}").format(
        before=LABELS[before], after=LABELS[after], onward=onward
    )


def party_move_fault(before: State, after: State) -> str:
    """Why a party may not go from one state to another; empty when it may."""
    if after in PARTY_MOVES[before]:
        return ""
    if after is State.WITHDRAWN:
        return _("It has not signed, so it has nothing to withdraw from. Record that it declined")
    return _("It is “{before}” and cannot become “{after}”").format(
        before=STATE_LABELS[before], after=STATE_LABELS[after]
    )


def entry_faults(
    after: Status,
    *,
    missing: tuple[str, ...],
    unchecked: int,
    is_changed_since: bool,
    parties: int,
    signed: int,
    needs_all: bool,
    has_start: bool,
) -> tuple[str, ...]:
    """What stands in the way of a status, each as a sentence.

    ``missing`` are what coverage cannot do without; ``unchecked`` the points of the quality list that
    are not answered, answered with no, or answered before a change; ``is_changed_since`` that the
    agreement says something else than what was approved.
    """
    found = []
    if after in (Status.APPROVED, Status.OUT_FOR_SIGNATURE, Status.IN_FORCE) and missing:
        found.append(_("Record first: {missing}").format(missing="; ".join(missing)))
    if after is Status.APPROVED and unchecked:
        found.append(
            ngettext(
                "Settle {count} point of the quality checklist first",
                "Settle {count} points of the quality checklist first",
                unchecked,
            ).format(count=unchecked)
        )
    if after is Status.OUT_FOR_SIGNATURE and is_changed_since:
        found.append(
            _("It was changed after it was approved. Move it to “Draft” and have it approved again")
        )
    if after is Status.PARTLY_SIGNED and not signed:
        found.append(_("No party has signed yet"))
    if after is Status.IN_FORCE and not has_start:
        found.append(_("Record the day it starts first"))
    if after is Status.IN_FORCE and needs_all and signed < parties:
        found.append(
            ngettext(
                "It takes effect only when everyone has signed, and {left} of {parties} has not",
                "It takes effect only when everyone has signed, and {left} of {parties} have not",
                parties - signed,
            ).format(left=parties - signed, parties=parties)
        )
    if after is Status.IN_FORCE and not needs_all and signed < min(parties, 2):
        found.append(_("Two parties at least must have signed before it can be in force"))
    return tuple(found)
