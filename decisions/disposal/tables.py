"""Tables of disposal: what stops a record from going, and what stays to show that one went."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class HoldRow(SQLModel, table=True):
    """A legal hold on a record. While it is not lifted, a trigger refuses every disposal of the record."""

    __tablename__ = "record_hold"
    __table_args__ = (
        CheckConstraint(
            "kind in ('litigation', 'inquest', 'inquiry', 'review', 'police')",
            name="record_hold_kind",
        ),
    )

    id: str = Field(primary_key=True)
    record_id: str = Field(index=True, foreign_key="record.id")
    kind: str
    placed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    placed_by: str
    why: str
    """Encrypted, as anything that is typed."""
    lifted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    lifted_by: str = ""
    lifted_why: str = ""


class CertificateRow(SQLModel, table=True):
    """What stays of a disposal beside the disposal itself: why, and the digests of what went. Append-only."""

    __tablename__ = "disposal_certificate"

    record_id: str = Field(primary_key=True, foreign_key="disposal.record_id")
    why: str
    """Encrypted, as anything that is typed."""
    fingerprint: str
    """SHA-256 of the signed part, which stays and still verifies."""
    blocks: int
    casework: int
    removed: str
    """SHA-256 over the digests of the blocks that went, in order: the signed part names each of them."""
