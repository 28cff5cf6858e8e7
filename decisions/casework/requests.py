"""What leaves with a request, for one addressee: the letter and the file. Each one is noted."""

from decisions.casework import letter, request_file, rows, writing
from decisions.casework.model import Casework, Kind, Party
from decisions.casework.request_file import Asker, RequestFile
from decisions.casework.words import RequestWords
from decisions.policy import explain
from decisions.policy.released import load_released
from decisions.records.exports import WORD as WORD
from decisions.records.exports import Export
from decisions.records.hearing import Reader, reader_of
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register

JSON = request_file.MIME


def _made(
    database: Database, actor: Actor, casework_id: str, party_id: str
) -> tuple[Casework, Party, RequestWords]:
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id)
        found = rows.read(session, database.keys, row)
    party = next((one for one in found.parties if one.id == party_id), None)
    if found.kind is not Kind.REQUEST or found.made_at is None or party is None:
        raise NotFound(_("There is no finished request with this address among yours."))
    return found, party, writing.request_words(found.body)


def _what_they_are(database: Database, actor: Actor, party: Party) -> tuple[str, Reader]:
    """The addressee's capacity, and what they are where it changes who decides on telling."""
    which = party.words.agency_id
    found = register.agencies_in_brief(database, actor, [which]).get(which)
    return (found.acting_as, reader_of(found.recipient_class)) if found else ("", Reader.OTHER)


def letter_word(database: Database, actor: Actor, casework_id: str, party_id: str) -> Export:
    """The letter to one addressee, with the law as the pack of the day it was made names it."""
    found, party, words = _made(database, actor, casework_id, party_id)
    assert found.made_at is not None and words.power is not None  # noqa: S101 PT018 -- _made saw to it
    acting_as, reader = _what_they_are(database, actor, party)
    pack = load_released(found.made_at.astimezone(LONDON).date())
    data = letter.render(
        words,
        party,
        request_id=found.id,
        acting_as=acting_as,
        reader=reader,
        sources={key: explain.citation(pack, key) for key in letter.cited(words.power)},
        at=found.made_at,
        demonstration=database.is_demo,
    )
    _note(database, actor, found.id, party.id, "letter")
    return Export(name=letter_name(found, party), mime=WORD, data=data)


def letter_name(found: Casework, party: Party) -> str:
    """A name of its own for each addressee's letter, so that none is taken for another's.

    From their random id: a running number would tell one reader that others are asked.
    """
    return f"{found.id}-{party.id.rpartition('_')[2][:6]}.docx"


def request_json(database: Database, actor: Actor, casework_id: str, party_id: str) -> Export:
    """The file from which one addressee's own decision can start."""
    found, party, words = _made(database, actor, casework_id, party_id)
    sender = words.sender
    if not (sender and words.purpose and words.power and words.answer_by and words.safe):
        raise NotFound(_("There is no finished request with this address among yours."))
    made = RequestFile.model_validate(
        {
            "request": found.id,
            "written_at": found.made_at,
            "asked_by": Asker(
                name=sender.name,
                role=sender.role,
                agency=sender.agency,
                agency_id=sender.agency_id,
            ),
            "asked_of": party.words.name,
            "reference": words.reference,
            "purpose": words.purpose,
            "why": words.why,
            "power": words.power,
            "power_named": words.power_named,
            "asked_for": party.words.asked or words.asked,
            "answer_by": words.answer_by,
            "is_it_safe_to_tell_them": words.safe,
            "reply_to": words.reply_to,
        }
    )
    _note(database, actor, found.id, party.id, "file")
    return Export(name=f"{found.id}.json", mime=JSON, data=request_file.written(made))


def _note(database: Database, actor: Actor, casework_id: str, party_id: str, kind: str) -> None:
    with database.write(actor) as work:
        work.record("request_exported", casework_id, party=party_id, kind=kind)
