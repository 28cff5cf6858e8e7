"""The work list: filters people keep, and an index on who keeps others waiting."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worklist_filter",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("actor_id", "name", name="worklist_filter_unique"),
    )
    op.create_index("ix_worklist_filter_actor_id", "worklist_filter", ["actor_id"])
    op.create_index(
        "ix_agreement_party_waiting",
        "agreement_party",
        ["state", "signed_on"],
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_agreement_party_waiting", "agreement_party")
    op.drop_table("worklist_filter")
