"""A keyed hash of the reasons of each decision, to point out those that stand in several records."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_reason",
        sa.Column("record_id", sa.String(), sa.ForeignKey("record.id"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True),
        sa.Column("hash", sa.String(), nullable=False),
    )
    op.create_index("ix_record_reason_hash", "record_reason", ["hash"])


def downgrade() -> None:
    op.drop_table("record_reason")
