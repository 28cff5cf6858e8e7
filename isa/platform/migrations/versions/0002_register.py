"""Agencies, agreements and the bitemporal register.

Enumerations are written out here, not imported: a released migration never changes with the code.
"""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime
from isa.platform.migrations import triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CONTACT_KINDS = (
    "front_door",
    "out_of_hours",
    "safeguarding_lead",
    "information_governance",
    "switchboard",
)
AGENCY_STATES = ("active", "closed")
MEMBERSHIP_STATES = ("not_recorded", "acceded", "declined")
AGREEMENT_TYPES = (
    "tier1_charter",
    "tier2_isa",
    "tier3_psa",
    "dda",
    "jca_art26",
    "processor_art28",
    "mou",
    "ioa",
    "national_dsa",
)
AGREEMENT_STATUSES = (
    "draft",
    "dpo_review",
    "legal_review",
    "quality_review",
    "approved",
    "out_for_signature",
    "partly_signed",
    "in_force",
    "review_due",
    "in_review",
    "expired",
    "superseded",
    "withdrawn",
    "terminated",
    "closed",
)
PARTY_ROLES = ("controller", "joint_controller", "processor", "observer")
PARTY_STATES = (
    "invited",
    "viewed",
    "queried",
    "signed",
    "signed_unverified",
    "declined",
    "withdrawn",
    "lapsed",
)
DIRECTIONS = ("one_way", "reciprocal", "not_recorded")

VERSIONED = {
    "agency_status": ("agency_id", "status", "controller_id"),
    "succession": ("predecessor_id", "successor_id", "is_confirmed"),
    "class_membership": ("class_id", "member_id", "agreement_id", "state"),
    "agreement": (
        "agreement_id",
        "reference",
        "title",
        "summary",
        "type",
        "status",
        "lead_agency_id",
        "parent_id",
        "supersedes_id",
        "starts_on",
        "ends_on",
        "review_due_on",
        "is_reciprocal",
        "requires_all_signatures",
        "is_retrospective",
        "has_part3_clause",
        "onward_sharing",
    ),
    "agreement_party": (
        "agreement_id",
        "agency_id",
        "role",
        "state",
        "asked_on",
        "signed_on",
        "signatory_title",
        "sign_method",
        "evidence",
    ),
    "data_row": (
        "data_row_id",
        "agreement_id",
        "number",
        "direction",
        "items",
        "justification",
    ),
}
TIMES = ("row_id", "valid_from", "valid_to", "known_from")
INDEXES = (
    ("agency", ("search_key",)),
    ("agency", ("type",)),
    ("agency_identifier", ("agency_id",)),
    ("agency_contact", ("agency_id",)),
    ("register_change", ("at",)),
    ("agency_status", ("agency_id",)),
    ("agency_status", ("controller_id",)),
    ("succession", ("predecessor_id",)),
    ("succession", ("successor_id",)),
    ("class_membership", ("class_id",)),
    ("class_membership", ("member_id",)),
    ("agreement", ("agreement_id",)),
    ("agreement", ("reference",)),
    ("agreement_party", ("agreement_id",)),
    ("data_row", ("data_row_id",)),
    ("data_row", ("agreement_id",)),
)


def _among(column: str, values: tuple[str, ...], name: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} in ({listed})", name=name)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def _agency(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), sa.ForeignKey("agency.id"), nullable=nullable)


def _times() -> list[sa.Column]:
    version = "register_change.version"
    return [
        sa.Column("row_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("known_from", sa.Integer(), sa.ForeignKey(version), nullable=False),
        sa.Column("known_to", sa.Integer(), sa.ForeignKey(version), nullable=True),
    ]


def _create_versions() -> None:
    head = op.create_table(
        "register_head",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="register_head_single"),
    )
    op.bulk_insert(head, [{"id": 1, "version": 0}])
    triggers.refuse(
        "register_head_forward",
        "register_head",
        "UPDATE",
        "the register version only moves forward",
        when="NEW.version <= OLD.version",
    )
    triggers.refuse(
        "register_head_no_delete", "register_head", "DELETE", "the register head is never removed"
    )
    op.create_table(
        "register_change",
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _text("actor_id"),
        _text("reason"),
        sa.Column("batch_id", sa.String(), nullable=True),
    )
    triggers.append_only("register_change")


