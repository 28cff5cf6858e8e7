"""Tables of the register.

What coverage rests on (agreements, parties, data rows, membership, succession, agency status) is
bitemporal: ``valid_from``/``valid_to`` say when it held in the world (half-open days, NULL = open),
``known_from``/``known_to`` when the register held it (change versions, NULL = still held). Such a
row is never edited: it is closed and replaced. Names and identifiers are ordinary rows.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from isa.coverage.view import (
    AgreementStatus,
    AgreementType,
    Direction,
    MembershipState,
    PartyRole,
    PartyState,
)
from isa.platform.columns import UtcDateTime


class AgreementCode(StrEnum):
    """What a code beside an agreement means."""

    PURPOSE = "purpose"
    AREA = "area"
    EXCLUSION = "exclusion"


class DataRowCode(StrEnum):
    """What a code beside a data row means; ``hard`` and ``soft`` are conditions."""

    PROVIDER = "provider"
    RECIPIENT = "recipient"
    CATEGORY = "category"
    EXCLUSION = "exclusion"
    SUBJECT = "subject"
    PURPOSE = "purpose"
    METHOD = "method"
    HARD = "hard"
    SOFT = "soft"
    FREQUENCY = "frequency"
    FORMAT = "format"


class AgencyState(StrEnum):
    """Whether an agency operates."""

    ACTIVE = "active"
    CLOSED = "closed"


def one_of(column: str, values: type[StrEnum]) -> str:
    """The SQL condition that a column holds one of an enum's values."""
    return f"{column} in ({', '.join(repr(str(value)) for value in values)})"


class RegisterHeadRow(SQLModel, table=True):
    """The newest version: the row every writer of the register locks first."""

    __tablename__ = "register_head"
    __table_args__ = (CheckConstraint("id = 1", name="register_head_single"),)

    id: int = Field(default=1, primary_key=True)
    version: int


class RegisterChangeRow(SQLModel, table=True):
    """One batch of changes; its version is the register's transaction time. Append-only."""

    __tablename__ = "register_change"

    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    actor_id: str
    reason: str
    batch_id: str | None = None


class AgencyRow(SQLModel, table=True):
    """An agency, a team of one, or a named class of agencies ("the GP practices of an area")."""

    __tablename__ = "agency"

    id: str = Field(primary_key=True)
    name: str
    search_key: str = Field(index=True)
    """The name and its other spellings, folded: what a search looks in."""
    type: str = Field(index=True)
    area: str = ""
    """The place it serves, as one code for all who serve it; empty where nobody has recorded one."""
    other_names: str = ""
    """Its other spellings as they were typed, one a line."""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class AgencyIdentifierRow(SQLModel, table=True):
    """A code another register gave the agency: URN, ODS, ICO registration and so on."""

    __tablename__ = "agency_identifier"
    __table_args__ = (UniqueConstraint("kind", "value", name="agency_identifier_unique"),)

    id: str = Field(primary_key=True)
    agency_id: str = Field(foreign_key="agency.id", index=True)
    kind: str
    value: str


class Versioned(SQLModel):
    """The four times of a bitemporal row."""

    row_id: int | None = Field(default=None, primary_key=True)
    valid_from: date
    valid_to: date | None = None
    known_from: int = Field(foreign_key="register_change.version")
    known_to: int | None = Field(default=None, foreign_key="register_change.version")


class AgencyStatusRow(Versioned, table=True):
    """Whether an agency operates, and the body that is its controller (NULL: it is its own)."""

    __tablename__ = "agency_status"
    __table_args__ = (CheckConstraint(one_of("status", AgencyState), name="agency_status_status"),)

    agency_id: str = Field(foreign_key="agency.id", index=True)
    status: str
    controller_id: str | None = Field(default=None, foreign_key="agency.id", index=True)


class SuccessionRow(Versioned, table=True):
    """One agency took over from another; ``is_confirmed`` when agreements are known to carry over."""

    __tablename__ = "succession"

    predecessor_id: str = Field(foreign_key="agency.id", index=True)
    successor_id: str = Field(foreign_key="agency.id", index=True)
    is_confirmed: bool
    confirmed_by: str = ""
    """The post that confirmed that agreements carry over."""
    confirmed_on: date | None = None
    basis: str = ""
    """What shows it: a transfer order, a scheme, a letter."""


