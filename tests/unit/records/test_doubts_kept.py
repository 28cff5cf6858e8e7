"""What the tool pointed out of the answers stands in our own file, in no copy, and in no older record."""

from decisions.records import examination_document, payload, schedule
from decisions.records.comparison import comparison
from decisions.records.content import Content
from tests.unit.records.sample import ASSESSMENT, SEALED_AT
from tests.unit.records.test_documents import (
    BLOCKS,
    CONTENT,
    RECORD_ID,
    decision,
    headings,
    recipient_copy,
    words,
)

(DOUBT,) = ASSESSMENT.doubts
HEADING = "Answers that may not fit together"
WENT_ON = "Amina Yusuf was shown this with the advice, and went on with the answers as they stand."


def older() -> Content:
    """The same record as a release before this sealed it."""
    assessment = BLOCKS["assessment"]
    assert isinstance(assessment, dict)
    bare = {key: value for key, value in assessment.items() if key != "doubts"}
    blocks = {**BLOCKS, "assessment": bare}
    return payload.read(blocks, RECORD_ID, int(SEALED_AT.timestamp()))


def examined(content: Content) -> str:
    return words(examination_document.render(content, kid="k", demonstration=False))


def test_each_paper_of_our_own_says_it_and_that_it_was_gone_on_with():
    for printed in (words(decision()), examined(CONTENT)):
        assert DOUBT.sentence in printed
        assert "Why were they not asked? They are controlled by him" in printed
        assert WENT_ON in printed
    assert HEADING in headings(decision())


def test_the_schedule_lists_it_to_be_looked_at_for_other_people():
    (found,) = [one for one in schedule.schedule(CONTENT) if one.name == HEADING]

    assert found.holds.startswith(DOUBT.sentence)
    assert found.tags == (schedule.Tag.THIRD_PARTY,)


def test_two_versions_differ_where_one_was_pointed_out():
    (only,) = comparison(older(), CONTENT)

    assert (only.what, only.before) == (HEADING, "")


def test_a_recipients_copy_holds_none_of_it():
    assert "may not fit" not in words(recipient_copy())
    assert DOUBT.sentence not in words(recipient_copy())


def test_an_older_record_shows_none():
    assert older().assessment.doubts == ()
    assert HEADING not in headings(decision(older()))
    assert "may not fit" not in examined(older())