def _create_agencies() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.String(), primary_key=True),
        _text("name"),
        _text("search_key"),
        _text("type"),
        _text("area"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "agency_identifier",
        sa.Column("id", sa.String(), primary_key=True),
        _agency("agency_id"),
        _text("kind"),
        _text("value"),
        sa.UniqueConstraint("kind", "value", name="agency_identifier_unique"),
    )
    op.create_table(
        "agency_contact",
        sa.Column("id", sa.String(), primary_key=True),
        _agency("agency_id"),
        _text("kind"),
        _text("label"),
        _text("number"),
        _text("hours"),
        sa.Column("verified_on", sa.Date(), nullable=True),
        _among("kind", CONTACT_KINDS, "agency_contact_kind"),
    )


def _create_standing() -> None:
    op.create_table(
        "agency_status",
        *_times(),
        _agency("agency_id"),
        _text("status"),
        _agency("controller_id", nullable=True),
        _among("status", AGENCY_STATES, "agency_status_status"),
    )
    op.create_table(
        "succession",
        *_times(),
        _agency("predecessor_id"),
        _agency("successor_id"),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "class_membership",
        *_times(),
        _agency("class_id"),
        _agency("member_id"),
        sa.Column("agreement_id", sa.String(), nullable=True),
        _text("state"),
        _among("state", MEMBERSHIP_STATES, "class_membership_state"),
    )


def _create_agreements() -> None:
    op.create_table(
        "agreement",
        *_times(),
        _text("agreement_id"),
        _text("reference"),
        _text("title"),
        _text("summary"),
        _text("type"),
        _text("status"),
        _agency("lead_agency_id", nullable=True),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("supersedes_id", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("is_reciprocal", sa.Boolean(), nullable=False),
        sa.Column("requires_all_signatures", sa.Boolean(), nullable=False),
        sa.Column("is_retrospective", sa.Boolean(), nullable=False),
        sa.Column("has_part3_clause", sa.Boolean(), nullable=False),
        _text("onward_sharing"),
        _among("type", AGREEMENT_TYPES, "agreement_type"),
        _among("status", AGREEMENT_STATUSES, "agreement_status"),
        sa.CheckConstraint("ends_on >= starts_on", name="agreement_dates_in_order"),
    )
    op.create_table(
        "agreement_party",
        *_times(),
        _text("agreement_id"),
        _agency("agency_id"),
        _text("role"),
        _text("state"),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        _text("signatory_title"),
        _text("sign_method"),
        _text("evidence"),
        _among("role", PARTY_ROLES, "agreement_party_role"),
        _among("state", PARTY_STATES, "agreement_party_state"),
    )
    op.create_table(
        "data_row",
        *_times(),
        _text("data_row_id"),
        _text("agreement_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("direction"),
        _text("items"),
        _text("justification"),
        _among("direction", DIRECTIONS, "data_row_direction"),
    )
    for table, owner in (("agreement_code", "agreement"), ("data_row_code", "data_row")):
        op.create_table(
            table,
            sa.Column("row_id", sa.Integer(), sa.ForeignKey(f"{owner}.row_id"), primary_key=True),
            sa.Column("kind", sa.String(), primary_key=True),
            sa.Column("code", sa.String(), primary_key=True),
        )
        triggers.append_only(table)


def upgrade() -> None:
    _create_versions()
    _create_agencies()
    _create_standing()
    _create_agreements()
    # Wide, so that a hub's thousands of agreements are crossed with another's without reading rows.
    op.create_index(
        "ix_agreement_party_agency",
        "agreement_party",
        ["agency_id", "agreement_id", "valid_from", "valid_to", "known_from", "known_to"],
    )
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{columns[0]}", table, list(columns))
    for table, columns in VERSIONED.items():
        triggers.closing_only(table, (*TIMES, *columns))


def downgrade() -> None:
    for table in ("data_row_code", "agreement_code"):
        triggers.drop_append_only(table)
        op.drop_table(table)
    for table in reversed(VERSIONED):
        triggers.drop_closing_only(table)
        op.drop_table(table)
    for table in ("agency_contact", "agency_identifier", "agency"):
        op.drop_table(table)
    triggers.drop_append_only("register_change")
    op.drop_table("register_change")
    triggers.drop("register_head_no_delete", "register_head")
    triggers.drop("register_head_forward", "register_head")
    op.drop_table("register_head")
