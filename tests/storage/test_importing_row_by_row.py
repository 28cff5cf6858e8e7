"""A workbook as IG teams keep them, 150 agreements of 300 agencies, set beside the register row by row."""

import io
import random
from dataclasses import dataclass
from datetime import date, timedelta

import xlsxwriter

from isa.coverage.view import AgreementStatus
from isa.platform.identity import SYSTEM
from isa.register import service as register
from isa.register.agreements.service import parties
from isa.register.importing import service
from isa.register.importing.model import Weight
from tests.storage.test_importing import LEAD, ON

PLACES = (
    "Sampleton",
    "Exampleshire",
    "Northmoor",
    "Southmoor",
    "Eastvale",
    "Westbrook",
    "Testford",
    "Mockham",
    "Fictley",
    "Placeholder",
    "Dummerton",
    "Inventham",
    "Specimenby",
    "Trialby",
    "Protoford",
)
KINDS = (
    "{} Borough Council",
    "{} Police",
    "{} NHS Foundation Trust",
    "{} Primary School",
    "{} Academy",
    "{} Housing Association",
    "{} Fire and Rescue Service",
    "{} Surgery",
    "{} Hospice",
    "{} Women's Refuge",
    "{} College",
    "{} Probation Service",
    "{} Ambulance Service",
    "{} Community Health Services",
    "{} Youth Justice Service",
    "{} Citizens Advice",
    "{} Carers' Centre",
    "{} District Council",
    "{} Infant School",
    "{} Mental Health Trust",
)
AGENCIES = [kind.format(place) for place in PLACES for kind in KINDS]
STATUSES = {
    "In force": AgreementStatus.IN_FORCE,
    "Live": AgreementStatus.IN_FORCE,
    "Under review": AgreementStatus.IN_REVIEW,
    "Draft": AgreementStatus.DRAFT,
    "Expired": AgreementStatus.EXPIRED,
}
WRITTEN = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}.{day.month}.{day:%y}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day.day}{_th(day.day)} {day:%b %Y}",
    lambda day: day.isoformat(),
)
SUBJECTS = ("child protection", "housing and safety", "hospital discharge", "MARAC", "early help")
HEADINGS = (
    "Ref.",
    "Name of agreement",
    "Lead org",
    "Other parties",
    "Date agreed",
    "Next review",
    "Current status",
)


def _th(number: int) -> str:
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@dataclass(frozen=True)
class Meant:
    """What a row of the workbook is meant to say."""

    title: str
    lead: str
    parties: frozenset[str]
    starts_on: date
    review_due_on: date
    status: AgreementStatus


def messy() -> tuple[bytes, dict[str, Meant]]:
    """The workbook, and what each of its references means."""
    dice = random.Random(7)  # noqa: S311 -- the same file every time
    pool = dice.sample(AGENCIES, len(AGENCIES))
    rows: list[tuple[str, ...]] = []
    meant: dict[str, Meant] = {}
    for number in range(150):
        count = dice.choice((2, 2, 2, 3, 3, 4, 6))
        fresh, pool = pool[:count], pool[count:]
        named = fresh if len(fresh) > 1 else dice.sample(AGENCIES, count)
        start = date(2019, 1, 1) + timedelta(days=dice.randrange(2400))
        review = start + timedelta(days=dice.choice((365, 730)))
        said = dice.choice(tuple(STATUSES))
        reference = f"SA/{number + 1:03}"
        title = f"Sharing {number:03} for {dice.choice(SUBJECTS)}"
        days = (dice.choice(WRITTEN)(start), dice.choice(WRITTEN)(review))
        meant[reference] = Meant(title, named[0], frozenset(named), start, review, STATUSES[said])
        if number % 5 == 3:  # a row for each party, with ditto marks
            rows.append((reference, title, named[0], named[1], *days, said))
            rows += [("ditto", "\u2033", '"', each, "", "", "") for each in named[2:]]
        else:
            between = dice.choice(("; ", ", ", "\n", " / "))
            rows.append((reference, title, named[0], between.join(named[1:]), *days, said))
    return _workbook(rows), meant


def _workbook(rows: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, bold = book.add_worksheet("ISAs 2026"), book.add_format({"bold": True})
    sheet.merge_range(0, 0, 0, 6, "Information sharing agreements: Exampleshire", bold)
    sheet.merge_range(1, 0, 1, 6, "Last updated by the IG team, see also the old tab", bold)
    sheet.merge_range(3, 4, 3, 5, "Dates", bold)
    for place, heading in enumerate(HEADINGS):
        sheet.write(4, place, heading, bold)
    again = [*rows, ("",) * 7, rows[0], ("",) * 7, ("Total: 150", *[""] * 6)]
    for line, row in enumerate(again, start=5):
        for place, text in enumerate(row):
            if text:
                sheet.write_string(line, place, text)
    book.close()
    return out.getvalue()


def test_every_row_of_a_messy_workbook_is_in_the_register_as_it_was_meant(sqlite_database):
    data, meant = messy()
    batch = service.stage(sqlite_database, LEAD, data, "agreements.xlsx")
    plan = service.plan_of(sqlite_database, LEAD, batch.id)
    assert not plan.of(Weight.FAULT)
    told = [each.sentence for each in plan.of(Weight.NOTE)]
    assert "'Total: 150' only counts the rows above it: the row was left out" in told
    assert "2 empty rows were left out, this one the first" in told
    assert not [each for each in plan.of(Weight.DOUBT) if "is also new" in each.sentence]

    service.commit(sqlite_database, LEAD, batch.id, digest=plan.digest())

    listed = register.list_agreements(sqlite_database, SYSTEM, on=ON, limit=500)
    found = {}
    for each in listed.agreements:
        held = parties(sqlite_database, SYSTEM, each.id, on=ON, limit=100).parties
        names = {one.agency_id: one.name for one in held}
        found[each.reference] = Meant(
            each.title,
            names[each.lead_agency_id],
            frozenset(names.values()),
            each.starts_on,
            each.review_due_on,
            each.status,
        )
    assert found == meant
