"""Who is acting, and in which roles at which agency.

An identity provider says who somebody is; only our own ``app_user`` and ``user_role`` tables say
what they may do, and they are read again on every run so that disabling works at the next click.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from isa.platform.wording import gettext as _


class Role(StrEnum):
    """The roles. Codes never change meaning."""

    PRACTITIONER = "practitioner"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    IG_LEAD = "ig_lead"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    LEGAL_ADVISER = "legal_adviser"


ROLE_LABELS = {
    Role.PRACTITIONER: _("Practitioner"),
    Role.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    Role.IG_LEAD: _("Information governance lead"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.LEGAL_ADVISER: _("Legal adviser"),
}


class Grant(BaseModel):
    """One role, held at one agency, or over the whole installation when ``agency_id`` is None."""

    model_config = ConfigDict(frozen=True)

    role: Role
    agency_id: str | None


class Actor(BaseModel):
    """A signed-in person with the roles they hold at this moment."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    job_title: str
    agency_id: str
    grants: frozenset[Grant]

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return frozenset(grant.role for grant in self.grants)


SYSTEM = Actor(id="system", name="The system", job_title="", agency_id="", grants=frozenset())
"""Acts in the command line and at start-up, where the operating system has decided who may run it."""
