"""Beginning an agreement: a fresh draft, or a copy of another without its signatures."""

from sqlmodel import Session, col, select

from isa.coverage.view import AgreementStatus, AgreementType, PartyRole
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import put_agreement
from isa.register.agreements.checks import new_agreement_faults
from isa.register.agreements.events.service import put_event
from isa.register.agreements.fields import several
from isa.register.agreements.service import rows_at
from isa.register.agreements.terms.revising.service import copy_terms
from isa.register.agreements.terms.service import terms_at
from isa.register.checks import Faults, name_faults, raise_if_any
from isa.register.keepers.service import require_agency_keeper, require_agreement_keeper
from isa.register.model import NewAgreement, NewParty, NewRow
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import held, newest_version, open_version


def start_agreement(
    database: Database,
    actor: Actor,
    *,
    reference: str,
    title: str,
    type: str,
    lead_agency_id: str | None,
) -> str:
    """Begin a draft; returns its id. The lead is its first party."""
    require_agency_keeper(database, actor, lead_agency_id, action=Action.AGREEMENT_WRITE)
    raise_if_any(
        _type_faults(type),
        name_faults("reference", reference, "a reference", limit=40),
        name_faults("title", title, "a title"),
    )
    parties = (NewParty(agency_id=lead_agency_id),) if lead_agency_id else ()
    new = NewAgreement(
        reference=reference,
        title=title,
        type=AgreementType(type),
        lead_agency_id=lead_agency_id,
        parties=parties,
    )
    raise_if_any(new_agreement_faults(new))
    with database.write(actor) as work:
        version = open_version(work, "agreement begun")
        agreement_id = put_agreement(work, version, new)
        put_event(work, version, agreement_id, "begun", held_on=clock.today())
        work.record("agreement_recorded", agreement_id, type=type, status=new.status.value)
    return agreement_id


def _type_faults(kind: str) -> Faults:
    if kind in {each.value for each in AgreementType}:
        return {}
    return {"type": _("Select what kind of agreement it is")}


def clone_agreement(
    database: Database, actor: Actor, source_id: str, *, reference: str, replaces: bool
) -> str:
    """Begin a draft that says what another agreement says today; returns its id.

    Its parties come along as not yet asked, its dates, papers, notes and signatures do not. With
    ``replaces`` the other one ends on the day the new one starts.
    """
    require_agreement_keeper(database, actor, source_id)
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "agreement copied")
        source = terms_at(session, source_id, clock.today(), version - 1)
        new = _copy(session, source_id, source, reference, replaces=replaces)
        raise_if_any(new_agreement_faults(new))
        agreement_id = put_agreement(work, version, new)
        copy_terms(work, version, source, agreement_id)
        put_event(
            work,
            version,
            agreement_id,
            "copied",
            held_on=clock.today(),
            before=source["reference"],
        )
        work.record("agreement_copied", agreement_id, source=source_id, version=version)
    return agreement_id


def _copy(
    session: Session, source_id: str, source: dict[str, str], reference: str, *, replaces: bool
) -> NewAgreement:
    on, version = clock.today(), newest_version(session)
    rows = rows_at(session, source_id, on, version)
    party = AgreementPartyRow
    parties = session.exec(
        select(party.agency_id, party.role)
        .where(party.agreement_id == source_id)
        .where(held(party, on, version))
        .order_by(col(party.agency_id))
    ).all()
    return NewAgreement(
        reference=reference,
        title=source["title"],
        summary=source.get("summary", ""),
        type=AgreementType(source["type"]),
        status=AgreementStatus.DRAFT,
        lead_agency_id=source.get("lead_agency_id"),
        parent_id=source.get("parent_id"),
        supersedes_id=source_id if replaces else None,
        is_reciprocal=source.get("is_reciprocal") == "yes",
        requires_all_signatures=source.get("requires_all_signatures") == "yes",
        is_retrospective=source.get("is_retrospective") == "yes",
        has_part3_clause=source.get("has_part3_clause") == "yes",
        onward_sharing=source["onward_sharing"],
        purposes=several(source.get("purposes", "")),
        areas=several(source.get("areas", "")),
        exclusions=several(source.get("exclusions", "")),
        parties=tuple(
            NewParty(agency_id=agency_id, role=PartyRole(role)) for agency_id, role in parties
        ),
        rows=tuple(NewRow.model_validate(row.model_dump(exclude={"id", "number"})) for row in rows),
    )
