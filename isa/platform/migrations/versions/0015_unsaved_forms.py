"""Forms of the register that were begun and not saved, each for the person who types."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsaved_form",
        sa.Column("actor_id", sa.String(), primary_key=True),
        sa.Column("form", sa.String(), primary_key=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("unsaved_form")
