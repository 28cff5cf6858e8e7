"""The installation, its users, and the audit trail."""

import sqlalchemy as sa
from alembic import op

from isa.platform.audit import GENESIS
from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("key_check", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="installation_single"),
        sa.CheckConstraint("kind in ('demo', 'live')", name="installation_kind"),
    )
    triggers.refuse(
        "installation_kind_fixed",
        "installation",
        "UPDATE",
        "the kind of an installation never changes",
        when="OLD.kind <> NEW.kind",
    )
    triggers.refuse(
        "installation_no_delete", "installation", "DELETE", "an installation is never removed"
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("email", sa.String(), nullable=False, unique=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.String(), sa.ForeignKey("app_user.id"), primary_key=True),
        sa.Column("role", sa.String(), primary_key=True),
        sa.Column("agency_id", sa.String(), primary_key=True),
    )
    op.create_table(
        "audit_event",
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    for column in ("type", "actor_id", "object_id"):
        op.create_index(f"ix_audit_event_{column}", "audit_event", [column])
    triggers.append_only("audit_event")
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="audit_head_single"),
    )
    op.bulk_insert(head, [{"id": 1, "n": 0, "hash": GENESIS}])
    triggers.refuse(
        "audit_head_forward",
        "audit_head",
        "UPDATE",
        "the audit head only moves forward",
        when="NEW.n <= OLD.n",
    )
    triggers.refuse(
        "audit_head_no_delete", "audit_head", "DELETE", "the audit head is never removed"
    )


def downgrade() -> None:
    triggers.drop("audit_head_no_delete", "audit_head")
    triggers.drop("audit_head_forward", "audit_head")
    op.drop_table("audit_head")
    triggers.drop_append_only("audit_event")
    op.drop_table("audit_event")
    op.drop_table("user_role")
    op.drop_table("app_user")
    triggers.drop("installation_no_delete", "installation")
    triggers.drop("installation_kind_fixed", "installation")
    op.drop_table("installation")
