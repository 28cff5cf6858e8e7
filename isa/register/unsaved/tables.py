"""The table of forms that were begun and not saved."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class UnsavedFormRow(SQLModel, table=True):
    """One form of one person, encrypted; gone when it is saved or put down."""

    __tablename__ = "unsaved_form"

    actor_id: str = Field(primary_key=True)
    form: str = Field(primary_key=True)
    """Which form: codes and ids, such as ``agreement-edit-esh-010-dates``."""
    token: str = Field(sa_column=Column(Text, nullable=False))
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
