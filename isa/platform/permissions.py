"""Which role may do what, and over whose objects: the one table every service function asks.

Scope ``own`` is what the actor made, ``agency`` what belongs to an agency where the role is held,
``whole`` everything for a role that was given over the whole installation and nothing for another,
``any`` everything. ``docs/permissions.md`` is generated from this table.
"""

from enum import StrEnum

from isa.platform.errors import NotPermitted
from isa.platform.identity import SYSTEM, Actor, Role
from isa.platform.wording import gettext as _


class Action(StrEnum):
    """Everything a service function can be asked to do."""

    DRAFT_WRITE = "draft_write"
    DRAFT_READ = "draft_read"
    DECISION_SEAL = "decision_seal"
    RECORD_READ = "record_read"
    RECORD_EXPORT = "record_export"
    RECORD_SUPERSEDE = "record_supersede"
    RECORD_VIEWS_READ = "record_views_read"
    RECORD_DISPOSE = "record_dispose"
    RECORD_HOLD = "record_hold"
    DECISION_REVIEW = "decision_review"
    CASEWORK_WRITE = "casework_write"
    CASEWORK_READ = "casework_read"
    PRIVILEGED_READ = "privileged_read"
    FOLLOW_UP_WRITE = "follow_up_write"
    FOLLOW_UP_READ = "follow_up_read"
    SECOND_LOOK = "second_look"
    OVERDUE_READ = "overdue_read"
    COVERAGE_ASK = "coverage_ask"
    AGENCY_READ = "agency_read"
    AGENCY_WRITE = "agency_write"
    AGREEMENT_READ = "agreement_read"
    AGREEMENT_WRITE = "agreement_write"
    AGREEMENT_PAPERS_READ = "agreement_papers_read"
    WORK_LIST_READ = "work_list_read"
    REGISTER_IMPORT = "register_import"
    DEMAND_READ = "demand_read"
    REGISTER_EXPORT = "register_export"
    USER_READ = "user_read"
    USER_WRITE = "user_write"
    AUDIT_READ = "audit_read"
    FORM_KEEP = "form_keep"
    LAW_READ = "law_read"
    IMPACT_STUDY = "impact_study"


class Scope(StrEnum):
    """Over whose objects an action is allowed."""

    OWN = "own"
    AGENCY = "agency"
    WHOLE = "whole"
    ANY = "any"


NEVER_ONES_OWN = frozenset({Action.AGENCY_WRITE, Action.AGREEMENT_WRITE})
"""Actions that change what everybody relies on. The agency must be named: where a caller names none,
only a role over the whole installation will do, so that a forgotten check refuses and never permits."""


_READ_LAW = {Action.LAW_READ: Scope.ANY}
_READ_REGISTER = {
    **_READ_LAW,
    Action.COVERAGE_ASK: Scope.ANY,
    Action.AGENCY_READ: Scope.ANY,
    Action.AGREEMENT_READ: Scope.ANY,
}
_DECIDE = {
    Action.DRAFT_WRITE: Scope.OWN,
    Action.DRAFT_READ: Scope.OWN,
    Action.DECISION_SEAL: Scope.OWN,
    Action.RECORD_READ: Scope.OWN,
    Action.RECORD_EXPORT: Scope.OWN,
    Action.RECORD_SUPERSEDE: Scope.OWN,
    Action.RECORD_VIEWS_READ: Scope.OWN,
    Action.CASEWORK_WRITE: Scope.OWN,
    Action.CASEWORK_READ: Scope.OWN,
    Action.PRIVILEGED_READ: Scope.OWN,
    Action.FOLLOW_UP_WRITE: Scope.OWN,
    Action.FOLLOW_UP_READ: Scope.OWN,
    Action.FORM_KEEP: Scope.OWN,
}

MATRIX: dict[Role, dict[Action, Scope]] = {
    Role.PRACTITIONER: {**_DECIDE, **_READ_REGISTER},
    Role.SAFEGUARDING_LEAD: {
        **_DECIDE,
        Action.RECORD_READ: Scope.AGENCY,
        Action.RECORD_EXPORT: Scope.AGENCY,
        Action.RECORD_VIEWS_READ: Scope.AGENCY,
        Action.RECORD_DISPOSE: Scope.AGENCY,
        Action.RECORD_HOLD: Scope.AGENCY,
        Action.DECISION_REVIEW: Scope.AGENCY,
        Action.FOLLOW_UP_WRITE: Scope.AGENCY,
        Action.FOLLOW_UP_READ: Scope.AGENCY,
        Action.SECOND_LOOK: Scope.AGENCY,
        Action.OVERDUE_READ: Scope.AGENCY,
        **_READ_REGISTER,
    },
    Role.IG_LEAD: {
        **_READ_REGISTER,
        Action.AGENCY_WRITE: Scope.AGENCY,
        Action.AGREEMENT_WRITE: Scope.AGENCY,
        Action.AGREEMENT_PAPERS_READ: Scope.ANY,
        Action.WORK_LIST_READ: Scope.ANY,
        Action.FORM_KEEP: Scope.OWN,
        Action.REGISTER_IMPORT: Scope.WHOLE,
        Action.DEMAND_READ: Scope.ANY,
        Action.REGISTER_EXPORT: Scope.WHOLE,
    },
    Role.AUDITOR: {
        Action.RECORD_READ: Scope.AGENCY,
        Action.RECORD_VIEWS_READ: Scope.AGENCY,
        Action.AUDIT_READ: Scope.ANY,
        Action.AGREEMENT_PAPERS_READ: Scope.ANY,
        Action.IMPACT_STUDY: Scope.AGENCY,
        **_READ_REGISTER,
    },
    Role.ADMINISTRATOR: {
        Action.USER_READ: Scope.ANY,
        Action.USER_WRITE: Scope.ANY,
        Action.IMPACT_STUDY: Scope.ANY,
        Action.AGENCY_READ: Scope.ANY,
        **_READ_LAW,
    },
    Role.LEGAL_ADVISER: {
        Action.PRIVILEGED_READ: Scope.AGENCY,
        Action.RECORD_HOLD: Scope.AGENCY,
        Action.FORM_KEEP: Scope.OWN,
        **_READ_REGISTER,
    },
}


def may(
    actor: Actor, action: Action, *, agency_id: str | None = None, owner_id: str | None = None
) -> bool:
    """Whether the actor may do this to an object of that agency, made by that person.

    A grant over the whole installation (no agency) reaches every agency. With neither
    ``agency_id`` nor ``owner_id`` the question is about the actor's own agency and work, except for
    ``NEVER_ONES_OWN``: there it is about no agency in particular.
    """
    if actor is SYSTEM:
        return True
    owner = actor.id if owner_id is None else owner_id
    agency = agency_id if agency_id or action in NEVER_ONES_OWN else actor.agency_id
    for grant in actor.grants:
        scope = MATRIX[grant.role].get(action)
        reaches = grant.agency_id is None or grant.agency_id == agency
        if scope is Scope.ANY or (scope is Scope.WHOLE and grant.agency_id is None):
            return True
        if scope is Scope.AGENCY and reaches:
            return True
        if scope is Scope.OWN and reaches and owner == actor.id:
            return True
    return False


def require(
    actor: Actor, action: Action, *, agency_id: str | None = None, owner_id: str | None = None
) -> None:
    """Raise ``NotPermitted`` unless the actor may do this."""
    if not may(actor, action, agency_id=agency_id, owner_id=owner_id):
        raise NotPermitted(
            _(
                "Your role does not allow this. If it should, ask the person who manages user "
                "accounts at your agency."
            )
        )
