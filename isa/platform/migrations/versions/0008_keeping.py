"""What keeping agencies and agreements needs: who may sign, details, events, versions, checks, papers."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIMES = ("row_id", "valid_from", "valid_to", "known_from")
SUCCESSION = ("predecessor_id", "successor_id", "is_confirmed")
PARTY = (
    "agreement_id",
    "agency_id",
    "role",
    "state",
    "asked_on",
    "signed_on",
    "signatory_title",
    "sign_method",
    "evidence",
)
WIDER = {
    "succession": (SUCCESSION, ("confirmed_by", "confirmed_on", "basis")),
    "agreement_party": (PARTY, ("clause", "note", "authority")),
}
APPEND_ONLY = (
    "agency_assurance",
    "agreement_event",
    "agreement_version",
    "agreement_check",
    "agreement_note",
)
INDEXES = (
    ("agency_officer", "agency_id"),
    ("agency_signatory", "agency_id"),
    ("agency_assurance", "agency_id"),
    ("agreement_detail", "agreement_id"),
    ("agreement_event", "agreement_id"),
    ("agreement_version", "agreement_id"),
    ("agreement_check", "agreement_id"),
    ("agreement_note", "agreement_id"),
    ("agreement_paper", "agreement_id"),
)
PAPER = ("id", "agreement_id", "agency_id", "kind", "title", "media_type", "size", "sha256", "at")


def _text(name: str, *, added: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False, server_default="" if added else None)


def _day(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _at(name: str = "at", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _id() -> sa.Column:
    return sa.Column("id", sa.String(), primary_key=True)


def _agency(*, nullable: bool = False) -> sa.Column:
    return sa.Column("agency_id", sa.String(), sa.ForeignKey("agency.id"), nullable=nullable)


def _version() -> sa.Column:
    return sa.Column("register_version", sa.Integer(), nullable=False)


def _create_for_agencies() -> None:
    op.create_table(
        "agency_officer",
        _id(),
        _agency(),
        *(_text(name) for name in ("role", "post", "email", "number")),
        _day("verified_on"),
    )
    op.create_table(
        "agency_signatory",
        _id(),
        _agency(),
        *(_text(name) for name in ("title", "email", "delegated_by", "basis")),
        _day("valid_from", nullable=False),
        _day("valid_to"),
    )
    op.create_table(
        "agency_assurance",
        _id(),
        _agency(),
        _text("kind"),
        _text("confirmed_by"),
        _day("confirmed_on", nullable=False),
        _day("expires_on"),
        _text("note"),
        _text("actor_id"),
        _at(),
    )


def _create_for_agreements() -> None:
    known = "register_change.version"
    op.create_table(
        "agreement_detail",
        sa.Column("row_id", sa.Integer(), primary_key=True, autoincrement=True),
        _day("valid_from", nullable=False),
        _day("valid_to"),
        sa.Column("known_from", sa.Integer(), sa.ForeignKey(known), nullable=False),
        sa.Column("known_to", sa.Integer(), sa.ForeignKey(known), nullable=True),
        *(_text(name) for name in ("agreement_id", "field", "value")),
    )
    op.create_table(
        "agreement_event",
        _id(),
        _text("agreement_id"),
        _agency(nullable=True),
        *(_text(name) for name in ("kind", "before", "after")),
        _day("held_on", nullable=False),
        *(_text(name) for name in ("clause", "reason")),
        _version(),
        _text("actor_id"),
        _at(),
    )
    op.create_table(
        "agreement_version",
        _id(),
        *(_text(name) for name in ("agreement_id", "number", "note")),
        _day("held_on", nullable=False),
        _version(),
        _text("actor_id"),
        _at(),
        sa.UniqueConstraint("agreement_id", "number", name="agreement_version_unique"),
    )
    op.create_table(
        "agreement_check",
        _id(),
        *(_text(name) for name in ("agreement_id", "code", "answer", "note")),
        _version(),
        _text("actor_id"),
        _at(),
    )
    op.create_table(
        "agreement_note",
        _id(),
        *(_text(name) for name in ("agreement_id", "text", "actor_id")),
        _at(),
    )


def _create_papers() -> None:
    op.create_table(
        "agreement_paper",
        _id(),
        _text("agreement_id"),
        _agency(nullable=True),
        *(_text(name) for name in ("kind", "title", "media_type")),
        sa.Column("size", sa.Integer(), nullable=False),
        *(_text(name) for name in ("sha256", "actor_id")),
        _at(),
        _at("removed_at", nullable=True),
        *(_text(name) for name in ("removed_by", "removed_why")),
    )
    op.create_table(
        "agreement_paper_body",
        sa.Column("paper_id", sa.String(), sa.ForeignKey("agreement_paper.id"), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
    )
    same = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in PAPER if column != "agency_id")
    triggers.refuse(
        "agreement_paper_removed_once",
        "agreement_paper",
        "UPDATE",
        "a paper is only marked as removed, never edited",
        when=f"OLD.removed_at IS NOT NULL OR {same}",
    )
    triggers.refuse(
        "agreement_paper_no_delete", "agreement_paper", "DELETE", "a paper is never forgotten"
    )


def upgrade() -> None:
    op.add_column("agency", _text("other_names", added=True))
    for table, (columns, added) in WIDER.items():
        triggers.drop_closing_only(table)
        for name in added:
            op.add_column(table, _day(name) if name.endswith("_on") else _text(name, added=True))
        triggers.closing_only(table, (*TIMES, *columns, *added))
    _create_for_agencies()
    _create_for_agreements()
    _create_papers()
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table in APPEND_ONLY:
        triggers.append_only(table)
    triggers.closing_only("agreement_detail", (*TIMES, "agreement_id", "field", "value"))


def downgrade() -> None:
    triggers.drop("agreement_paper_no_delete", "agreement_paper")
    triggers.drop("agreement_paper_removed_once", "agreement_paper")
    op.drop_table("agreement_paper_body")
    op.drop_table("agreement_paper")
    triggers.drop_closing_only("agreement_detail")
    op.drop_table("agreement_detail")
    for table in APPEND_ONLY:
        triggers.drop_append_only(table)
        op.drop_table(table)
    op.drop_table("agency_signatory")
    op.drop_table("agency_officer")
    for table, (columns, added) in WIDER.items():
        triggers.drop_closing_only(table)
        for name in added:
            op.drop_column(table, name)
        triggers.closing_only(table, (*TIMES, *columns))
    op.drop_column("agency", "other_names")
