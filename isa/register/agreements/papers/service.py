"""Keeping papers beside an agreement: checked by content, encrypted, with their digest.

A paper is given back as it came and is never shown or run. One that was uploaded by mistake can be
removed: its bytes go, that it was there stays.
"""

import hashlib
from base64 import b64decode, b64encode
from datetime import datetime

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Tampered
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.papers.content import EXTENSIONS, MediaType, content_fault, media_type
from isa.register.agreements.tables import AgreementPaperBodyRow, AgreementPaperRow
from isa.register.agreements.terms.service import row_at
from isa.register.checks import Faults, name_faults, raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.timeline.service import newest_version
from isa.register.vocabulary import vocabulary

MOST_PAPERS = 2000
_TABLE = AgreementPaperBodyRow.__tablename__


class Paper(Frozen):
    """A paper as a list shows it."""

    id: str
    agency_id: str | None
    agency_name: str
    kind: str
    title: str
    media_type: MediaType
    size: int
    sha256: str
    actor_id: str
    at: datetime
    removed_at: datetime | None
    removed_why: str

    @property
    def file_name(self) -> str:
        """What it is called when it is given back: an opaque id, because titles may hold names."""
        return f"{self.id}{EXTENSIONS[self.media_type]}"


def paper_faults(kind: str, title: str, data: bytes) -> Faults:
    """What is wrong with a paper somebody wants to keep."""
    found = name_faults("title", title, _("what the paper is"))
    if kind not in vocabulary().paper_kinds:
        found["kind"] = _("Select what kind of paper it is")
    if fault := content_fault(data):
        found["file"] = fault
    return found


def keep_paper(
    database: Database,
    actor: Actor,
    agreement_id: str,
    *,
    kind: str,
    title: str,
    data: bytes,
    agency_id: str | None = None,
) -> str:
    """Keep a paper beside an agreement; returns its id. ``Invalid`` says why it is not kept."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(paper_faults(kind, title, data))
    with database.write(actor) as work:
        row_at(work.session, agreement_id, clock.today(), newest_version(work.session))
        return put_paper(work, agreement_id, kind, title, data, agency_id)


def put_paper(
    work: UnitOfWork,
    agreement_id: str,
    kind: str,
    title: str,
    data: bytes,
    agency_id: str | None,
) -> str:
    """Write a checked paper inside a transaction. The same bytes twice are one paper."""
    session = work.session
    digest = hashlib.sha256(data).hexdigest()
    there = session.exec(
        select(AgreementPaperRow)
        .where(AgreementPaperRow.agreement_id == agreement_id)
        .where(col(AgreementPaperRow.removed_at).is_(None))
    ).all()
    if len(there) >= MOST_PAPERS:
        raise Invalid(
            {
                "file": _("Keep at most {most_papers:,} papers beside one agreement").format(
                    most_papers=MOST_PAPERS
                )
            }
        )
    for each in there:
        if each.sha256 == digest and each.agency_id == agency_id:
            raise Invalid({"file": _("This very file is kept here already")})
    found = media_type(data)
    if found is None:
        raise Invalid({"file": content_fault(data)})
    paper_id = new_id("pap")
    session.add(
        AgreementPaperRow(
            id=paper_id,
            agreement_id=agreement_id,
            agency_id=agency_id,
            kind=kind,
            title=title.strip(),
            media_type=found.value,
            size=len(data),
            sha256=digest,
            actor_id=work.actor.id,
            at=work.at,
        )
    )
    session.flush()
    body = work.keys.encrypt(b64encode(data).decode(), table=_TABLE, row=paper_id, column="body")
    session.add(AgreementPaperBodyRow(paper_id=paper_id, body=body))
    work.record("agreement_paper_kept", agreement_id, paper=paper_id, kind=kind, sha256=digest)
    return paper_id


def papers(
    database: Database, actor: Actor, agreement_id: str, *, agency_id: str | None = None
) -> tuple[Paper, ...]:
    """The papers beside an agreement, newest first, also those that were removed."""
    require(actor, Action.AGREEMENT_PAPERS_READ)
    with database.read() as session:
        wanted = [col(AgreementPaperRow.agreement_id) == agreement_id]
        if agency_id is not None:
            wanted.append(col(AgreementPaperRow.agency_id) == agency_id)
        rows = session.exec(
            select(AgreementPaperRow)
            .where(*wanted)
            .order_by(col(AgreementPaperRow.at).desc())
            .limit(MOST_PAPERS)
        ).all()
        names = names_of(session, {row.agency_id for row in rows if row.agency_id})
        return tuple(_paper(row, names) for row in rows)


def _paper(row: AgreementPaperRow, names: dict[str, str]) -> Paper:
    return Paper(
        agency_name=names.get(row.agency_id or "", ""),
        **row.model_dump(exclude={"agreement_id", "removed_by", "batch_id"}),
    )


def paper_bytes(database: Database, actor: Actor, agreement_id: str, paper_id: str) -> bytes:
    """A paper as it came; every look is audited. ``NotFound`` when it was removed."""
    require(actor, Action.AGREEMENT_PAPERS_READ)
    with database.write(actor) as work:
        row = _kept(work.session, agreement_id, paper_id)
        body = work.session.get(AgreementPaperBodyRow, paper_id)
        if body is None:
            raise NotFound(_("This paper was removed."))
        text = work.keys.decrypt(body.body, table=_TABLE, row=paper_id, column="body")
        data = b64decode(text)
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise Tampered(_("A stored paper is not the one that was kept."))
        work.record("agreement_paper_read", agreement_id, paper=paper_id)
    return data


def _kept(session: Session, agreement_id: str, paper_id: str) -> AgreementPaperRow:
    row = session.get(AgreementPaperRow, paper_id)
    if row is None or row.agreement_id != agreement_id:
        raise NotFound(_("There is no such paper beside this agreement."))
    return row


def remove_paper(
    database: Database, actor: Actor, agreement_id: str, paper_id: str, *, why: str
) -> None:
    """Erase a paper that should not be here; its line, digest and the reason stay."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(name_faults("why", why, _("why it is removed")))
    with database.write(actor) as work:
        row = _kept(work.session, agreement_id, paper_id)
        body = work.session.get(AgreementPaperBodyRow, paper_id)
        if body is None:
            raise Invalid({"why": _("This paper was removed already")})
        work.session.delete(body)
        row.removed_at = work.at
        row.removed_by = actor.id
        row.removed_why = why.strip()
        work.session.add(row)
        work.record("agreement_paper_removed", agreement_id, paper=paper_id)
