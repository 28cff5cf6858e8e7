"""What an import would change, whole: computed again from the file each time, never half done (pure)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from isa.coverage.view import AgreementStatus, AgreementType, PartyState
from isa.register.importing.matching import Code, Match, Sureness
from isa.register.importing.model import Cause, Finding, Findings, Layout, Weight, causes
from isa.register.importing.whole import Whole

NEW_PREFIX = "new:"
"""Begins what stands for an agency that is not in the register yet; a key of the file follows."""


@dataclass(slots=True)
class NamedAgency:
    """A name in the file: where it stands first, how often, and what it was taken for."""

    key: str
    name: str
    line: int
    count: int
    match: Match
    kind: str = ""
    is_described: bool = False
    """The name says what the body does and not which body it is."""

    @property
    def agency(self) -> str:
        """The id of the agency, what stands for a new one, or nothing where the name is left out."""
        if self.match.sureness in (Sureness.SKIPPED, Sureness.SPLIT, Sureness.UNSURE):
            return ""
        return self.match.agency_id or f"{NEW_PREFIX}{self.key}"

    @property
    def is_in_register(self) -> bool:
        """Whether it was taken for an agency the register has."""
        return bool(self.match.agency_id) and not self.match.agency_id.startswith(NEW_PREFIX)


@dataclass(slots=True)
class PlannedAgency:
    """An agency that would be added."""

    key: str
    name: str
    type: str
    line: int
    area: str = ""
    other_names: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Its codes by kind."""
    parent: str = ""
    """The id of the larger body, or what stands for a new one."""


@dataclass(slots=True)
class AddedIdentifiers:
    """Codes that would be recorded for an agency the register has."""

    agency_id: str
    name: str
    line: int
    identifiers: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an agreement: what the register says and what the file says, in words."""

    field: str
    label: str
    old: str
    new: str


@dataclass(slots=True)
class PlannedParty:
    """A party as the file gives it; ``act`` is ``add``, ``sign``, ``same`` or ``differs``."""

    agency: str
    name: str
    line: int
    state: PartyState
    signed_on: date | None = None
    withdrawn_on: date | None = None
    signatory_title: str = ""
    act: str = "add"


@dataclass(slots=True)
class PlannedAgreement:
    """An agreement as the file gives it; ``agreement_id`` is empty for a new one."""

    line: int
    reference: str
    title: str
    summary: str = ""
    purposes: tuple[str, ...] = ()
    type: AgreementType = AgreementType.TIER2_ISA
    status: AgreementStatus = AgreementStatus.IN_FORCE
    lead: str = ""
    lead_name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    review_due_on: date | None = None
    publication: str = ""
    """Whether it may be published, as the details of an agreement say it; empty where nothing says so."""
    parent: str = ""
    """Reference of the agreement it relies on."""
    supersedes: str = ""
    parties: list[PlannedParty] = field(default_factory=list)
    agreement_id: str = ""
    changes: list[Change] = field(default_factory=list)
    joins_on: date | None = None
    """From when those are parties that the file adds to an agreement others rely on, if no row says."""
    guessed: list[str] = field(default_factory=list)
    """What the row does not say of ``status`` and ``type``; it changes nothing the register has."""

    @property
    def is_new(self) -> bool:
        """Whether the register does not have it yet."""
        return not self.agreement_id

    @property
    def is_assumed(self) -> bool:
        """Whether it would be in force with no other word for it than that a person said so of the file."""
        return self.is_new and self.status is AgreementStatus.IN_FORCE and "status" in self.guessed

    @property
    def is_made_public(self) -> bool:
        """Whether the file opens it to the public register."""
        says = self.is_new or any(each.field == "publication" for each in self.changes)
        return says and self.publication in ("entry_only", "whole")

    @property
    def is_changed(self) -> bool:
        """Whether anything about it would be written."""
        return (
            self.is_new
            or bool(self.changes)
            or any(each.act in ("add", "sign") for each in self.parties)
        )


@dataclass(slots=True)
class Plan:
    """Everything an import would do, and everything worth saying about it."""

    layout: Layout
    headings: Mapping[int, str] = field(default_factory=dict)
    rows: int = 0
    findings: Findings = field(default_factory=Findings)
    names: list[NamedAgency] = field(default_factory=list)
    agencies: list[PlannedAgency] = field(default_factory=list)
    identifiers: list[AddedIdentifiers] = field(default_factory=list)
    matched: int = 0
    agreements: list[PlannedAgreement] = field(default_factory=list)
    whole: Whole | None = None

    def digest(self) -> str:
        """Changes when anything that would be written changes: who commits says which they saw."""
        told = (self.agencies, self.identifiers, self.agreements, self.names)
        rows = (self.whole.come, self.whole.go) if self.whole else ()
        return hashlib.sha256(repr((told, rows)).encode()).hexdigest()

    def of(self, weight: Weight) -> list[Finding]:
        """The findings of one weight, in the order of the file."""
        return sorted(
            (each for each in self.findings.found if each.weight is weight),
            key=lambda each: (each.line, each.column),
        )

    def causes(self, weight: Weight) -> list[Cause]:
        """The findings of one weight, those that say the same of one column put together."""
        return causes(self.of(weight))

    @property
    def is_ready(self) -> bool:
        """Whether nothing stops it."""
        return not any(each.weight is Weight.FAULT for each in self.findings.found)

    @property
    def changes_anything(self) -> bool:
        """Whether committing it would write anything to the register."""
        if self.whole is not None:
            return self.whole.changes_anything
        return bool(
            self.agencies or self.identifiers or any(each.is_changed for each in self.agreements)
        )

    def counts(self) -> dict[str, int]:
        """The figures of the preview."""
        weights = {"faults": len(self.of(Weight.FAULT)), "doubts": len(self.of(Weight.DOUBT))}
        if self.whole is not None:
            return {**self.whole.counts(), **weights}
        new = [each for each in self.agreements if each.is_new]
        old = [each for each in self.agreements if not each.is_new]
        parties = [party for each in self.agreements for party in each.parties]
        return {
            "rows": self.rows,
            "agencies_new": len(self.agencies),
            "agencies_matched": self.matched,
            "identifiers_added": sum(len(each.identifiers) for each in self.identifiers),
            "agreements_new": len(new),
            "agreements_assumed": sum(each.is_assumed for each in new),
            "agreements_changed": sum(each.is_changed for each in old),
            "agreements_same": sum(not each.is_changed for each in old),
            "parties_added": sum(party.act == "add" for party in parties),
            "parties_said_signed": sum(
                party.act == "add" and party.state is PartyState.SIGNED_UNVERIFIED
                for party in parties
            ),
            "parties_signed": sum(party.act == "sign" for party in parties),
            "agreements_public": sum(each.is_made_public for each in self.agreements),
            **weights,
        }
