"""What whoever reviews a record is told beside it: reasons that were used before, the advice log."""

import io
import zipfile

import pytest

from decisions.casework import advice_log, writing
from decisions.records import exports
from decisions.records.alike import Alike, alike
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.storage.test_records import a_record
from tests.storage.test_requests import in_the_log

LEAD = an_actor(Role.SAFEGUARDING_LEAD)
OTHER_LEAD = an_actor(Role.SAFEGUARDING_LEAD, agency="surgery")


def test_reasons_that_stand_in_another_record_are_counted_for_a_reviewer(database, practitioner):
    first = a_record(database, practitioner).line.id
    alone = alike(database, LEAD, first)

    second = a_record(database, practitioner, "CASE-2").line.id

    assert alone == Alike(elsewhere=0, within=False)
    assert alike(database, LEAD, first) == Alike(elsewhere=1, within=False)
    assert alike(database, LEAD, second) == Alike(elsewhere=1, within=False)


def test_only_a_reviewer_of_that_agency_is_told(sqlite_database, practitioner):
    record = a_record(sqlite_database, practitioner).line.id

    with pytest.raises(NotPermitted):
        alike(sqlite_database, practitioner, record)
    with pytest.raises(NotFound):
        alike(sqlite_database, OTHER_LEAD, record)


def test_the_conversations_that_led_to_a_record_are_listed_for_their_keeper_alone(
    sqlite_database, practitioner
):
    record = a_record(sqlite_database, practitioner).line.id
    secret = "Counsel says: disclose the letter only."
    for words in ({"role": "own_lead"}, {"role": "legal", "answer": secret}):
        which = in_the_log(sqlite_database, practitioner, **words)
        writing.link(sqlite_database, practitioner, which, record_id=record)

    held = advice_log.of_record(sqlite_database, practitioner, record)

    assert [one.is_privileged for one in held] == [False, True]
    assert secret not in repr(held)
    assert advice_log.of_record(sqlite_database, LEAD, record) == ()
    with pytest.raises(NotFound):
        advice_log.of_record(sqlite_database, OTHER_LEAD, record)


def test_legal_advice_is_in_no_copy_and_no_export(sqlite_database, practitioner):
    record = a_record(sqlite_database, practitioner).line.id
    which = in_the_log(sqlite_database, practitioner, role="legal", answer="COUNSEL-SAYS")
    writing.link(sqlite_database, practitioner, which, record_id=record)
    whole = (
        exports.decision_word,
        exports.examination_word,
        exports.schedule_word,
        exports.whole_file,
        exports.as_json,
        exports.paste_text,
    )

    for make in whole:
        made = make(sqlite_database, practitioner, record)
        assert "COUNSEL-SAYS" not in everything_in(made.data)


def everything_in(data: bytes) -> str:
    """The text of a file, of each part of it where it is a Word document."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return " ".join(read.read(name).decode("utf-8", "replace") for name in read.namelist())
