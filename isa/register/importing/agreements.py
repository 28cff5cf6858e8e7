"""Agreements as a file tells them, read into codes and days, each fault at its cell (pure)."""

from dataclasses import dataclass
from datetime import date

from isa.coverage.view import AgreementStatus, AgreementType
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.checks import name_faults, text_faults
from isa.register.importing.dates import Read
from isa.register.importing.names import Names
from isa.register.importing.plan import PlannedAgreement
from isa.register.importing.records import Record
from isa.register.importing.signing import Parties
from isa.register.importing.telling import Telling
from isa.register.importing.terms import (
    is_to_come,
    publication_of,
    purposes_of,
    status_of,
    type_of,
)

_DAYS = {
    "ends_on": _("The end"),
    "review_due_on": _("The review"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the records of one file; says what is wrong with each at its cell."""

    telling: Telling
    names: Names
    parties: Parties
    today: date

    def agreement(self, record: Record, reference: str) -> PlannedAgreement:
        """A record as an agreement that could be written."""
        made = PlannedAgreement(line=record.line, reference=reference, title=record.title)
        self._check_words(record, made)
        made.summary = record.text("summary")
        made.purposes = purposes_of(made.summary)
        if made.purposes:
            made.summary = ""
        made.type = self._type(record, made)
        start = self._day(record, "starts_on")
        end = self._day(record, "ends_on")
        review = self._day(record, "review_due_on")
        made.starts_on, made.ends_on, made.review_due_on = start.first, end.last, review.last
        made.status = self._status(record, made, end, review)
        made.publication = self._publication(record)
        self._check_order(record, made)
        made.parent, made.supersedes = record.text("parent"), record.text("supersedes")
        self._lead(record, made)
        for line in record.lines:
            self.parties.read(line, made)
        return made

    def _check_words(self, record: Record, made: PlannedAgreement) -> None:
        for field, value, what, limit in (
            ("title", made.title, _("the title"), 200),
            ("reference", made.reference, _("the reference"), 40),
        ):
            if wrong := name_faults(field, value, what, limit=limit):
                self.telling.fault(record.line, field, wrong[field])
        if wrong := text_faults("summary", record.text("summary"), _("the purpose")):
            self.telling.fault(record.at("summary"), "summary", wrong["summary"])

    def _day(self, record: Record, field: str) -> Read:
        return self.telling.day(record.text(field), record.at(field), field)

    def _type(self, record: Record, made: PlannedAgreement) -> AgreementType:
        text = record.text("type")
        found = type_of(text) if text else None
        if found is None:
            made.guessed.append("type")
        if text and found is None:
            self.telling.doubt(
                record.at("type"),
                "type",
                _(
                    "There is no kind of agreement '{text}'; taken as an information sharing agreement"
                ).format(text=text[:40]),
            )
        return found or type_of(record.title) or AgreementType.TIER2_ISA

    def _status(
        self, record: Record, made: PlannedAgreement, end: Read, review: Read
    ) -> AgreementStatus:
        text = record.text("status")
        found = status_of(text) if text else None
        sentence = _(
            "There is no status '{text}'. Write one such as draft, in force, under review or closed"
        )
        if found is not None and is_to_come(text, self.today):
            found = None
            sentence = _(
                "'{text}' speaks of a day that has not come. Write the status it has today"
            )
        if text and found is None:
            self.telling.refuse(record.at("status"), "status", sentence.format(text=text[:40]))
            made.guessed.append("status")
            return AgreementStatus.DRAFT
        if found is not None:
            return found
        if end.state == "ended" or (review.state == "ended" and review.last is None):
            return AgreementStatus.CLOSED
        if review.state == "in_review":
            return AgreementStatus.IN_REVIEW
        made.guessed.append("status")
        return AgreementStatus(self.telling.mapping.status_means or AgreementStatus.DRAFT)

    def _publication(self, record: Record) -> str:
        """Whether it may be published; nothing, and so not, where the row does not clearly say so."""
        text = record.text("publication")
        found = publication_of(text) if text else ""
        if found is None:
            self.telling.refuse(
                record.at("publication"),
                "publication",
                _(
                    "'{text}' does not say whether it may be published. Write yes, no or whole"
                ).format(text=text[:40]),
            )
        return found or ""

    def _check_order(self, record: Record, made: PlannedAgreement) -> None:
        if made.starts_on is None:
            return
        for field in ("ends_on", "review_due_on"):
            day = getattr(made, field)
            if day is not None and day < made.starts_on:
                self.telling.refuse(
                    record.at(field),
                    field,
                    _(
                        "{days} ({day}) is before the start ({starts_on}). Correct one of them"
                    ).format(
                        days=_DAYS[field],
                        day=show_date(day),
                        starts_on=show_date(made.starts_on),
                    ),
                )
                setattr(made, field, None)

    def _lead(self, record: Record, made: PlannedAgreement) -> None:
        found = self.names.in_cell(
            record.text("lead"), record.at("lead"), self.telling.mapping.column("lead")
        )
        for place, named in enumerate(found):
            if not named.agency:
                continue
            if not place:
                made.lead, made.lead_name = named.agency, named.match.name or named.name
            made.parties.append(self.parties.listed(named, record.line))
        if len(found) > 1:
            self.telling.doubt(
                record.at("lead"),
                "lead",
                _(
                    "{count} agencies stand as lead; {lead_name} leads, the others are parties"
                ).format(count=len(found), lead_name=made.lead_name),
            )
