"""What happens around a decision: casework, with the reviews of records sealed before it was kept."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")
_OPEN_DRAFT = sa.text("state = 'open'")


def _when(name: str) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=True)


def upgrade() -> None:
    casework = op.create_table(
        "casework",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        _when("made_at"),
        _when("closed_at"),
        _when("next_due"),
        sa.Column("record_id", sa.String(), sa.ForeignKey("record.id"), nullable=True),
        sa.Column("draft_id", sa.String(), sa.ForeignKey("draft.id"), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('request', 'consultation', 'follow_up')", name="casework_kind"
        ),
    )
    for name, columns in (
        ("ix_casework_open_owner", ["actor_id", "next_due"]),
        ("ix_casework_open_agency", ["agency_id", "next_due"]),
    ):
        op.create_index(name, "casework", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_casework_owner_kind", "casework", ["actor_id", "kind", "created_at"])
    op.create_index("ix_casework_record_id", "casework", ["record_id"])
    triggers.refuse(
        "casework_owner_fixed",
        "casework",
        "UPDATE",
        "casework never changes hands",
        when="OLD.actor_id <> NEW.actor_id OR OLD.agency_id <> NEW.agency_id",
    )
    op.create_table(
        "casework_party",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("casework_id", sa.String(), sa.ForeignKey("casework.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        _when("send_due"),
        _when("sent_at"),
        _when("receipt_due"),
        _when("acknowledged_at"),
        _when("answer_due"),
        _when("answered_at"),
        _when("chased_at"),
        sa.Column("body", sa.String(), nullable=False),
    )
    op.create_index("ix_casework_party_casework_id", "casework_party", ["casework_id"])
    action = op.create_table(
        "casework_action",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("casework_id", sa.String(), sa.ForeignKey("casework.id"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        _when("done_at"),
        sa.Column("body", sa.String(), nullable=True),
    )
    op.create_index("ix_casework_action_casework_id", "casework_action", ["casework_id"])
    op.create_table(
        "casework_privileged",
        sa.Column("casework_id", sa.String(), sa.ForeignKey("casework.id"), primary_key=True),
        sa.Column("body", sa.String(), nullable=False),
    )
    op.create_index(
        "ix_draft_open_agency",
        "draft",
        ["agency_id", "created_at"],
        sqlite_where=_OPEN_DRAFT,
        postgresql_where=_OPEN_DRAFT,
    )
    _open_reviews(casework, action)


def _open_reviews(casework: sa.Table, action: sa.Table) -> None:
    """Every record that is still to be looked at again gets its review."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT id, author_id, agency_id, sealed_at, review_on FROM record WHERE review_on IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM record AS newer WHERE newer.supersedes = record.id)"
            " AND NOT EXISTS (SELECT 1 FROM disposal WHERE disposal.record_id = record.id)"
        ).columns(sealed_at=UtcDateTime(), review_on=sa.Date())
    )
    cases, actions = [], []
    for row in found:
        due = _end_of(row.review_on)
        bare = row.id.partition("_")[2] or row.id
        cases.append(
            {
                "id": f"fup_{bare}",
                "kind": "follow_up",
                "actor_id": row.author_id,
                "agency_id": row.agency_id,
                "created_at": row.sealed_at,
                "updated_at": row.sealed_at,
                "made_at": row.sealed_at,
                "next_due": due,
                "record_id": row.id,
                "version": 1,
            }
        )
        actions.append(
            {"id": f"act_{bare}", "casework_id": f"fup_{bare}", "code": "review", "due_at": due}
        )
    if cases:
        op.bulk_insert(casework, cases)
        op.bulk_insert(action, actions)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(17, 0), ZoneInfo("Europe/London")).astimezone(UTC)


def downgrade() -> None:
    op.drop_index("ix_draft_open_agency", "draft")
    op.drop_table("casework_privileged")
    op.drop_table("casework_action")
    op.drop_table("casework_party")
    triggers.drop("casework_owner_fixed", "casework")
    op.drop_table("casework")
