"""Where an import waits until it is committed, and where its raw rows stay until it is erased."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

from isa.platform.columns import UtcDateTime


class ImportBatchRow(SQLModel, table=True):
    """One file brought in: what it is, what its columns mean, what a person decided, how it ended."""

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint(
            "state in ('staged', 'committed', 'undone', 'discarded')", name="import_batch_state"
        ),
    )

    id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    actor_id: str = Field(index=True)
    state: str
    name_token: str
    """The file's name, encrypted: people put names and cases into it."""
    digest: str
    sheets: str
    """The sheets as JSON: name, number of rows and columns, notes."""
    mapping: str
    choices: str
    revision: int
    """Goes up when the mapping or a choice changes, so that nobody commits what they have not seen."""
    version: int | None = Field(default=None, foreign_key="register_change.version")
    undone_version: int | None = Field(default=None, foreign_key="register_change.version")
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    counts: str = ""
    effects: str = ""
    """What was written outside the versioned tables, as JSON, so that it can be undone."""
    erased_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    """When its raw rows, its names and all it had added were erased."""


class ImportRowsRow(SQLModel, table=True):
    """Some hundred rows of a file exactly as they were read, packed and encrypted. Erased with the import only."""

    __tablename__ = "import_rows"

    batch_id: str = Field(primary_key=True, foreign_key="import_batch.id")
    sheet: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    first: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    token: str


class ImportPaperRow(SQLModel, table=True):
    """A paper of an export, encrypted, until the import is written or put away."""

    __tablename__ = "import_paper"

    batch_id: str = Field(primary_key=True, foreign_key="import_batch.id")
    sha256: str = Field(primary_key=True)
    media_type: str
    size: int
    token: str = Field(sa_column=Column(Text, nullable=False))


class ImportMappingRow(SQLModel, table=True):
    """What the columns meant the last time a file had these headings."""

    __tablename__ = "import_mapping"

    signature: str = Field(primary_key=True)
    mapping: str
    actor_id: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ImportNameRow(SQLModel, table=True):
    """What a name in a file was taken for by a person, so that it is known the next time."""

    __tablename__ = "import_name"

    name: str = Field(primary_key=True)
    """Folded."""
    agency_id: str = Field(foreign_key="agency.id", index=True)
    batch_id: str = Field(foreign_key="import_batch.id", index=True)
