"""Drafts and their answers."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("depth", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reference_hash", sa.String(), nullable=True),
        sa.Column("reference_token", sa.String(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("assessed_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('open', 'sealed', 'discarded')", name="draft_state"),
    )
    op.create_index("ix_draft_actor_id", "draft", ["actor_id"])
    op.create_index("ix_draft_reference_hash", "draft", ["reference_hash"])
    triggers.refuse(
        "draft_owner_fixed",
        "draft",
        "UPDATE",
        "a draft never changes hands",
        when="OLD.actor_id <> NEW.actor_id OR OLD.agency_id <> NEW.agency_id",
    )
    triggers.refuse(
        "draft_ended_stays",
        "draft",
        "UPDATE",
        "a draft that was sealed or discarded stays so",
        when="OLD.state <> 'open' AND NEW.state <> OLD.state",
    )
    op.create_table(
        "draft_answer",
        sa.Column("draft_id", sa.String(), sa.ForeignKey("draft.id"), primary_key=True),
        sa.Column("path", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
    )
    op.create_table(
        "draft_change",
        sa.Column("draft_id", sa.String(), sa.ForeignKey("draft.id"), primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("draft_change")
    op.drop_table("draft_answer")
    triggers.drop("draft_ended_stays", "draft")
    triggers.drop("draft_owner_fixed", "draft")
    op.drop_table("draft")
