"""How often a flow was needed and not covered: a count for a month, and nothing about any case."""

from sqlmodel import Field, SQLModel


class CoverageDemandRow(SQLModel, table=True):
    """Decisions of one month that shared one kind of information with one agency, uncovered.

    No day, no decision, no person: two decisions of a month are one row with a count of two.
    """

    __tablename__ = "coverage_demand"

    month: str = Field(primary_key=True)
    """Such as ``2026-11``."""
    provider_id: str = Field(primary_key=True)
    """No foreign key: a count never stands in the way of a decision."""
    recipient_id: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    count: int
