"""From a sheet and its mapping to what would change, for each layout (pure)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from isa.platform.wording import gettext as _
from isa.register.importing.agencies import plan_agencies
from isa.register.importing.agreements import Reader
from isa.register.importing.alike import tell_alike
from isa.register.importing.comparing import Agreements, KnownAgreement, compare
from isa.register.importing.matching import Register
from isa.register.importing.model import ColumnMap, Findings, Layout, Sheet
from isa.register.importing.names import Names
from isa.register.importing.parties import names_in
from isa.register.importing.plan import Plan, PlannedAgreement
from isa.register.importing.records import Record, given_references, records
from isa.register.importing.rows import filled_down, lines
from isa.register.importing.signing import Parties
from isa.register.importing.telling import Telling
from isa.register.naming import fold

_SAME_TITLE = _(
    "The register has several agreements with this title. Give the reference of the one you mean"
)
_SAME_REFERENCE = _(
    "The register has several agreements with this reference. Give all but one another reference first"
)
_STATUS_GIVEN = _("No status is given. It comes in as in force, because you said so of this file")
_STATUS_UNSAID = _("No status is given. It comes in as a draft")
_OF_A_PARTY = ("party", "parties", "signed_on", "is_signed")


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds, as far as an import compares itself with it.

    ``parties`` fills in how the parties of some agreements stand; it is asked once.
    """

    register: Register
    agreements: Agreements
    references: Collection[str]
    parties: Callable[[list[KnownAgreement]], None]


def make_plan(
    sheet: Sheet, mapping: ColumnMap, known: Known, chosen: Mapping[str, str], *, today: date
) -> Plan:
    """What importing a sheet would change. The same input gives the same plan."""
    plan = Plan(layout=mapping.layout)
    if mapping.header_line:
        plan.headings = dict(enumerate(sheet.rows[mapping.header_line - 1], start=1))
    for note in sheet.notes:
        plan.findings.note(0, 0, note)
    if mapping.layout is Layout.AGENCIES:
        plan_agencies(plan, sheet, mapping, known.register, chosen, today=today)
    else:
        _plan_agreements(plan, sheet, mapping, known, chosen, today)
    if not plan.rows and not plan.findings.found:
        plan.findings.fault(0, 0, _("There are no rows below the headings"))
    return plan


def _plan_agreements(
    plan: Plan,
    sheet: Sheet,
    mapping: ColumnMap,
    known: Known,
    chosen: Mapping[str, str],
    today: date,
) -> None:
    findings = plan.findings
    told = filled_down(lines(sheet, mapping, findings), ("reference", "title"), _OF_A_PARTY)
    found = records(told, mapping, findings)
    plan.rows = sum(len(each.lines) for each in found)
    tell_alike(found, mapping, findings)
    names = Names(known.register, chosen, findings, known.register.names() | _single_names(found))
    names.gather(_cells_of_names(found))
    telling = Telling(mapping, findings)
    reader = Reader(telling, names, Parties(telling, names, today), today)
    given = given_references(found, known.references)
    for record in found:
        held = known.agreements.find(record.reference, record.title)
        planned = reader.agreement(record, record.reference or given[record.line])
        plan.agreements.append(planned)
        if len(held) > 1:
            field, sentence = (
                ("reference", _SAME_REFERENCE) if record.reference else ("title", _SAME_TITLE)
            )
            findings.fault(record.line, mapping.column(field), sentence)
        elif held:
            planned.agreement_id = held[0].id
    _compare_all(plan, mapping, known, today)
    _tell_unsaid(plan, found, mapping)
    _check_links(plan, mapping, known)
    names.into(plan)


def leaves_status_unsaid(sheet: Sheet, mapping: ColumnMap) -> bool:
    """Whether any agreement of a file gives no status: only then somebody has to say what it means."""
    findings = Findings()
    told = filled_down(lines(sheet, mapping, findings), ("reference", "title"), _OF_A_PARTY)
    return any(not each.text("status") for each in records(told, mapping, findings))


def _cells_of_names(found: list[Record]) -> Iterator[tuple[str, bool]]:
    for record in found:
        yield record.text("lead"), False
        for line in record.lines:
            yield line.get("party"), True
            yield line.get("parties"), False


def _single_names(found: list[Record]) -> frozenset[str]:
    """Names that stand apart somewhere in the file: they help to cut cells where names run together."""
    sure: set[str] = set()
    likely: set[str] = set()
    for record in found:
        for line in record.lines:
            for field in ("party", "lead", "parties"):
                told = names_in(line.get(field), (), is_one=field != "parties")
                if not told.doubt:
                    (likely if len(told.names) == 1 and field == "parties" else sure).update(
                        map(fold, told.names)
                    )
    return frozenset(sure | {each for each in likely if not _holds_another(each, sure | likely)})


def _holds_another(name: str, names: set[str]) -> bool:
    """Whether a name ends or begins with another and goes on: two names run together."""
    words = name.split()
    return any(
        " ".join(words[:cut]) in names or " ".join(words[cut:]) in names
        for cut in range(2, len(words) - 1)
    )


def _compare_all(plan: Plan, mapping: ColumnMap, known: Known, today: date) -> None:
    ids = {each.id: each for held in known.agreements.by_reference.values() for each in held}
    known.parties([ids[each.agreement_id] for each in plan.agreements if each.agreement_id])
    for planned in plan.agreements:
        if planned.agreement_id:
            compare(planned, ids[planned.agreement_id], mapping, plan.findings, today=today)


def _tell_unsaid(plan: Plan, found: list[Record], mapping: ColumnMap) -> None:
    """Which status a new agreement gets when its rows give none: it is never silently in force."""
    for planned, record in zip(plan.agreements, found, strict=True):
        if planned.is_new and "status" in planned.guessed and not record.text("status"):
            sentence = _STATUS_GIVEN if planned.is_assumed else _STATUS_UNSAID
            plan.findings.doubt(planned.line, mapping.column("status"), sentence)


def _check_links(plan: Plan, mapping: ColumnMap, known: Known) -> None:
    """The agreements that agreements refer to must be in the register or in the file, without a circle."""
    here = {fold(each.reference): each for each in plan.agreements}
    for planned in plan.agreements:
        for name in ("parent", "supersedes"):
            wanted = fold(getattr(planned, name))
            if not wanted:
                continue
            if wanted == fold(planned.reference):
                plan.findings.fault(
                    planned.line,
                    mapping.column(name),
                    _("An agreement cannot refer to itself. Empty the cell"),
                )
            elif wanted not in here and wanted not in known.agreements.by_reference:
                plan.findings.fault(
                    planned.line,
                    mapping.column(name),
                    _("There is no agreement {value} in the register or in this file").format(
                        value=getattr(planned, name)[:40]
                    ),
                )
            elif len(known.agreements.by_reference.get(wanted, ())) > 1:
                plan.findings.fault(planned.line, mapping.column(name), _SAME_REFERENCE)
            elif _circles(planned, name, here):
                plan.findings.fault(
                    planned.line,
                    mapping.column(name),
                    _("These agreements refer to one another in a circle. Empty one of the cells"),
                )


def _circles(start: PlannedAgreement, name: str, here: Mapping[str, PlannedAgreement]) -> bool:
    seen: set[str] = set()
    at: PlannedAgreement | None = start
    while at is not None and fold(at.reference) not in seen:
        seen.add(fold(at.reference))
        at = here.get(fold(getattr(at, name)))
    return at is not None
