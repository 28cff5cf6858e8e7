"""Tables of the work list: the filters a person keeps. Ordinary rows, that person's own."""

from datetime import datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class WorklistFilterRow(SQLModel, table=True):
    """A filter under a name. What it looks for is encrypted, because anything can be typed there."""

    __tablename__ = "worklist_filter"
    __table_args__ = (UniqueConstraint("actor_id", "name", name="worklist_filter_unique"),)

    id: str = Field(primary_key=True)
    actor_id: str = Field(index=True)
    name: str
    token: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    batch_id: str | None = None
    """The import that brought it; none once its person has kept it anew."""
