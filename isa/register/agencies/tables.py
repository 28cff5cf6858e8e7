"""Tables of what is kept about an agency beside its name: who answers for what, who may sign, assurance.

Ordinary rows, audited but not bitemporal: coverage does not rest on them.
"""

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


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
