"""Tables of drafts: one row for each answer, encrypted, so that two tabs meet field by field."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class DraftRow(SQLModel, table=True):
    """A decision being prepared. The case reference is encrypted, with a keyed hash to find it by."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("state in ('open', 'sealed', 'discarded')", name="draft_state"),
        Index(
            "ix_draft_open_agency",
            "agency_id",
            "created_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: str = Field(primary_key=True)
    actor_id: str = Field(index=True)
    agency_id: str
    trigger: str
    depth: str
    state: str
    reference_hash: str | None = Field(default=None, index=True)
    reference_token: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    assessed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    """When the advice was first seen; an answer changed after that is kept as a change."""
    advice_token: str | None = None
    """A digest of the advice last shown and since when, encrypted: of short advice it could be guessed."""
    version: int


class DraftAnswerRow(SQLModel, table=True):
    """One answer. ``version`` counts its own changes; ``since`` keeps recipients and items in order."""

    __tablename__ = "draft_answer"

    draft_id: str = Field(primary_key=True, foreign_key="draft.id")
    path: str = Field(primary_key=True)
    value: str
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    version: int
    since: int


class DraftChangeRow(SQLModel, table=True):
    """An answer changed after the advice was first seen: before, after, and when."""

    __tablename__ = "draft_change"

    draft_id: str = Field(primary_key=True, foreign_key="draft.id")
    n: int = Field(primary_key=True)
    path: str
    old: str
    new: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