class ClassMembershipRow(Versioned, table=True):
    """An agency on the roster of a class, and whether it acceded (to one agreement, or to all)."""

    __tablename__ = "class_membership"
    __table_args__ = (
        CheckConstraint(one_of("state", MembershipState), name="class_membership_state"),
    )

    class_id: str = Field(foreign_key="agency.id", index=True)
    member_id: str = Field(foreign_key="agency.id", index=True)
    agreement_id: str | None = None
    state: str


class AgreementRow(Versioned, table=True):
    """An agreement as it stood between two days; a change of status from a day makes a new row."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint(one_of("type", AgreementType), name="agreement_type"),
        CheckConstraint(one_of("status", AgreementStatus), name="agreement_status"),
        CheckConstraint("ends_on >= starts_on", name="agreement_dates_in_order"),
    )

    agreement_id: str = Field(index=True)
    reference: str = Field(index=True)
    title: str
    summary: str = ""
    type: str
    status: str
    lead_agency_id: str | None = Field(default=None, foreign_key="agency.id")
    parent_id: str | None = None
    """The charter a tier 2 agreement relies on, or the tier 2 agreement a schedule belongs to."""
    supersedes_id: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_due_on: date | None = None
    is_reciprocal: bool = False
    requires_all_signatures: bool = False
    is_retrospective: bool = False
    has_part3_clause: bool = False
    onward_sharing: str = "originator_consent"


class AgreementCodeRow(SQLModel, table=True):
    """A purpose, an area or an exclusion of an agreement. Append-only."""

    __tablename__ = "agreement_code"

    row_id: int = Field(primary_key=True, foreign_key="agreement.row_id")
    kind: str = Field(primary_key=True)
    code: str = Field(primary_key=True)


class AgreementPartyRow(Versioned, table=True):
    """A party's standing in an agreement between two days: invited, signed, withdrawn and so on."""

    __tablename__ = "agreement_party"
    __table_args__ = (
        Index(
            "ix_agreement_party_agency",
            "agency_id",
            "agreement_id",
            "valid_from",
            "valid_to",
            "known_from",
            "known_to",
        ),
        Index(
            "ix_agreement_party_waiting",
            "state",
            "signed_on",
            sqlite_where=text("known_to IS NULL"),
            postgresql_where=text("known_to IS NULL"),
        ),
        CheckConstraint(one_of("role", PartyRole), name="agreement_party_role"),
        CheckConstraint(one_of("state", PartyState), name="agreement_party_state"),
    )

    agreement_id: str = Field(index=True)
    agency_id: str = Field(foreign_key="agency.id")
    role: str
    state: str
    asked_on: date | None = None
    signed_on: date | None = None
    signatory_title: str = ""
    sign_method: str = ""
    evidence: str = ""
    """The paper that shows the acceptance."""
    clause: str = ""
    """The clause a party asked about."""
    note: str = ""
    """What it asked, or why it declined or left."""
    authority: str = ""
    """How it is known that the person who signed may: ``listed``, ``delegated``, ``confirmed``, or not."""


class AgreementReachRow(SQLModel, table=True):
    """Agencies that were ever a party to an agreement that was ever for a purpose, or was a charter.

    Triggers keep it, and nothing is ever taken out: it says where to look, never what holds.
    """

    __tablename__ = "agreement_reach"

    agency_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    """The purpose; for a charter its type."""
    agreement_id: str = Field(primary_key=True)


class DataRowRow(Versioned, table=True):
    """One line of an agreement's sharing table: who may send what about whom, to whom."""

    __tablename__ = "data_row"
    __table_args__ = (CheckConstraint(one_of("direction", Direction), name="data_row_direction"),)

    data_row_id: str = Field(index=True)
    agreement_id: str = Field(index=True)
    number: int
    direction: str
    items: str = ""
    justification: str = ""


class DataRowCodeRow(SQLModel, table=True):
    """A provider, recipient, category, subject or condition of a data row. Append-only."""

    __tablename__ = "data_row_code"

    row_id: int = Field(primary_key=True, foreign_key="data_row.row_id")
    kind: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
