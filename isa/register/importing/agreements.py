"""Agreements as a file tells them, read into codes and days, each fault at its cell (pure)."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from isa.coverage.view import AgreementStatus, AgreementType, PartyState
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.checks import name_faults, text_faults
from isa.register.importing.dates import NOTHING, Read, read_day
from isa.register.importing.model import ColumnMap, Findings
from isa.register.importing.names import Names
from isa.register.importing.parties import names_in
from isa.register.importing.plan import NamedAgency, PlannedAgreement, PlannedParty
from isa.register.importing.records import Record
from isa.register.importing.rows import Line
from isa.register.importing.terms import purposes_of, status_of, type_of, yes_or_no
from isa.register.naming import fold

LONG_BEFORE_DAYS = 366
"""A signature more than a year before the start is before the agreement existed."""
_ALIKE = 90
_SAYS_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "the of and for a an isa isp dsa mou data information sharing agreement protocol version v1 v2 v3",
    )
)
_MOST_COMPARED = 1_500
_DAYS = {
    "starts_on": _("the start"),
    "ends_on": _("the end"),
    "review_due_on": _("the review"),
    "signed_on": _("the signature"),
    "withdrawn_on": _("the withdrawal"),
}


@dataclass(slots=True)
class Reader:
    """Reads the records of one file; says what is wrong to ``findings``."""

    mapping: ColumnMap
    names: Names
    findings: Findings
    known_names: frozenset[str]
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
        self._check_order(record, made)
        made.parent, made.supersedes = record.text("parent"), record.text("supersedes")
        self._lead(record, made)
        for line in record.lines:
            self._parties(line, made)
        return made

    def _refuse(self, line: int, field: str, sentence: str) -> None:
        """A fault, or only a doubt where the person said to leave out what cannot be used."""
        if self.mapping.leave_out_unreadable:
            self.findings.doubt(
                line,
                self.mapping.column(field),
                _("{sentence}. It is left out").format(sentence=sentence),
            )
        else:
            self.findings.fault(line, self.mapping.column(field), sentence)

    def _check_words(self, record: Record, made: PlannedAgreement) -> None:
        for field, value, what, limit in (
            ("title", made.title, _("the title"), 200),
            ("reference", made.reference, _("the reference"), 40),
        ):
            if wrong := name_faults(field, value, what, limit=limit):
                self.findings.fault(record.line, self.mapping.column(field), wrong[field])
        if wrong := text_faults("summary", record.text("summary"), _("the purpose")):
            self.findings.fault(
                record.at("summary"), self.mapping.column("summary"), wrong["summary"]
            )

    def _day(self, record: Record, field: str) -> Read:
        return self._read_day(record.text(field), record.at(field), field)

    def _read_day(self, text: str, line: int, field: str) -> Read:
        if not text:
            return NOTHING
        read = read_day(text, takes_latest=field in ("review_due_on", "ends_on"))
        if not read.is_readable:
            self._refuse(
                line,
                field,
                _("'{text}' cannot be read as a day. Write it like 31/3/2026").format(
                    text=text[:40]
                ),
            )
            return NOTHING
        if read.doubt:
            chosen = read.first if field == "starts_on" else read.last
            day = _("; taken as {chosen}").format(chosen=show_date(chosen)) if chosen else ""
            self.findings.doubt(
                line, self.mapping.column(field), f"{read.doubt}: '{text[:40]}'{day}"
            )
        return read

    def _type(self, record: Record, made: PlannedAgreement) -> AgreementType:
        text = record.text("type")
        found = type_of(text) if text else None
        if found is None:
            made.guessed.append("type")
        if text and found is None:
            self.findings.doubt(
                record.at("type"),
                self.mapping.column("type"),
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
        if text and found is None:
            self._refuse(
                record.at("status"),
                "status",
                _("There is no status '{text}'").format(text=text[:40]),
            )
            made.guessed.append("status")
            return AgreementStatus.DRAFT
        if found is not None:
            return found
        if end.state == "ended" or (review.state == "ended" and review.last is None):
            return AgreementStatus.CLOSED
        if review.state == "in_review":
            return AgreementStatus.IN_REVIEW
        made.guessed.append("status")
        return AgreementStatus(self.mapping.status_means)

    def _check_order(self, record: Record, made: PlannedAgreement) -> None:
        if made.starts_on is None:
            return
        for field in ("ends_on", "review_due_on"):
            day = getattr(made, field)
            if day is not None and day < made.starts_on:
                self._refuse(
                    record.at(field),
                    field,
                    _("{days} ({day}) is before the start ({starts_on})").format(
                        days=_DAYS[field].capitalize(),
                        day=show_date(day),
                        starts_on=show_date(made.starts_on),
                    ),
                )
                setattr(made, field, None)

    def _lead(self, record: Record, made: PlannedAgreement) -> None:
        text = record.text("lead")
        found = names_in(text, self.known_names)
        for place, name in enumerate(found.names):
            named = self.names.named(name, record.at("lead"), self.mapping.column("lead"))
            if named is None or not named.agency:
                continue
            if not place:
                made.lead, made.lead_name = named.agency, named.match.name or named.name
            made.parties.append(self._party(named, record.line))
        if len(found.names) > 1:
            self.findings.doubt(
                record.at("lead"),
                self.mapping.column("lead"),
                _(
                    "{count} agencies stand as lead; {lead_name} leads, the others are parties"
                ).format(count=len(found.names), lead_name=made.lead_name),
            )

    def _party(self, named: NamedAgency, line: int) -> PlannedParty:
        """A party about which the file says no more than that it is one. No file shows a signature."""
        signs = self.mapping.listed_means == "signed" and not self.mapping.column("is_signed")
        state = PartyState.SIGNED_UNVERIFIED if signs else PartyState.INVITED
        return PlannedParty(named.agency, named.match.name or named.name, line, state)

    def _parties(self, line: Line, made: PlannedAgreement) -> None:
        for field in ("party", "parties"):
            text = line.get(field)
            column = self.mapping.column(field)
            found = names_in(text, self.known_names, is_one=field == "party")
            if found.doubt:
                self.findings.doubt(line.number, column, found.doubt)
            for name in found.names:
                named = self.names.named(name, line.number, column)
                if named is not None and named.agency:
                    self._add(made, line, self._party(named, line.number))

    def _add(self, made: PlannedAgreement, line: Line, party: PlannedParty) -> None:
        self._standing(made, line, party)
        held = next((each for each in made.parties if each.agency == party.agency), None)
        if held is None:
            made.parties.append(party)
        elif held.line != party.line or party.signed_on:
            _say_more(held, party)

    def _standing(self, made: PlannedAgreement, line: Line, party: PlannedParty) -> None:
        """Whether and when a party signed or withdrew, as its row says."""
        told, text, field = line.get("is_signed"), line.get("signed_on"), "signed_on"
        said, day = yes_or_no(told), read_day(told)
        if told and said is None and day != NOTHING and (not text or day.last is None):
            # It may be a day. 'Refused' is none, and a day beside it is no day of a signature.
            text, field = told, "is_signed"
        signed = self._read_day(text, line.number, field).last
        is_unclear = bool(text) and signed is None
        withdrawn = self._read_day(line.get("withdrawn_on"), line.number, "withdrawn_on").last
        if signed is not None and (wrong := self._signed_wrongly(signed, made)):
            self._refuse(line.number, field, wrong)
            signed, is_unclear = None, True
        if said is False or (is_unclear and not said):
            party.state = PartyState.INVITED
        elif said or signed:
            party.state, party.signed_on = PartyState.SIGNED_UNVERIFIED, signed
        if withdrawn is not None and signed is not None and withdrawn < signed:
            self._refuse(
                line.number,
                "withdrawn_on",
                _("The withdrawal ({withdrawn}) is before the signature ({signed})").format(
                    withdrawn=show_date(withdrawn), signed=show_date(signed)
                ),
            )
        elif withdrawn is not None:
            party.state, party.withdrawn_on = PartyState.WITHDRAWN, withdrawn
        party.signatory_title = line.get("signatory_title")[:100]

    def _signed_wrongly(self, signed: date, made: PlannedAgreement) -> str:
        if signed > self.today:
            return _("The signature ({signed}) is in the future").format(signed=show_date(signed))
        if made.starts_on and (made.starts_on - signed).days > LONG_BEFORE_DAYS:
            return _("The signature ({signed}) is long before the start ({starts_on})").format(
                signed=show_date(signed), starts_on=show_date(made.starts_on)
            )
        return ""


def _say_more(held: PlannedParty, party: PlannedParty) -> None:
    """A party named twice: what says more about it counts."""
    if party.signed_on or party.withdrawn_on or held.state is PartyState.INVITED:
        held.state, held.withdrawn_on = party.state, party.withdrawn_on
        held.signed_on = party.signed_on or held.signed_on
    held.signatory_title = held.signatory_title or party.signatory_title


def tell_alike(found: list[Record], mapping: ColumnMap, findings: Findings) -> None:
    """Titles that are nearly the same may be one agreement listed twice."""
    if not 1 < len(found) <= _MOST_COMPARED:
        return
    titles = [fold(each.title) for each in found]
    seen: dict[frozenset[str], int] = {}
    for place, record in enumerate(found):
        words = frozenset(titles[place].split()) - _SAYS_LITTLE
        near = process.extractOne(
            titles[place], titles[:place], scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        like = near[2] if near is not None else seen.get(words) if words else None
        seen.setdefault(words, place)
        if like is not None:
            other = found[like]
            findings.doubt(
                record.line,
                mapping.column("title"),
                _(
                    "This title is nearly that of row {line}. If they are one agreement, delete one row"
                ).format(line=other.line),
            )
