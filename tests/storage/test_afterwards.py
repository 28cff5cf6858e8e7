"""What came after sealing stands in our own documents, apart from the record, and in nobody's copy."""

import pytest

from decisions.casework import noting, writing
from decisions.casework.model import Look
from decisions.records import exports
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.storage.test_casework import LEAD, material, sealed, second
from tests.storage.test_requests import ASKED, in_the_log
from tests.unit.records.test_documents import words

DIFFERS = "I would have told the surgery as well."
OUR_OWN = (exports.decision_word, exports.examination_word, exports.schedule_word)


@pytest.fixture
def record(sqlite_database: Database, practitioner: Actor) -> str:
    """A record with a second person's view, a no-names conversation and legal advice beside it."""
    found = sealed(sqlite_database, practitioner, material(evaluation=second("after")))
    noting.second_look(sqlite_database, LEAD, found.id, Look.DIFFERS, words=DIFFERS)
    for role in ("own_lead", "legal"):
        which = in_the_log(sqlite_database, practitioner, role=role)
        writing.link(sqlite_database, practitioner, which, record_id=str(found.record_id))
    return str(found.record_id)


@pytest.mark.parametrize("export", OUR_OWN)
def test_a_second_person_and_the_conversations_stand_beside_the_record(
    sqlite_database, practitioner, record, export
):
    said = words(export(sqlite_database, practitioner, record).data)

    assert "A second person looks at it: They looked at it and would have decided otherwise" in said
    assert DIFFERS in said
    assert "Safeguarding lead of my own organisation" in said
    assert "Kept apart as legal advice, in no copy" in said
    assert "What was written down" in said or export is exports.schedule_word
    assert ASKED["question"] not in said
    assert ASKED["answer"] not in said


def test_a_colleague_sees_what_follows_and_not_the_log_of_whoever_asked(
    sqlite_database, practitioner, record
):
    said = words(exports.decision_word(sqlite_database, LEAD, record).data)

    assert DIFFERS in said
    assert "Advice asked for before the decision" not in said


def test_nothing_of_it_stands_in_a_copy_and_nothing_is_added_where_nothing_came(
    sqlite_database, practitioner, record
):
    copy = exports.recipient_word(sqlite_database, practitioner, record, "rcp_a").data
    alone = sealed(sqlite_database, practitioner).record_id
    plain = words(exports.decision_word(sqlite_database, practitioner, str(alone)).data)

    assert DIFFERS not in words(copy)
    assert "Beside the sealed record" not in words(copy)
    assert "Beside the sealed record" not in plain
