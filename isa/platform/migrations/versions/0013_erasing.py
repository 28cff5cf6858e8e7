"""Erasing a mistaken import: its raw rows, and what it had added, once it was put away or taken back."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

VERSIONED = (
    "agency_status",
    "succession",
    "class_membership",
    "agreement",
    "agreement_party",
    "agreement_detail",
    "data_row",
)
CODES = {"agreement_code": "agreement", "data_row_code": "data_row"}
ENDED = "import_batch_ended_stays"
ENDED_STAYS = "an import that has ended stays as it was, except that it may be undone or erased"
ENDED_BEFORE = "an import that has ended stays as it was, except that it may be undone"
MAY_CHANGE = "OLD.state <> 'staged' AND NOT (OLD.state = 'committed' AND NEW.state = 'undone')"
MAY_BE_ERASED = (
    " AND NOT (OLD.state IN ('undone', 'discarded') AND NEW.state = OLD.state"
    " AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)"
)
ERASED = "EXISTS (SELECT 1 FROM import_batch b WHERE b.erased_at IS NOT NULL AND {what})"
ADDED = (
    "b.undone_version IS NOT NULL AND b.version = {row}.known_from AND {row}.known_to IS NOT NULL"
)
OF_A_ROW = (
    "EXISTS (SELECT 1 FROM {owner} o, import_batch b WHERE o.row_id = OLD.row_id"
    " AND b.erased_at IS NOT NULL AND {what})"
)
NEVER_WAS = (
    "b.undone_version = OLD.known_from AND OLD.status = 'closed' AND OLD.valid_from = '0001-01-01'"
)


def upgrade() -> None:
    op.add_column("import_batch", sa.Column("erased_at", UtcDateTime(), nullable=True))
    triggers.drop(ENDED, "import_batch")
    triggers.refuse(
        ENDED, "import_batch", "UPDATE", ENDED_STAYS, when=f"{MAY_CHANGE}{MAY_BE_ERASED}"
    )
    triggers.refuse_delete_unless(
        "import_rows", "import_rows is append-only", ERASED.format(what="b.id = OLD.batch_id")
    )
    added = ERASED.format(what=ADDED.format(row="OLD"))
    for table in VERSIONED:
        also = f" OR {ERASED.format(what=NEVER_WAS)}" if table == "agency_status" else ""
        triggers.refuse_delete_unless(table, f"{table} rows are never removed", f"{added}{also}")
    for table, owner in CODES.items():
        triggers.refuse_delete_unless(
            table,
            f"{table} is append-only",
            OF_A_ROW.format(owner=owner, what=ADDED.format(row="o")),
        )


def downgrade() -> None:
    for table in ("import_rows", *CODES):
        triggers.drop(f"{table}_no_delete", table)
        triggers.refuse(f"{table}_no_delete", table, "DELETE", f"{table} is append-only")
    for table in VERSIONED:
        triggers.drop(f"{table}_no_delete", table)
        triggers.refuse(f"{table}_no_delete", table, "DELETE", f"{table} rows are never removed")
    triggers.drop(ENDED, "import_batch")
    triggers.refuse(ENDED, "import_batch", "UPDATE", ENDED_BEFORE, when=MAY_CHANGE)
    op.drop_column("import_batch", "erased_at")
