"""Recording agreements and changes of status."""

from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from isa.coverage.model import Frozen
from isa.coverage.view import (
    ANY,
    AgreementStatus,
    PartyState,
)
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action
from isa.platform.wording import gettext as _
from isa.register.agreements.checks import new_agreement_faults
from isa.register.checks import raise_if_any
from isa.register.keepers.service import require_agency_keeper, require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING, NewAgreement, NewParty, NewRow
from isa.register.naming import fold
from isa.register.tables import (
    AgencyRow,
    AgreementCode,
    AgreementPartyRow,
    AgreementRow,
    DataRowCode,
    DataRowRow,
)
from isa.register.timeline.service import (
    change_from,
    insert_coded,
    known,
    open_version,
)
from isa.register.vocabulary import vocabulary

NO_AGREEMENT = _("There is no agreement with this id in the register.")
RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)

_MARKS = " -/._():#,"
"""What two references may differ in and still be one to a reader and to an import."""


def record_agreement(database: Database, actor: Actor, new: NewAgreement) -> str:
    """Record an agreement with its parties and rows; returns its id.

    ``Invalid`` names every fault by its path, for example ``rows[2].categories``.
    """
    require_agency_keeper(database, actor, new.lead_agency_id, action=Action.AGREEMENT_WRITE)
    if new.supersedes_id is not None:
        require_agreement_keeper(database, actor, new.supersedes_id)
    raise_if_any(new_agreement_faults(new))
    with database.write(actor) as work:
        version = open_version(work, "agreement recorded")
        agreement_id = put_agreement(work, version, new)
        work.record(
            "agreement_recorded", agreement_id, type=new.type.value, status=new.status.value
        )
    return agreement_id


def _columns(value: Frozen, *left_out: str) -> dict[str, Any]:
    """A value's fields as columns take them: codes as plain text, words without stray spaces."""
    fields = value.model_dump(exclude=set(left_out))
    return {
        name: field.value
        if isinstance(field, Enum)
        else field.strip()
        if isinstance(field, str)
        else field
        for name, field in fields.items()
    }


def put_agreement(work: UnitOfWork, version: int, new: NewAgreement) -> str:
    """Write a checked agreement inside a transaction that has a version."""
    session = work.session
    agreement_id = new.id or new_id("agr")
    _check_against_register(session, new, agreement_id, version)
    insert_coded(session, agreement_row(agreement_id, new, version), agreement_codes(new))
    for party in new.parties:
        put_party(session, version, agreement_id, new, party)
    for number, line in enumerate(new.rows, start=1):
        put_row(session, version, agreement_id, number, line)
    if new.supersedes_id is not None and new.starts_on is not None and new.status in RUNNING:
        supersede(session, version, new.supersedes_id, new.starts_on)
    session.flush()
    return agreement_id


def agreement_row(agreement_id: str, new: NewAgreement, version: int) -> AgreementRow:
    """A checked agreement as a row."""
    return AgreementRow(
        agreement_id=agreement_id,
        **_columns(new, "id", "purposes", "areas", "exclusions", "parties", "rows"),
        valid_from=FROM_THE_BEGINNING,
        known_from=version,
    )


def agreement_codes(new: NewAgreement) -> list[tuple[str, str]]:
    """The codes beside an agreement, each a kind and a code."""
    return [
        *((AgreementCode.PURPOSE.value, code) for code in new.purposes),
        *((AgreementCode.AREA.value, code) for code in new.areas),
        *((AgreementCode.EXCLUSION.value, code) for code in new.exclusions),
    ]


def _check_against_register(
    session: Session, new: NewAgreement, agreement_id: str, version: int
) -> None:
    faults = {}
    if known_rows(session, agreement_id, version):
        faults["id"] = _("Another agreement has this id. Choose another")
    if has_reference(session, new.reference, version):
        faults["reference"] = _("Another agreement has this reference. Choose another")
    for path in ("parent_id", "supersedes_id"):
        other = getattr(new, path)
        if other is not None and not known_rows(session, other, version):
            faults[path] = _("Choose an agreement that is in the register")
    faults |= _unknown_agencies(session, new)
    raise_if_any(faults)


def has_reference(session: Session, reference: str, version: int, *, besides: str = "") -> bool:
    """Whether another agreement has a reference, whatever its case and marks: an import tells no more."""
    bare: ColumnElement[str] = func.lower(col(AgreementRow.reference))
    wanted = reference.strip().lower()
    for mark in _MARKS:
        bare, wanted = func.replace(bare, mark, ""), wanted.replace(mark, "")
    near = session.exec(
        select(AgreementRow.reference)
        .where(bare == wanted, AgreementRow.agreement_id != besides)
        .where(known(AgreementRow, version))
    ).all()
    folded = fold(reference)
    return any(each == reference.strip() or (folded and fold(each) == folded) for each in near)


def _unknown_agencies(session: Session, new: NewAgreement) -> dict[str, str]:
    paths = {f"parties[{n}]": party.agency_id for n, party in enumerate(new.parties)}
    if new.lead_agency_id is not None:
        paths["lead_agency_id"] = new.lead_agency_id
    for n, row in enumerate(new.rows):
        paths |= {f"rows[{n}].{path}": each for path, each in row_agencies(row).items()}
    return unknown_agencies(session, paths)


