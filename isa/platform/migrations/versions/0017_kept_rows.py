"""What an import brings of papers, events, notes, checks, versions, assurances and filters names the import."""

import sqlalchemy as sa
from alembic import op

from isa.platform.migrations import triggers

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "agency_assurance",
    "agreement_event",
    "agreement_version",
    "agreement_check",
    "agreement_note",
)
PAPER = "agreement_paper"
NEVER_FORGOTTEN = "a paper is never forgotten"
BROUGHT_BY = "agreement_paper_brought_by"
TAKEN_BACK = (
    "EXISTS (SELECT 1 FROM import_batch b WHERE b.id = OLD.batch_id AND b.state = 'undone')"
)


def _message(table: str) -> str:
    return NEVER_FORGOTTEN if table == PAPER else f"{table} is append-only"


def upgrade() -> None:
    for table in (*APPEND_ONLY, PAPER, "worklist_filter"):
        op.add_column(table, sa.Column("batch_id", sa.String(), nullable=True))
    op.add_column("agreement_version", sa.Column("told", sa.String(), nullable=True))
    for table in (*APPEND_ONLY, PAPER):
        triggers.refuse_delete_unless(table, _message(table), TAKEN_BACK)
    same = "COALESCE(OLD.batch_id, '') <> COALESCE(NEW.batch_id, '')"
    triggers.refuse(BROUGHT_BY, PAPER, "UPDATE", "what brought a paper never changes", when=same)
    op.create_table(
        "import_paper",
        sa.Column("batch_id", sa.String(), sa.ForeignKey("import_batch.id"), primary_key=True),
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("import_paper")
    triggers.drop(BROUGHT_BY, PAPER)
    for table in (*APPEND_ONLY, PAPER):
        triggers.drop(f"{table}_no_delete", table)
        triggers.refuse(f"{table}_no_delete", table, "DELETE", _message(table))
    op.drop_column("agreement_version", "told")
    for table in (*APPEND_ONLY, PAPER, "worklist_filter"):
        op.drop_column(table, "batch_id")
