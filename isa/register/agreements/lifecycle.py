"""Which moves an agreement and a party may make, and what stands in the way (pure)."""

from isa.coverage.view import AgreementStatus as Status
from isa.coverage.view import PartyState as State

LABELS = {
    Status.DRAFT: "Draft",
    Status.DPO_REVIEW: "With the data protection officers",
    Status.LEGAL_REVIEW: "With the lawyers",
    Status.QUALITY_REVIEW: "Quality assurance",
    Status.APPROVED: "Approved",
    Status.OUT_FOR_SIGNATURE: "Out for signature",
    Status.PARTLY_SIGNED: "Partly signed",
    Status.IN_FORCE: "In force",
    Status.REVIEW_DUE: "Review due",
    Status.IN_REVIEW: "In review",
    Status.EXPIRED: "Ended",
    Status.SUPERSEDED: "Replaced by another",
    Status.WITHDRAWN: "Given up before it began",
    Status.TERMINATED: "Ended early",
    Status.CLOSED: "Closed",
}
BEING_WRITTEN = frozenset(
    {Status.DRAFT, Status.DPO_REVIEW, Status.LEGAL_REVIEW, Status.QUALITY_REVIEW}
)
_ENDINGS = (Status.EXPIRED, Status.SUPERSEDED, Status.TERMINATED)
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
    Status.IN_FORCE: (Status.REVIEW_DUE, Status.IN_REVIEW, *_ENDINGS),
    Status.REVIEW_DUE: (Status.IN_REVIEW, Status.IN_FORCE, *_ENDINGS),
    Status.IN_REVIEW: (Status.IN_FORCE, *_ENDINGS),
    Status.EXPIRED: (Status.CLOSED,),
    Status.SUPERSEDED: (Status.CLOSED,),
    Status.WITHDRAWN: (Status.CLOSED,),
    Status.TERMINATED: (Status.CLOSED,),
    Status.CLOSED: (),
}

STATE_LABELS = {
    State.INVITED: "Asked to sign",
    State.VIEWED: "Has looked at it",
    State.QUERIED: "Has a question",
    State.SIGNED: "Signed",
    State.SIGNED_UNVERIFIED: "Signed, authority to check",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrew",
    State.LAPSED: "Lapsed",
}
SIGNED = frozenset({State.SIGNED, State.SIGNED_UNVERIFIED})
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
    onward = f"From there it can go to {allowed}" if allowed else "It stays there"
    return f"It is “{LABELS[before]}” and cannot become “{LABELS[after]}”. {onward}"


def party_move_fault(before: State, after: State) -> str:
    """Why a party may not go from one state to another; empty when it may."""
    if after in PARTY_MOVES[before]:
        return ""
    if after is State.WITHDRAWN:
        return "It has not signed, so it has nothing to withdraw from. Record that it declined"
    return f"It is “{STATE_LABELS[before]}” and cannot become “{STATE_LABELS[after]}”"


def entry_faults(
    after: Status,
    *,
    missing: tuple[str, ...],
    unchecked: int,
    parties: int,
    signed: int,
    needs_all: bool,
    has_start: bool,
) -> tuple[str, ...]:
    """What stands in the way of a status, each as a sentence.

    ``missing`` are what coverage cannot do without; ``unchecked`` the points of the quality list that
    are not answered, or answered with no.
    """
    found = []
    if after in (Status.APPROVED, Status.OUT_FOR_SIGNATURE, Status.IN_FORCE) and missing:
        found.append(f"Record first: {'; '.join(missing)}")
    if after is Status.APPROVED and unchecked:
        points = "point" if unchecked == 1 else "points"
        found.append(f"Settle {unchecked} {points} of the quality checklist first")
    if after is Status.PARTLY_SIGNED and not signed:
        found.append("No party has signed yet")
    if after is Status.IN_FORCE and not has_start:
        found.append("Record the day it starts first")
    if after is Status.IN_FORCE and needs_all and signed < parties:
        found.append(
            f"It takes effect only when everyone has signed, and {parties - signed} of {parties} have not"
        )
    if after is Status.IN_FORCE and not needs_all and signed < min(parties, 2):
        found.append("Two parties at least must have signed before it can be in force")
    return tuple(found)
