"""Imports: staged files, their raw rows, remembered mappings and names."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name_token", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sheets", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), sa.ForeignKey("register_change.version"), nullable=True),
        sa.Column(
            "undone_version", sa.Integer(), sa.ForeignKey("register_change.version"), nullable=True
        ),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("effects", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state in ('staged', 'committed', 'undone', 'discarded')", name="import_batch_state"
        ),
    )
    op.create_index("ix_import_batch_actor_id", "import_batch", ["actor_id"])
    triggers.refuse(
        "import_batch_ended_stays",
        "import_batch",
        "UPDATE",
        "an import that has ended stays as it was, except that it may be undone",
        when="OLD.state <> 'staged' AND NOT (OLD.state = 'committed' AND NEW.state = 'undone')",
    )
    op.create_table(
        "import_rows",
        sa.Column("batch_id", sa.String(), sa.ForeignKey("import_batch.id"), primary_key=True),
        sa.Column("sheet", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("token", sa.String(), nullable=False),
    )
    triggers.append_only("import_rows")
    op.create_table(
        "import_mapping",
        sa.Column("signature", sa.String(), primary_key=True),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "import_name",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("agency_id", sa.String(), sa.ForeignKey("agency.id"), nullable=False),
        sa.Column("batch_id", sa.String(), sa.ForeignKey("import_batch.id"), nullable=False),
    )
    op.create_index("ix_import_name_agency_id", "import_name", ["agency_id"])
    op.create_index("ix_import_name_batch_id", "import_name", ["batch_id"])


def downgrade() -> None:
    op.drop_table("import_name")
    op.drop_table("import_mapping")
    triggers.drop_append_only("import_rows")
    op.drop_table("import_rows")
    triggers.drop("import_batch_ended_stays", "import_batch")
    op.drop_table("import_batch")
