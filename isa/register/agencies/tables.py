"""Tables of what is kept about an agency beside its name: numbers, posts, who may sign, assurance.

Ordinary rows, audited but not bitemporal: coverage does not rest on them.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime
from isa.register.tables import one_of


class ContactKind(StrEnum):
    """What a number is for."""

    FRONT_DOOR = "front_door"
    OUT_OF_HOURS = "out_of_hours"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    INFORMATION_GOVERNANCE = "information_governance"
    SWITCHBOARD = "switchboard"


class AgencyContactRow(SQLModel, table=True):
    """A number to ring; ``verified_on`` is the day somebody rang it and it was right."""

    __tablename__ = "agency_contact"
    __table_args__ = (CheckConstraint(one_of("kind", ContactKind), name="agency_contact_kind"),)

    id: str = Field(primary_key=True)
    agency_id: str = Field(foreign_key="agency.id", index=True)
    kind: str
    label: str
    number: str
    hours: str = ""
    verified_on: date | None = None


class AgencyOfficerRow(SQLModel, table=True):
    """Who answers for something in an agency: the post, and how to reach it."""

    __tablename__ = "agency_officer"

    id: str = Field(primary_key=True)
    agency_id: str = Field(foreign_key="agency.id", index=True)
    role: str
    post: str
    email: str = ""
    number: str = ""
    verified_on: date | None = None


class AgencySignatoryRow(SQLModel, table=True):
    """A post that may sign agreements for an agency, itself or under delegated authority."""

    __tablename__ = "agency_signatory"

    id: str = Field(primary_key=True)
    agency_id: str = Field(foreign_key="agency.id", index=True)
    title: str
    email: str = ""
    delegated_by: str = ""
    """The post whose authority was delegated; empty for one that signs in its own right."""
    basis: str = ""
    """What shows it: a scheme of delegation, a letter, a resolution."""
    valid_from: date
    valid_to: date | None = None


class AgencyAssuranceRow(SQLModel, table=True):
    """Something an agency confirmed about itself on a day; the newest of a kind counts. Append-only."""

    __tablename__ = "agency_assurance"

    id: str = Field(primary_key=True)
    agency_id: str = Field(foreign_key="agency.id", index=True)
    kind: str
    confirmed_by: str
    confirmed_on: date
    expires_on: date | None = None
    note: str = ""
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    batch_id: str | None = None
    """The import that brought it; it goes when that is taken back."""
