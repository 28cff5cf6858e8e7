"""Legal holds on records, which a trigger keeps, and what stays to show that a record was disposed of."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

HELD = "a record that is held cannot be disposed of"
IN_FORCE = "SELECT 1 FROM record_hold h WHERE h.record_id = NEW.record_id AND h.lifted_at IS NULL"
FIXED = ("id", "record_id", "kind", "placed_at", "placed_by")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "record_hold",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("record_id", sa.String(), sa.ForeignKey("record.id"), nullable=False),
        _text("kind"),
        sa.Column("placed_at", UtcDateTime(), nullable=False),
        _text("placed_by"),
        _text("why"),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        _text("lifted_by"),
        _text("lifted_why"),
        sa.CheckConstraint(
            "kind in ('litigation', 'inquest', 'inquiry', 'review', 'police')",
            name="record_hold_kind",
        ),
    )
    op.create_index("ix_record_hold_record_id", "record_hold", ["record_id"])
    op.create_table(
        "disposal_certificate",
        sa.Column("record_id", sa.String(), sa.ForeignKey("disposal.record_id"), primary_key=True),
        _text("why"),
        _text("fingerprint"),
        sa.Column("blocks", sa.Integer(), nullable=False),
        sa.Column("casework", sa.Integer(), nullable=False),
        _text("removed"),
    )
    triggers.refuse(
        "record_hold_no_delete", "record_hold", "DELETE", "a hold is lifted, never removed"
    )
    triggers.refuse(
        "record_hold_fixed",
        "record_hold",
        "UPDATE",
        "a hold is only lifted, never edited",
        when=" OR ".join(
            ["OLD.lifted_at IS NOT NULL", *(f"OLD.{each} <> NEW.{each}" for each in FIXED)]
        ),
    )
    triggers.refuse(
        "disposal_certificate_no_delete",
        "disposal_certificate",
        "DELETE",
        "disposal_certificate is append-only",
    )
    # What may change is the encryption of the reason, when the keys do.
    triggers.refuse(
        "disposal_certificate_fixed",
        "disposal_certificate",
        "UPDATE",
        "disposal_certificate is append-only",
        when="OLD.record_id <> NEW.record_id OR OLD.fingerprint <> NEW.fingerprint"
        " OR OLD.blocks <> NEW.blocks OR OLD.casework <> NEW.casework"
        " OR OLD.removed <> NEW.removed",
    )
    if _is_postgresql():
        op.execute(
            "CREATE FUNCTION disposal_held_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF EXISTS ({IN_FORCE}) THEN RAISE EXCEPTION '{HELD}'; END IF; "
            "RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER disposal_held BEFORE INSERT ON disposal FOR EACH ROW "
            "EXECUTE FUNCTION disposal_held_refuse()"
        )
        return
    op.execute(
        "CREATE TRIGGER disposal_held BEFORE INSERT ON disposal FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{HELD}') WHERE EXISTS ({IN_FORCE}); END"
    )


def downgrade() -> None:
    triggers.drop("disposal_held", "disposal")
    triggers.drop("disposal_certificate_fixed", "disposal_certificate")
    triggers.drop("disposal_certificate_no_delete", "disposal_certificate")
    triggers.drop("record_hold_fixed", "record_hold")
    triggers.drop("record_hold_no_delete", "record_hold")
    op.drop_table("disposal_certificate")
    op.drop_table("record_hold")
