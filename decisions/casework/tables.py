"""Tables of casework. Words are encrypted; codes, times and ids are not, so that dues can be found."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime

_OPEN = text("closed_at IS NULL")


class CaseworkRow(SQLModel, table=True):
    """One piece of casework. ``next_due`` is the earliest of what its parties and actions have due."""

    __tablename__ = "casework"
    __table_args__ = (
        CheckConstraint("kind in ('request', 'consultation', 'follow_up')", name="casework_kind"),
        Index(
            "ix_casework_open_owner",
            "actor_id",
            "next_due",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_casework_open_agency",
            "agency_id",
            "next_due",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_casework_owner_kind", "actor_id", "kind", "created_at"),
    )

    id: str = Field(primary_key=True)
    kind: str
    actor_id: str
    agency_id: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    made_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    next_due: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    record_id: str | None = Field(default=None, index=True, foreign_key="record.id")
    draft_id: str | None = Field(default=None, foreign_key="draft.id")
    body: str | None = None
    """What was written, encrypted; None where nothing was."""
    version: int = 1


class CaseworkPartyRow(SQLModel, table=True):
    """Somebody who is waited for; who they are and what was said is encrypted in ``body``."""

    __tablename__ = "casework_party"

    id: str = Field(primary_key=True)
    casework_id: str = Field(index=True, foreign_key="casework.id")
    place: int
    """Its place in the list."""
    state: str
    send_due: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    sent_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    receipt_due: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    acknowledged_at: datetime | None = Field(
        default=None, sa_column=Column(UtcDateTime, nullable=True)
    )
    answer_due: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    chased_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    body: str


class CaseworkActionRow(SQLModel, table=True):
    """Something to do about a decision; its log is encrypted, None while there is none."""

    __tablename__ = "casework_action"

    id: str = Field(primary_key=True)
    casework_id: str = Field(index=True, foreign_key="casework.id")
    code: str
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    body: str | None = None


class CaseworkPrivilegedRow(SQLModel, table=True):
    """Legal advice, apart from everything else, so that nothing else can carry it along."""

    __tablename__ = "casework_privileged"

    casework_id: str = Field(primary_key=True, foreign_key="casework.id")
    body: str
