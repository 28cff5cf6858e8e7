"""Tables of what is kept about an agreement beside what coverage reads.

Details are bitemporal like the agreement itself. Events, versions, checks and notes are append-only.
A paper's body can be erased, because an upload may be a mistake; that it was there stays. What an
import brought names it in ``batch_id`` and goes when the import is taken back.
"""

from datetime import date, datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime
from isa.register.tables import Versioned


class AgreementDetailRow(Versioned, table=True):
    """One field of an agreement that coverage does not read, as it held between two days."""

    __tablename__ = "agreement_detail"

    agreement_id: str = Field(index=True)
    field: str
    value: str


class AgreementEventRow(SQLModel, table=True):
    """A move of an agreement, or of one party, with who made it and why. Append-only."""

    __tablename__ = "agreement_event"

    id: str = Field(primary_key=True)
    agreement_id: str = Field(index=True)
    agency_id: str | None = Field(default=None, foreign_key="agency.id")
    kind: str
    before: str = ""
    after: str = ""
    held_on: date
    clause: str = ""
    reason: str = ""
    register_version: int
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    batch_id: str | None = None


class AgreementVersionRow(SQLModel, table=True):
    """A numbered version: the agreement as the register held it at a version of its own. Append-only."""

    __tablename__ = "agreement_version"
    __table_args__ = (UniqueConstraint("agreement_id", "number", name="agreement_version_unique"),)

    id: str = Field(primary_key=True)
    agreement_id: str = Field(index=True)
    number: str
    note: str = ""
    held_on: date
    register_version: int
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    told: str | None = None
    """What it said, as JSON, if it was kept in another register: this one never held it."""
    batch_id: str | None = None


class AgreementCheckRow(SQLModel, table=True):
    """An answer to one point of the quality checklist; the newest of a code counts. Append-only."""

    __tablename__ = "agreement_check"

    id: str = Field(primary_key=True)
    agreement_id: str = Field(index=True)
    code: str
    answer: str
    note: str = ""
    register_version: int
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    batch_id: str | None = None


class AgreementNoteRow(SQLModel, table=True):
    """A note for those who keep the register; never published. Append-only."""

    __tablename__ = "agreement_note"

    id: str = Field(primary_key=True)
    agreement_id: str = Field(index=True)
    text: str
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    batch_id: str | None = None


class AgreementPaperRow(SQLModel, table=True):
    """A paper kept beside an agreement: what it is, and the digest of its bytes."""

    __tablename__ = "agreement_paper"

    id: str = Field(primary_key=True)
    agreement_id: str = Field(index=True)
    agency_id: str | None = Field(default=None, foreign_key="agency.id")
    """The party whose acceptance it is, if it is one."""
    kind: str
    title: str
    media_type: str
    size: int
    sha256: str
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    removed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    removed_by: str = ""
    removed_why: str = ""
    batch_id: str | None = None


class AgreementPaperBodyRow(SQLModel, table=True):
    """The bytes of a paper, encrypted; removed when the paper is."""

    __tablename__ = "agreement_paper_body"

    paper_id: str = Field(primary_key=True, foreign_key="agreement_paper.id")
    body: str = Field(sa_column=Column(Text, nullable=False))
