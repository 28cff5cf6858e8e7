"""What the register gives back: frozen values, never rows."""

from datetime import date

from pydantic import Field

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus, AgreementType, Direction, PartyRole, PartyState
from isa.register.agencies.tables import ContactKind

FROM_THE_BEGINNING = date(1, 1, 1)
"""``valid_from`` of what has held for as long as anyone asks."""


class Identifier(Frozen):
    """A code another register gave an agency."""

    kind: str
    value: str


class AgencyContact(Frozen):
    """A number to ring; ``verified_on`` is None until somebody has rung it and it was right."""

    kind: ContactKind
    label: str
    number: str
    hours: str = ""
    verified_on: date | None = None


class AgencyHit(Frozen):
    """An agency as a search shows it."""

    id: str
    name: str
    type: str
    type_label: str


class AgencyInBrief(Frozen):
    """What a decision asks of an agency: its name, the policy facts its kind implies, its numbers."""

    id: str
    name: str
    type: str
    recipient_class: str
    acting_as: str
    health_or_secrecy: str
    """``yes`` or ``no``, as the policy fact."""
    listed_16la: str
    """``listed``, ``designated``, ``commissioned``, ``not_listed`` or ``not_known``."""
    contacts: tuple[AgencyContact, ...]

    def contact(self, kind: ContactKind) -> AgencyContact | None:
        """The contact of a kind that was verified most recently, or else any of that kind."""
        found = [contact for contact in self.contacts if contact.kind is kind]
        return max(found, key=lambda item: item.verified_on or date.min, default=None)

    @property
    def _main(self) -> AgencyContact | None:
        for kind in (
            ContactKind.FRONT_DOOR,
            ContactKind.SAFEGUARDING_LEAD,
            ContactKind.SWITCHBOARD,
        ):
            found = self.contact(kind)
            if found is not None and found.verified_on is not None:
                return found
        return None

    @property
    def verified_number(self) -> str | None:
        """A number that somebody checked, or None. An unchecked number is never offered here."""
        return self._main.number if self._main else None

    @property
    def verified_on(self) -> date | None:
        """The day ``verified_number`` was checked."""
        return self._main.verified_on if self._main else None


class Agency(AgencyInBrief):
    """An agency as it stands, with everything the register holds of it."""

    type_label: str
    area: str
    """The place it serves; agencies of one place share a code."""
    other_names: tuple[str, ...]
    is_class: bool
    is_closed: bool
    parent_id: str | None
    """The larger body it is a service of, if it is not its own controller."""
    controller_id: str
    """The legal body that is the controller: the top of the chain of parents, or itself."""
    controller_name: str
    identifiers: tuple[Identifier, ...]


class ListedAgency(AgencyHit):
    """An agency as the list of all shows it."""

    area: str
    is_closed: bool
    lacks: tuple[str, ...]
    """The codes of what is not recorded about it; empty for a group or one that closed."""


class AgencyPage(Frozen):
    """Some of the agencies, and how many there are."""

    hits: tuple[ListedAgency, ...]
    total: int


class NewAgency(Frozen):
    """An agency to add. ``other_names`` are found by the search."""

    id: str | None = None
    name: str
    type: str
    area: str = ""
    other_names: tuple[str, ...] = ()
    parent_id: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[AgencyContact, ...] = ()


class NewParty(Frozen):
    """A party of an agreement to record; ``state`` and dates as they are known."""

    agency_id: str
    role: PartyRole = PartyRole.CONTROLLER
    state: PartyState = PartyState.INVITED
    asked_on: date | None = None
    signed_on: date | None = None
    withdrawn_on: date | None = None
    signatory_title: str = ""
    sign_method: str = ""


class NewRow(Frozen):
    """A line of the sharing table. ``*`` in providers, recipients or subjects means every one."""

    direction: Direction = Direction.ONE_WAY
    providers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    frequencies: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    items: str = ""
    justification: str = ""


class NewAgreement(Frozen):
    """An agreement to record, whole."""

    id: str | None = None
    reference: str
    title: str
    summary: str = ""
    type: AgreementType = AgreementType.TIER2_ISA
    status: AgreementStatus = AgreementStatus.DRAFT
    lead_agency_id: str | None = None
    parent_id: str | None = None
    supersedes_id: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_due_on: date | None = None
    is_reciprocal: bool = False
    requires_all_signatures: bool = False
    is_retrospective: bool = False
    has_part3_clause: bool = False
    onward_sharing: str = "originator_consent"
    purposes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    parties: tuple[NewParty, ...] = ()
    rows: tuple[NewRow, ...] = ()


class DataRow(NewRow):
    """A line of the sharing table as recorded."""

    id: str
    number: int


class AgreementSummary(Frozen):
    """An agreement as a list shows it, as at a day."""

    id: str
    reference: str
    title: str
    type: AgreementType
    type_label: str
    status: AgreementStatus
    lead_agency_id: str | None
    lead_name: str
    starts_on: date | None
    ends_on: date | None
    review_due_on: date | None
    parties: int
    unsigned: int


class AgreementPage(Frozen):
    """Some of the agreements, and how many there are."""

    agreements: tuple[AgreementSummary, ...]
    total: int
    through: dict[str, str] = Field(default_factory=dict)
    """In the list of one agency: by agreement, the party it stands behind where it is not one itself."""


class Agreement(AgreementSummary):
    """One agreement with its terms and rows, as at a day. Its parties are asked for by the page."""

    summary: str
    parent_id: str | None
    parent_reference: str
    supersedes_id: str | None
    is_reciprocal: bool
    requires_all_signatures: bool
    is_retrospective: bool
    has_part3_clause: bool
    onward_sharing: str
    purposes: tuple[str, ...]
    areas: tuple[str, ...]
    exclusions: tuple[str, ...]
    rows: tuple[DataRow, ...]
    names: dict[str, str]
    """The names of the agencies its rows mention."""
    register_version: int
    """The version of the register it was read at."""


class AgreementParty(Frozen):
    """A party as a list shows it, as at a day."""

    agency_id: str
    name: str
    role: PartyRole
    state: PartyState
    asked_on: date | None
    signed_on: date | None
    signatory_title: str
    sign_method: str
    waiting_days: int | None
    """Days since it was asked, while it has not signed; None when not known or signed."""
    clause: str
    note: str
    authority: str
    """How it is known that the person who signed may: empty, ``listed``, ``delegated``, ``confirmed``."""
    evidence: str
    """The id of the paper that shows the acceptance, or empty."""


class PartyPage(Frozen):
    """Some of the parties, and how many there are."""

    parties: tuple[AgreementParty, ...]
    total: int


class RegisterHealth(Frozen):
    """What an information governance lead sees first, as at a day."""

    agreements: int
    in_force: int
    reviews_overdue: int
    signatures_outstanding: int
    """Of parties that were asked."""
    not_asked: int
    """Parties that nobody has asked to sign."""
    oldest_outstanding_days: int | None
    cannot_say: int
    """Agreements whose dates or rows are not recorded, so that coverage cannot be answered."""
    not_decided: int
    """In force today, and nobody has said whether they may be published."""
    ending_soon: int
    lapsing: tuple[AgreementSummary, ...]
    """In force today and ended within 90 days, soonest first; not more than a page shows."""
