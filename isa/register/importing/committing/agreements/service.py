"""Agreements of an import: new ones made ready whole, known ones changed, inside a transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Dialect
from sqlmodel import Session, select

from isa.platform.ids import new_id
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import (
    RUNNING,
    agreement_codes,
    agreement_row,
    supersede,
)
from isa.register.agreements.checks import new_agreement_faults
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.checks import raise_if_any
from isa.register.importing.committing.changing.service import (
    PUBLICATION,
    change_agreement,
    imported_party_rows,
    new_party,
)
from isa.register.importing.committing.inserting.service import (
    Coded,
    Ready,
    hand_over,
    made_ready,
    ready_with_codes,
)
from isa.register.importing.committing.lists.service import Written
from isa.register.importing.plan import PlannedAgreement
from isa.register.model import FROM_THE_BEGINNING, NewAgreement
from isa.register.naming import fold
from isa.register.tables import AgreementCodeRow, AgreementPartyRow, AgreementRow
from isa.register.timeline.service import known

_LEFT_TO_THE_DATABASE = {"row_id", "known_to"}


@dataclass(slots=True)
class Agreements:
    """New agreements and their parties, ready; and the known ones that change."""

    version: int
    fresh: Coded
    parties: Ready
    details: Ready
    replaced: list[tuple[str, date]]
    """Agreements that stop, and the day on which another takes their place."""
    changed: list[PlannedAgreement]

    def put(self, session: Session, written: Written, *, on: date) -> None:
        """Write them. What was missing is filled in for all time; what is said differently holds from ``on``."""
        self.fresh.put(session)
        hand_over(session, self.parties)
        hand_over(session, self.details)
        for agreement_id, day in self.replaced:
            supersede(session, self.version, agreement_id, day)
        for each in self.changed:
            change_agreement(session, self.version, each, written, on)


def ready_agreements(
    session: Session,
    dialect: Dialect,
    version: int,
    planned: Sequence[PlannedAgreement],
    written: Written,
) -> Agreements:
    """What a plan says of agreements; ``Invalid`` when one cannot be written."""
    new = [each for each in planned if each.is_new]
    ids = _ids(session, version) if new else {}
    _check_references(new, ids)
    ids |= {fold(each.reference): new_id("agr") for each in new}
    rows: list[dict[str, Any]] = []
    codes: list[list[tuple[str, str]]] = []
    parties: list[AgreementPartyRow] = []
    details: list[AgreementDetailRow] = []
    replaced: list[tuple[str, date]] = []
    for each in new:
        made, own = _new(each, ids, written), ids[fold(each.reference)]
        raise_if_any(
            {
                _("Row {line}").format(line=each.line): text
                for text in new_agreement_faults(made).values()
            }
        )
        rows.append(_plain(agreement_row(own, made, version)))
        codes.append(agreement_codes(made))
        for party in made.parties:
            parties += imported_party_rows(version, own, made, party)
        if each.publication:
            details.append(_publication(version, own, each.publication))
        if made.supersedes_id and made.starts_on and made.status in RUNNING:
            replaced.append((made.supersedes_id, made.starts_on))
    return Agreements(
        version,
        ready_with_codes(
            dialect, AgreementRow, AgreementCodeRow, version, zip(rows, codes, strict=True)
        ),
        made_ready(dialect, AgreementPartyRow, map(_plain, parties)),
        made_ready(dialect, AgreementDetailRow, map(_plain, details)),
        replaced,
        [each for each in planned if each.is_changed and not each.is_new],
    )


def _ids(session: Session, version: int) -> dict[str, str]:
    found = session.exec(
        select(AgreementRow.reference, AgreementRow.agreement_id).where(
            known(AgreementRow, version)
        )
    ).all()
    return {fold(reference): agreement_id for reference, agreement_id in found}


def _check_references(new: Sequence[PlannedAgreement], ids: Mapping[str, str]) -> None:
    """An agreement that begins later or has stopped is not among those compared, and holds its reference."""
    raise_if_any(
        {
            _("Row {line}").format(line=each.line): _(
                "Another agreement has this reference. Choose another"
            )
            for each in new
            if fold(each.reference) in ids
        }
    )


def _plain(row: AgreementRow | AgreementPartyRow | AgreementDetailRow) -> dict[str, Any]:
    return row.model_dump(exclude=_LEFT_TO_THE_DATABASE)


def _new(each: PlannedAgreement, ids: dict[str, str], written: Written) -> NewAgreement:
    return NewAgreement(
        reference=each.reference,
        title=each.title,
        summary=each.summary,
        type=each.type,
        status=each.status,
        lead_agency_id=written.id_of(each.lead) if each.lead else None,
        parent_id=ids[fold(each.parent)] if each.parent else None,
        supersedes_id=ids[fold(each.supersedes)] if each.supersedes else None,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        review_due_on=each.review_due_on,
        purposes=each.purposes,
        parties=tuple(new_party(party, written) for party in each.parties),
    )


def _publication(version: int, agreement_id: str, value: str) -> AgreementDetailRow:
    return AgreementDetailRow(
        agreement_id=agreement_id,
        field=PUBLICATION,
        value=value,
        valid_from=FROM_THE_BEGINNING,
        known_from=version,
    )
