"""Tables of sealed records.

``record`` never changes: its columns are codes, identifiers and the signed part, no person's
details. What can be read (the disclosures, the case reference) stands in tables of its own,
encrypted, so that a disposal can remove it and the signature still verifies.
"""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class SigningKeyRow(SQLModel, table=True):
    """The public half of a key that signed records, kept for ever."""

    __tablename__ = "signing_key"

    kid: str = Field(primary_key=True)
    x: str
    """The public key, base64url."""
    used_from: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    used_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    revoked_because: str | None = None


class RecordRow(SQLModel, table=True):
    """One sealed record, append-only by trigger."""

    __tablename__ = "record"
    __table_args__ = (
        Index("ix_record_agency_newest", "agency_id", "sealed_at", "id"),
        Index("ix_record_author_newest", "author_id", "sealed_at", "id"),
        Index("ix_record_newest", "sealed_at", "id"),
    )

    id: str = Field(primary_key=True)
    draft_id: str = Field(unique=True)
    """Sealing the same draft twice gives the same record."""
    agency_id: str
    author_id: str
    sealed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    outcome: str
    review_on: date | None = None
    kid: str = Field(foreign_key="signing_key.kid")
    jws: str
    supersedes: str | None = Field(default=None, unique=True, foreign_key="record.id")


class RecordReferenceRow(SQLModel, table=True):
    """The agency's own case reference: a keyed hash to find it by, and the words, encrypted."""

    __tablename__ = "record_reference"

    record_id: str = Field(primary_key=True, foreign_key="record.id")
    hash: str = Field(index=True)
    token: str


class RecordDisclosureRow(SQLModel, table=True):
    """One block of a record, encrypted; removed only once its record has a disposal.

    ``block`` names the block where a study has to find it without opening all the others, which is
    the facts; it is None for the rest, and for records sealed before it was kept.
    """

    __tablename__ = "record_disclosure"
    __table_args__ = (
        Index(
            "ix_record_disclosure_facts",
            "record_id",
            sqlite_where=text("block = 'facts'"),
            postgresql_where=text("block = 'facts'"),
        ),
    )

    record_id: str = Field(sa_column=Column("record_id", ForeignKey("record.id"), primary_key=True))
    digest: str = Field(primary_key=True)
    body: str
    block: str | None = None


class CorrectionRow(SQLModel, table=True):
    """A draft that was begun to replace a record; its record will say so."""

    __tablename__ = "record_correction"

    draft_id: str = Field(primary_key=True)
    record_id: str = Field(index=True, foreign_key="record.id")


class DisposalRow(SQLModel, table=True):
    """That a record's content was disposed of, when, by whom and under which rule."""

    __tablename__ = "disposal"

    record_id: str = Field(primary_key=True, foreign_key="record.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    actor_id: str
    rule: str


class ReasonRow(SQLModel, table=True):
    """A keyed hash of the reasons for one recipient of a record: equal reasons have equal hashes.

    It tells nobody what the reasons are. It goes when the record's content is disposed of.
    """

    __tablename__ = "record_reason"

    record_id: str = Field(primary_key=True, foreign_key="record.id")
    place: int = Field(primary_key=True)
    hash: str = Field(index=True)
