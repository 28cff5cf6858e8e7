"""What leaves the building: documents, sealed files, JSON and text to paste, each one noted.

File names carry random ids and nothing else.
"""

import json
from collections.abc import Callable

from decisions.assessment import Frozen
from decisions.casework.afterwards import afterwards
from decisions.records import (
    bundle,
    decision_document,
    examination_document,
    recipient_document,
    rows,
    schedule_document,
    seal,
    versions,
)
from decisions.records.content import Addressee, Content, Told
from decisions.records.paste import paste
from decisions.records.payload import copy_names, read_copy
from decisions.records.seal import Sealed
from decisions.records.service import EXPORTED, record
from isa.documents.paper import WORD as WORD
from isa.documents.paper import printable
from isa.platform import installation
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.installation import Kind
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _

SEALED_FILE = "application/json"


class Export(Frozen):
    """A file to hand over."""

    name: str
    mime: str
    data: bytes


class _Opened(Frozen):
    content: Content
    sealed: Sealed
    kid: str
    jwk: dict[str, str]
    is_demonstration: bool
    versions: tuple[str, ...]
    supersedes: str | None
    is_replaced: bool
    later: tuple[Told, ...]


def _open(database: Database, actor: Actor, record_id: str) -> _Opened:
    """The whole record, if the actor may export it; disposed content is gone for good."""
    require(actor, Action.RECORD_READ)
    found = record(database, actor, record_id)
    require(
        actor,
        Action.RECORD_EXPORT,
        agency_id=found.line.agency_id,
        owner_id=found.line.author_id,
    )
    if found.content is None:
        raise NotFound(_("The content of this record was disposed of; there is nothing to export."))
    later = afterwards(database, actor, record_id)
    with database.read() as session:
        row = rows.readable(session, actor, record_id)
        return _Opened(
            content=found.content,
            sealed=rows.sealed(session, database.keys, row),
            kid=row.kid,
            jwk=bundle.public_jwk(rows.public_key(session, row.kid)),
            is_demonstration=installation.kind_of(database.engine) is Kind.DEMO,
            versions=versions.sentences(found.line.supersedes, found.line.superseded_by),
            supersedes=found.line.supersedes,
            is_replaced=found.line.superseded_by is not None,
            later=later,
        )


def _note(database: Database, actor: Actor, record_id: str, kind: str, to: str = "") -> None:
    with database.write(actor) as work:
        work.record(EXPORTED, record_id, kind=kind, recipient=to)


def _earlier(database: Database, actor: Actor, opened: _Opened) -> Content | None:
    """What the record that this one replaces holds, while it is there."""
    return record(database, actor, opened.supersedes).content if opened.supersedes else None


def _addressee(content: Content, recipient_id: str) -> Addressee:
    if content.is_check:
        raise NotFound(_("What was checked is itself what goes to its reader. There is no copy."))
    for one in content.addressees:
        if one.recipient_id == recipient_id:
            return one
    raise NotFound(
        _("Nothing goes to this recipient under this record, so there is no copy for them.")
    )


def copy_name(record_id: str, recipient_id: str) -> str:
    """A name for each recipient's copy, without its ending, so that none is sent for another's.

    Taken from their random id: a running number would tell one reader that there are others.
    """
    return f"copy-{record_id}-{recipient_id.rpartition('_')[2][:6]}"


def _own_word(
    database: Database, actor: Actor, record_id: str, render: Callable[..., bytes], named: str
) -> Export:
    """A document for our own file as Word; ``named`` is what it is, in its name and in the trail."""
    opened = _open(database, actor, record_id)
    data = render(
        opened.content,
        kid=opened.kid,
        demonstration=opened.is_demonstration,
        versions=opened.versions,
        later=opened.later,
    )
    _note(database, actor, record_id, f"{named}_word")
    return Export(name=f"{named}-{record_id}.docx", mime=WORD, data=data)


def decision_word(database: Database, actor: Actor, record_id: str) -> Export:
    """The decision and its rationale as a Word document."""
    return _own_word(database, actor, record_id, decision_document.render, "decision")


def examination_word(database: Database, actor: Actor, record_id: str) -> Export:
    """The questions that may be asked of the decision, with the record's answers, for our own file."""
    return _own_word(database, actor, record_id, examination_document.render, "questions")


def schedule_word(database: Database, actor: Actor, record_id: str) -> Export:
    """Every field with its tags, for whoever reviews what may be released."""
    return _own_word(database, actor, record_id, schedule_document.render, "schedule")


def recipient_word(database: Database, actor: Actor, record_id: str, recipient_id: str) -> Export:
    """One recipient's copy as a Word document, written from their blocks alone."""
    opened = _open(database, actor, record_id)
    names = copy_names(_addressee(opened.content, recipient_id))
    letter, items = read_copy({name: seal.shown(opened.sealed.disclosures[name]) for name in names})
    data = recipient_document.render(
        letter,
        items,
        record_id=record_id,
        kid=opened.kid,
        sealed_at=opened.content.sealed_at,
        demonstration=opened.is_demonstration,
        replaces=versions.replaced_for(recipient_id, _earlier(database, actor, opened)),
        is_replaced=opened.is_replaced,
    )
    _note(database, actor, record_id, "recipient_word", recipient_id)
    return Export(name=f"{copy_name(record_id, recipient_id)}.docx", mime=WORD, data=data)


def recipient_file(database: Database, actor: Actor, record_id: str, recipient_id: str) -> Export:
    """One recipient's copy as a sealed file that they can check without us."""
    opened = _open(database, actor, record_id)
    names = copy_names(_addressee(opened.content, recipient_id))
    text = bundle.pack(seal.copy(opened.sealed, names), [opened.jwk])
    _note(database, actor, record_id, "recipient_file", recipient_id)
    name = f"{copy_name(record_id, recipient_id)}.sdjwt"
    return Export(name=name, mime=SEALED_FILE, data=text.encode())


def whole_file(database: Database, actor: Actor, record_id: str) -> Export:
    """The whole record as a sealed file: for our own file, a court or an auditor."""
    opened = _open(database, actor, record_id)
    text = bundle.pack(seal.copy(opened.sealed, opened.sealed.disclosures), [opened.jwk])
    _note(database, actor, record_id, "whole_file")
    return Export(name=f"record-{record_id}.sdjwt", mime=SEALED_FILE, data=text.encode())


def as_json(database: Database, actor: Actor, record_id: str) -> Export:
    """The whole record as plain JSON, for another system; it is not signed."""
    opened = _open(database, actor, record_id)
    text = json.dumps(opened.content.model_dump(mode="json"), indent=1, sort_keys=True)
    _note(database, actor, record_id, "json")
    return Export(name=f"record-{record_id}.json", mime="application/json", data=text.encode())


def paste_text(database: Database, actor: Actor, record_id: str) -> Export:
    """The text to paste into a case system."""
    opened = _open(database, actor, record_id)
    _note(database, actor, record_id, "paste_text")
    return Export(
        name=f"record-{record_id}.txt",
        mime="text/plain",
        data=printable(paste(opened.content)).encode(),
    )