def row_agencies(row: NewRow) -> dict[str, str]:
    """The agencies a row names, by the path a fault is shown at."""
    return {
        f"{side}.{agency_id}": agency_id
        for side in ("providers", "recipients")
        for agency_id in getattr(row, side)
        if agency_id != ANY
    }


def unknown_agencies(session: Session, paths: dict[str, str]) -> dict[str, str]:
    """A sentence for each path whose agency is not in the register."""
    wanted = sorted(set(paths.values()))
    found = set(session.exec(select(AgencyRow.id).where(col(AgencyRow.id).in_(wanted))).all())
    return {
        path: _("Choose an agency that is in the register")
        for path, agency_id in paths.items()
        if agency_id not in found
    }


def put_party(
    session: Session, version: int, agreement_id: str, new: NewAgreement, party: NewParty
) -> None:
    """Write a checked party inside a transaction that has a version."""
    session.add_all(party_rows(version, agreement_id, new, party))


def party_rows(
    version: int, agreement_id: str, new: NewAgreement, party: NewParty
) -> list[AgreementPartyRow]:
    """A checked party as rows, one per stretch of its life: before signing, signed, withdrawn."""
    shown = _columns(party, "withdrawn_on", "state", "signed_on")
    unsigned = AgreementPartyRow(
        agreement_id=agreement_id,
        **shown,
        state=PartyState.INVITED.value,
        valid_from=FROM_THE_BEGINNING,
        known_from=version,
    )
    is_signed = party.state in (PartyState.SIGNED, PartyState.SIGNED_UNVERIFIED)
    if not is_signed and party.state is not PartyState.WITHDRAWN:
        unsigned.state = party.state.value
        return [unsigned]
    found = [unsigned]
    if party.signed_on is None:
        unsigned.state = PartyState.SIGNED.value if not is_signed else party.state.value
    else:
        start = effective_from(
            party.signed_on, new.starts_on, is_retrospective=new.is_retrospective
        )
        unsigned.valid_to = start
        found.append(
            AgreementPartyRow(
                **unsigned.model_dump(
                    exclude={"row_id", "valid_from", "valid_to", "state", "signed_on"}
                ),
                state=PartyState.SIGNED.value if not is_signed else party.state.value,
                signed_on=party.signed_on,
                valid_from=start,
            )
        )
    if party.withdrawn_on is not None:
        found[-1].valid_to = party.withdrawn_on
        found.append(
            AgreementPartyRow(
                **found[-1].model_dump(exclude={"row_id", "valid_from", "valid_to", "state"}),
                state=PartyState.WITHDRAWN.value,
                valid_from=party.withdrawn_on,
            )
        )
    return found


def effective_from(signed_on: date, starts_on: date | None, *, is_retrospective: bool) -> date:
    """From when a signature counts: its own day, or the start if the agreement says it reaches back."""
    if is_retrospective and starts_on is not None:
        return min(signed_on, starts_on)
    return signed_on


def row_codes(row: NewRow) -> list[tuple[str, str]]:
    """The codes beside a data row, each a kind and a code."""
    conditions = vocabulary().conditions
    return [
        *((DataRowCode.PROVIDER.value, code) for code in row.providers),
        *((DataRowCode.RECIPIENT.value, code) for code in row.recipients),
        *((DataRowCode.CATEGORY.value, code) for code in row.categories),
        *((DataRowCode.EXCLUSION.value, code) for code in row.exclusions),
        *((DataRowCode.SUBJECT.value, code) for code in row.subjects),
        *((DataRowCode.PURPOSE.value, code) for code in row.purposes),
        *((DataRowCode.METHOD.value, code) for code in row.methods),
        *((DataRowCode.FREQUENCY.value, code) for code in row.frequencies),
        *((DataRowCode.FORMAT.value, code) for code in row.formats),
        *(
            ((DataRowCode.HARD if conditions[code].is_hard else DataRowCode.SOFT).value, code)
            for code in row.conditions
        ),
    ]


def put_row(
    session: Session,
    version: int,
    agreement_id: str,
    number: int,
    row: NewRow,
    on: date = FROM_THE_BEGINNING,
) -> str:
    """Write a checked row of a sharing table inside a transaction that has a version; returns its id."""
    fresh = DataRowRow(
        data_row_id=new_id("row"),
        agreement_id=agreement_id,
        number=number,
        direction=row.direction.value,
        items=row.items.strip(),
        justification=row.justification.strip(),
        valid_from=on,
        known_from=version,
    )
    insert_coded(session, fresh, row_codes(row))
    return fresh.data_row_id


def known_rows(session: Session, agreement_id: str, version: int) -> list[AgreementRow]:
    """Every stretch of an agreement's life, as known at a version."""
    return list(
        session.exec(
            select(AgreementRow)
            .where(AgreementRow.agreement_id == agreement_id)
            .where(known(AgreementRow, version))
        ).all()
    )


def supersede(session: Session, version: int, agreement_id: str, on: date) -> None:
    """Let an agreement stop on the day another takes its place."""
    rows = known_rows(session, agreement_id, version)
    change_from(session, version, rows, on, {"status": AgreementStatus.SUPERSEDED.value})
