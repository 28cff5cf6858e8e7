"""Alembic's entry point: it runs on the connection it is given (see ``isa.platform.schema``)."""

from alembic import context
from sqlmodel import SQLModel

import decisions.casework.tables
import decisions.disposal.tables
import decisions.journey.tables
import decisions.records.tables  # noqa: F401 -- importing the tables fills the metadata
import isa.platform.tables
import isa.register.agencies.tables
import isa.register.agreements.tables
import isa.register.demand.tables
import isa.register.importing.tables
import isa.register.tables
import isa.register.unsaved.tables
import isa.register.worklist.tables  # noqa: F401 -- importing the tables fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
