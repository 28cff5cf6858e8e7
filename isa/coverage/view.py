"""What the register says about one pair of agencies on one day: the frozen input of the gates.

A view is taken as at a day and as known at a version. It carries resolved parties (an agency can
stand behind its controller, a class it belongs to or a predecessor) and the agreements that join
the two, each with its rows. Nothing here decides anything. What two hubs have hundreds of is a plain
tuple with names: to check again what the tables have checked took longer than the gates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

ANY = "*"
"""In a row's providers, recipients or subjects: every one of them."""


class AgreementType(StrEnum):
    """The kinds of paper. Only some can anticipate a flow between two controllers."""

    TIER1_CHARTER = "tier1_charter"
    TIER2_ISA = "tier2_isa"
    TIER3_PSA = "tier3_psa"
    DDA = "dda"
    JCA_ART26 = "jca_art26"
    PROCESSOR_ART28 = "processor_art28"
    MOU = "mou"
    IOA = "ioa"
    NATIONAL_DSA = "national_dsa"


class AgreementStatus(StrEnum):
    """Where an agreement is in its life."""

    DRAFT = "draft"
    DPO_REVIEW = "dpo_review"
    LEGAL_REVIEW = "legal_review"
    QUALITY_REVIEW = "quality_review"
    APPROVED = "approved"
    OUT_FOR_SIGNATURE = "out_for_signature"
    PARTLY_SIGNED = "partly_signed"
    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    IN_REVIEW = "in_review"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    CLOSED = "closed"


class PartyRole(StrEnum):
    """In what capacity a body is a party; only controllers give and receive in their own right."""

    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PROCESSOR = "processor"
    OBSERVER = "observer"


class PartyState(StrEnum):
    """How far a party has come with signing."""

    INVITED = "invited"
    VIEWED = "viewed"
    QUERIED = "queried"
    SIGNED = "signed"
    SIGNED_UNVERIFIED = "signed_unverified"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class MembershipState(StrEnum):
    """Whether a member of a class agreed to be bound by the class being a party."""

    NOT_RECORDED = "not_recorded"
    ACCEDED = "acceded"
    DECLINED = "declined"


class Direction(StrEnum):
    """Which way a row runs. ``not_recorded``: the agreement has no table of who gives to whom."""

    ONE_WAY = "one_way"
    RECIPROCAL = "reciprocal"
    NOT_RECORDED = "not_recorded"


class RouteKind(StrEnum):
    """How an agency comes to stand behind a party."""

    SELF = "self"
    CONTROLLER = "controller"
    CLASS = "class"
    PREDECESSOR = "predecessor"


class Party(NamedTuple):
    """One way in which an agency is a party to one agreement, as at the day."""

    party_id: str
    route: RouteKind = RouteKind.SELF
    role: PartyRole = PartyRole.CONTROLLER
    state: PartyState = PartyState.SIGNED
    signed_on: date | None = None
    membership: MembershipState = MembershipState.ACCEDED
    """For a class: whether this member acceded. Otherwise without meaning."""
    is_succession_confirmed: bool = True


class Row(NamedTuple):
    """One line of the sharing table."""

    number: int
    direction: Direction
    providers: frozenset[str]
    recipients: frozenset[str]
    categories: frozenset[str]
    subjects: frozenset[str]
    exclusions: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    """Narrower than the agreement's; empty means all of them."""
    methods: frozenset[str] = frozenset()
    hard_conditions: tuple[str, ...] = ()
    soft_conditions: tuple[str, ...] = ()


class Agreement(NamedTuple):
    """An agreement with its parties on either side and its rows, as at the day."""

    id: str
    reference: str
    title: str
    type: AgreementType
    status: AgreementStatus
    starts_on: date | None
    ends_on: date | None = None
    review_due_on: date | None = None
    parent_id: str | None = None
    is_reciprocal: bool = False
    requires_all_signatures: bool = False
    has_unsigned_party: bool = False
    is_retrospective: bool = False
    has_part3_clause: bool = False
    onward_sharing: str = "originator_consent"
    """Whether a recipient may pass it on: ``none``, ``originator_consent``, ``same_purpose``, ``free``."""
    areas: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    exclusions: frozenset[str] = frozenset()
    provider_parties: tuple[Party, ...] = ()
    recipient_parties: tuple[Party, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two agencies."""

    agency_id: str
    name: str
    controller_id: str
    is_closed: bool = False


@dataclass(frozen=True)
class RegisterView:
    """Everything the gates may look at for one question."""

    provider: Side
    recipient: Side
    agreements: tuple[Agreement, ...]
    purpose_line: tuple[str, ...]
    """The purpose asked about and every broader one, nearest first."""
    category_lines: Mapping[str, tuple[str, ...]]
    """Each category asked about, with itself and every broader one."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The words for the codes asked about, for the sentence that says how to mend a miss."""
    contracts: tuple["Contract", ...] = ()
    register_version: int = 0

    def line(self, category: str) -> frozenset[str]:
        """A category and every broader one."""
        return frozenset(self.category_lines.get(category, (category,)))


@dataclass(frozen=True)
class Contract:
    """The Article 28 contracts between one of the two agencies and a processor on the way."""

    processor_id: str
    view: RegisterView
    """The agency is its provider, the processor its recipient."""
