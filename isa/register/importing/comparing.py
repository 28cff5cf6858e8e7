"""An agreement of a file beside the one the register has: what would change, and what stays (pure).

A blank cell changes nothing. A party that the file leaves out stays. A signature once recorded is
not overwritten. So an old copy of a spreadsheet can add to the register and not take away from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from isa.coverage.view import AgreementStatus, PartyState
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.agreements.fields import fields
from isa.register.agreements.lifecycle import has_run
from isa.register.importing.model import ColumnMap, Findings
from isa.register.importing.plan import Change, PlannedAgreement, PlannedParty
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

_LABELS = {
    "title": _("Title"),
    "summary": _("Purpose, in words"),
    "type": _("Kind of agreement"),
    "status": _("Status"),
    "lead_agency_id": _("Lead agency"),
    "starts_on": _("Starts"),
    "ends_on": _("Ends"),
    "review_due_on": _("Review due"),
    "publication": _("May it be published?"),
}
_SIGNED = (PartyState.SIGNED, PartyState.SIGNED_UNVERIFIED)


@dataclass(frozen=True, slots=True)
class KnownParty:
    """How a party stands in the register today."""

    state: PartyState
    signed_on: date | None


@dataclass(slots=True)
class KnownAgreement:
    """An agreement of the register as it stands today, as far as an import compares it."""

    id: str
    reference: str
    title: str
    values: dict[str, str | date | None]
    lead_name: str = ""
    parties: dict[str, KnownParty] = field(default_factory=dict)


@dataclass(slots=True)
class Agreements:
    """The agreements of the register, looked up by reference and by title."""

    by_reference: dict[str, list[KnownAgreement]]
    by_title: dict[str, list[KnownAgreement]]

    @classmethod
    def of(cls, known: list[KnownAgreement]) -> "Agreements":
        """Look-up tables for these agreements."""
        made = cls({}, {})
        for each in known:
            made.by_reference.setdefault(fold(each.reference), []).append(each)
            made.by_title.setdefault(fold(each.title), []).append(each)
        return made

    def find(self, reference: str, title: str) -> list[KnownAgreement]:
        """Those with this reference, which should be one, or else those with this title."""
        if reference:
            return self.by_reference.get(fold(reference), [])
        return self.by_title.get(fold(title), [])


def compare(
    planned: PlannedAgreement,
    held: KnownAgreement,
    mapping: ColumnMap,
    findings: Findings,
    *,
    today: date,
) -> None:
    """Fill in what would change of an agreement that the register has, on the day of the import."""
    planned.agreement_id, planned.reference = held.id, held.reference
    if planned.title == planned.reference and "title" not in mapping.fields:
        planned.title = held.title
    tells = {name for name in ("status", "type") if name in mapping.fields} - set(planned.guessed)
    has_status = "status" in tells or planned.status is AgreementStatus.IN_REVIEW
    said: dict[str, str | date | None] = {
        "title": planned.title,
        "summary": planned.summary,
        "type": planned.type.value if "type" in tells else None,
        "status": planned.status.value if has_status else None,
        "lead_agency_id": planned.lead,
        "starts_on": planned.starts_on,
        "ends_on": planned.ends_on,
        "review_due_on": planned.review_due_on,
        "publication": planned.publication,
    }
    for name, new in said.items():
        old = held.values.get(name)
        if not new or new == old:
            continue
        show = _SHOWN.get(name, _plainly)
        old_words = held.lead_name if name == "lead_agency_id" else show(old)
        new_words = planned.lead_name if name == "lead_agency_id" else show(new)
        planned.changes.append(Change(name, _LABELS[name], old_words, new_words))
    status = planned.status if has_status else held.values.get("status")
    planned.joins_on = today if status and has_run([str(status)]) else None
    _check_days(planned, held, mapping, findings)
    for party in planned.parties:
        _compare_party(party, held.parties, mapping, findings)


def _check_days(
    planned: PlannedAgreement, held: KnownAgreement, mapping: ColumnMap, findings: Findings
) -> None:
    """The days of the file must go with those of the register that it leaves alone."""
    starts = planned.starts_on or held.values.get("starts_on")
    for name, day in (("ends_on", planned.ends_on), ("review_due_on", planned.review_due_on)):
        other = day or held.values.get(name)
        if isinstance(starts, date) and isinstance(other, date) and other < starts:
            findings.fault(
                planned.line,
                mapping.column(name) or mapping.column("starts_on"),
                _(
                    "{labels} {other} would be before the start, {starts}. One of the two stands in the "
                    "register"
                ).format(labels=_LABELS[name], other=show_date(other), starts=show_date(starts)),
            )


def _compare_party(
    party: PlannedParty,
    held: Mapping[str, KnownParty],
    mapping: ColumnMap,
    findings: Findings,
) -> None:
    known = held.get(party.agency)
    if known is None:
        return
    party.act = "same"
    has_signed = party.state in _SIGNED and (party.signed_on or mapping.column("is_signed"))
    if has_signed and known.state not in _SIGNED and known.state is not PartyState.WITHDRAWN:
        if party.signed_on:
            party.act = "sign"
            return
        findings.doubt(
            party.line,
            mapping.column("is_signed"),
            _(
                "{name} is said to have signed, and no day is given. Record the signature on the "
                "agreement's page"
            ).format(name=party.name),
        )
    elif party.signed_on and known.signed_on and party.signed_on != known.signed_on:
        party.act = "differs"
        findings.doubt(
            party.line,
            mapping.column("signed_on"),
            _(
                "The register has the signature of {name} on {signed_on}, the file on {told}. "
                "The register's day stays"
            ).format(
                name=party.name,
                signed_on=show_date(known.signed_on),
                told=show_date(party.signed_on),
            ),
        )
    elif party.withdrawn_on and known.state is not PartyState.WITHDRAWN:
        party.act = "differs"
        findings.doubt(
            party.line,
            mapping.column("withdrawn_on"),
            _("{name} is said to have withdrawn. Record that on the agreement's page").format(
                name=party.name
            ),
        )


def _plainly(value: object) -> str:
    return str(value) if value else _("Not recorded")


def _day(value: object) -> str:
    return show_date(value) if isinstance(value, date) else _("Not recorded")


def _status(value: object) -> str:
    return str(value or "").replace("_", " ").capitalize()


def _type(value: object) -> str:
    return vocabulary().agreement_types[str(value)].label


def _publication(value: object) -> str:
    return fields()["publication"].options.get(str(value or ""), _("Not recorded"))


_SHOWN: dict[str, Callable[[object], str]] = {
    "starts_on": _day,
    "ends_on": _day,
    "review_due_on": _day,
    "status": _status,
    "type": _type,
    "publication": _publication,
}
