"""Tables of the ground: the installation, its users and the audit trail."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, LargeBinary
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class InstallationRow(SQLModel, table=True):
    """The one row that says what this database is; ``kind`` is immutable by trigger."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", name="installation_single"),
        CheckConstraint("kind in ('demo', 'live')", name="installation_kind"),
    )

    id: int = Field(default=1, primary_key=True)
    kind: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    key_check: str
    """A known word encrypted with the key ring, so that a wrong key is found at start-up."""


class UserRow(SQLModel, table=True):
    """A person who may sign in; ``issuer`` and ``subject`` are bound at the first sign-in."""

    __tablename__ = "app_user"

    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    issuer: str | None = None
    subject: str | None = None
    name: str
    job_title: str = ""
    agency_id: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    disabled_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    sign_in_after: datetime | None = Field(
        default=None, sa_column=Column(UtcDateTime, nullable=True)
    )
    """A sign-in from before this does not count any more; None where none was ended."""


class UserRoleRow(SQLModel, table=True):
    """A role held by a user at one agency; an empty ``agency_id`` means the whole installation."""

    __tablename__ = "user_role"

    user_id: str = Field(primary_key=True, foreign_key="app_user.id")
    role: str = Field(primary_key=True)
    agency_id: str = Field(primary_key=True, default="")


class AuditEventRow(SQLModel, table=True):
    """One event, append-only by trigger; ``body`` holds the exact bytes that were hashed."""

    __tablename__ = "audit_event"

    n: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    hash: str
    type: str = Field(index=True)
    actor_id: str = Field(index=True)
    object_id: str = Field(index=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class AuditHeadRow(SQLModel, table=True):
    """The last event's number and hash: the row every writer locks last."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="audit_head_single"),)

    id: int = Field(default=1, primary_key=True)
    n: int
    hash: str
