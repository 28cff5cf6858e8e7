"""A request that begins from a sealed record, on both engines: what comes over, and what does not."""

import json

import pytest
from sqlalchemy import text

from decisions.casework import from_record, service, writing
from decisions.casework.model import Due
from decisions.journey.choices_case import Purpose
from decisions.journey.choices_consent import SafeToTell
from isa.platform import audit
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.storage.test_casework import LEAD, material, sealed
from tests.unit.records.sample import LETTER

ADDRESS = "12 Hidden Row, Sampleton"
SAID = {
    "depth": "quick",
    "trigger": "own_concern",
    "purpose": {"aim": "protect"},
    "telling": {"safe": "one_parent"},
    "views": {"view": "refuses"},
    "recipients": [
        {"id": "rcp_a", "recipient": {"agency_id": "social-care"}},
        {"id": "rcp_b", "recipient": {"agency_id": "surgery"}},
    ],
}
PERSON = {
    "person": {
        "name": "Sami Invented",
        "born": "2021-03-04",
        "address": ADDRESS,
        "identifiers": "NHS 999 000 0000",
    }
}


def from_a_record(database: Database, actor: Actor, **changes: object) -> tuple[str, str]:
    """A record of these answers, and a request that began from it."""
    what = material(answers=SAID | changes, person_answers=PERSON)
    record = str(sealed(database, actor, what).record_id)
    return record, from_record.begin_from_record(database, actor, record)


def test_what_a_letter_needs_comes_over_and_an_address_and_the_decision_do_not(
    database, practitioner
):
    record, which = from_a_record(database, practitioner)

    held = service.casework(database, practitioner, which)
    words = writing.request_words(held.body)

    assert (words.reference, words.purpose) == ("CASE-1042", Purpose.PROTECT)
    assert words.about.splitlines() == ["Sami Invented", "Born 4 March 2021", "NHS 999 000 0000"]
    assert words.why == LETTER.reason
    assert words.safe is SafeToTell.NO  # one parent alone: the letters say that nobody may be told
    assert words.power is None
    said = json.dumps(held.body)
    assert ADDRESS not in said
    assert "social care" not in said
    (own,) = from_record.requests_of(database, practitioner, record)
    assert own.id == which
    assert from_record.requests_of(database, LEAD, record) == ()
    with database.engine.connect() as connection:
        stored = str(connection.execute(text("SELECT body FROM casework")).all())
    assert "Sami" not in stored


@pytest.mark.parametrize(("safe", "comes"), [("yes", None), ("person_only", "person_only")])
def test_that_telling_was_safe_is_asked_again(sqlite_database, practitioner, safe, comes):
    _record, which = from_a_record(sqlite_database, practitioner, telling={"safe": safe})

    held = writing.request_words(service.casework(sqlite_database, practitioner, which).body)

    assert (held.safe and held.safe.value) == comes


def test_a_purpose_no_request_is_for_is_left_to_be_chosen(sqlite_database, practitioner):
    _record, which = from_a_record(
        sqlite_database, practitioner, purpose={"aim": "media_curiosity"}
    )

    assert "purpose" not in service.casework(sqlite_database, practitioner, which).body


def test_a_refusal_and_who_was_not_to_be_told_stand_beside_it(sqlite_database, practitioner):
    record, which = from_a_record(sqlite_database, practitioner)

    found = from_record.beside(sqlite_database, practitioner, which)

    assert found is not None
    assert (found.record_id, found.has_refused) == (record, True)
    assert found.held_back == {"surgery"}
    assert "decided" in found.decided


def test_it_is_followed_by_itself_and_not_as_the_record(sqlite_database, practitioner):
    _record, which = from_a_record(sqlite_database, practitioner)

    waits = service.waiting_on(sqlite_database, practitioner)

    (own,) = [one for one in waits if one.casework_id == which]
    assert (own.what, own.record_id, own.reference) == (Due.UNFINISHED, None, "CASE-1042")


def test_nobody_begins_one_from_a_record_they_may_not_read(sqlite_database, practitioner):
    record, which = from_a_record(sqlite_database, practitioner)
    stranger = an_actor(Role.PRACTITIONER, user="somebody-else")

    with pytest.raises(NotFound):
        from_record.begin_from_record(sqlite_database, stranger, record)
    with pytest.raises(NotFound):
        from_record.beside(sqlite_database, stranger, which)
    with pytest.raises(NotPermitted):
        from_record.begin_from_record(
            sqlite_database, an_actor(Role.AUDITOR, user="an-auditor"), record
        )


def test_the_trail_names_the_record_and_no_words(sqlite_database, practitioner):
    record, which = from_a_record(sqlite_database, practitioner)

    with sqlite_database.read() as session:
        (codes,) = audit.codes_of(session, [which], "casework_begun").values()

    assert codes == {"kind": "request", "record": record}
