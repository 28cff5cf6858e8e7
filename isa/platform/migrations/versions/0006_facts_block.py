"""Which disclosure of a record holds its facts, so that a study opens that one alone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLE, _INDEX = "record_disclosure", "ix_record_disclosure_facts"


def upgrade() -> None:
    op.add_column(_TABLE, sa.Column("block", sa.String(), nullable=True))
    facts = sa.text("block = 'facts'")
    op.create_index(_INDEX, _TABLE, ["record_id"], sqlite_where=facts, postgresql_where=facts)


def downgrade() -> None:
    op.drop_index(_INDEX, _TABLE)
    op.drop_column(_TABLE, "block")
