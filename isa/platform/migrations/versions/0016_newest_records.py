"""Records newest first, whoever made them: what an auditor's list walks along."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_record_newest", "record", ["sealed_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_record_newest", "record")
