"""Sealed records, their disclosures, the keys that signed them, and disposals."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CONTENT = ("record_reference", "record_disclosure")
_KEPT = "the content of a record is removed only by a disposal"


def _record_id() -> sa.Column:
    return sa.Column("record_id", sa.String(), sa.ForeignKey("record.id"), primary_key=True)


def _refuse_delete_without_disposal(table: str) -> None:
    """Refuse a delete unless the record has a disposal; PostgreSQL allows no query in WHEN."""
    missing = "NOT EXISTS (SELECT 1 FROM disposal WHERE disposal.record_id = OLD.record_id)"
    if op.get_bind().dialect.name != "postgresql":
        triggers.refuse(f"{table}_kept", table, "DELETE", _KEPT, when=missing)
        return
    op.execute(
        f"CREATE FUNCTION {table}_kept_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {missing} THEN RAISE EXCEPTION '{_KEPT}'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION {table}_kept_refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("kid", sa.String(), primary_key=True),
        sa.Column("x", sa.String(), nullable=False),
        sa.Column("used_from", UtcDateTime(), nullable=False),
        sa.Column("used_until", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_because", sa.String(), nullable=True),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("draft_id", sa.String(), nullable=False, unique=True),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("sealed_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("kid", sa.String(), sa.ForeignKey("signing_key.kid"), nullable=False),
        sa.Column("jws", sa.String(), nullable=False),
        sa.Column(
            "supersedes", sa.String(), sa.ForeignKey("record.id"), nullable=True, unique=True
        ),
    )
    op.create_index("ix_record_agency_newest", "record", ["agency_id", "sealed_at", "id"])
    op.create_index("ix_record_author_newest", "record", ["author_id", "sealed_at", "id"])
    op.create_table(
        "record_reference",
        _record_id(),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
    )
    op.create_index("ix_record_reference_hash", "record_reference", ["hash"])
    op.create_table(
        "record_disclosure",
        _record_id(),
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("body", sa.String(), nullable=False),
    )
    op.create_table(
        "record_correction",
        sa.Column("draft_id", sa.String(), primary_key=True),
        sa.Column("record_id", sa.String(), sa.ForeignKey("record.id"), nullable=False),
    )
    op.create_index("ix_record_correction_record_id", "record_correction", ["record_id"])
    op.create_table(
        "disposal",
        _record_id(),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
    )
    _add_triggers()


def _add_triggers() -> None:
    triggers.append_only("record")
    triggers.append_only("disposal")
    for table in _CONTENT:
        _refuse_delete_without_disposal(table)
    # Only the encryption may change (a new key); what a row is about may not.
    triggers.refuse(
        "record_disclosure_fixed",
        "record_disclosure",
        "UPDATE",
        "a disclosure belongs to its record for ever",
        when="OLD.record_id <> NEW.record_id OR OLD.digest <> NEW.digest",
    )
    triggers.refuse(
        "record_reference_fixed",
        "record_reference",
        "UPDATE",
        "a reference belongs to its record for ever",
        when="OLD.record_id <> NEW.record_id",
    )
    triggers.refuse(
        "signing_key_fixed",
        "signing_key",
        "UPDATE",
        "a signing key never changes",
        when="OLD.kid <> NEW.kid OR OLD.x <> NEW.x OR OLD.used_from <> NEW.used_from",
    )
    triggers.refuse(
        "signing_key_no_delete", "signing_key", "DELETE", "a signing key is kept for ever"
    )


def downgrade() -> None:
    triggers.drop("signing_key_no_delete", "signing_key")
    triggers.drop("signing_key_fixed", "signing_key")
    triggers.drop("record_reference_fixed", "record_reference")
    triggers.drop("record_disclosure_fixed", "record_disclosure")
    for table in reversed(_CONTENT):
        triggers.drop(f"{table}_kept", table)
    triggers.drop_append_only("disposal")
    triggers.drop_append_only("record")
    for table in (
        "disposal",
        "record_correction",
        "record_disclosure",
        "record_reference",
        "record",
    ):
        op.drop_table(table)
    op.drop_table("signing_key")
