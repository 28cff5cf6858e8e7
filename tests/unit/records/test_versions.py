"""What replaces what stands on paper: our own documents, and the copy of somebody written to before."""

import io

from docx import Document

from decisions.records import (
    decision_document,
    examination_document,
    recipient_document,
    schedule_document,
    versions,
)
from tests.unit.journey.cases import AT
from tests.unit.records.sample import LETTER
from tests.unit.records.test_documents import CONTENT, words

SAID = versions.sentences("rec_old", "rec_new")


def test_our_own_documents_say_what_replaces_what():
    assert "replaces an earlier one: rec_old" in SAID[0]
    assert "rec_new" in SAID[1]
    for data in (
        decision_document.render(CONTENT, kid="k", demonstration=False, versions=SAID),
        examination_document.render(CONTENT, kid="k", demonstration=False, versions=SAID),
        schedule_document.render(CONTENT, kid="k", demonstration=False, versions=SAID),
    ):
        assert all(one in words(data) for one in SAID)
    assert versions.sentences(None, None) == ()


def test_only_whoever_was_written_to_before_reads_that_it_is_replaced():
    (first, *_rest) = CONTENT.addressees
    said = versions.replaced_for(first.recipient_id, CONTENT)

    assert CONTENT.record_id in said
    assert said in words(copy(replaces=said))
    only_here = "Which copy replaces which stands on paper only."
    assert only_here in words(copy(replaces=said))
    assert only_here not in words(copy())
    assert "Replaces" not in words(copy())
    assert versions.replaced_for("somebody else", CONTENT) == ""
    assert versions.replaced_for(first.recipient_id, None) == ""


def test_a_copy_that_was_replaced_says_so_and_not_by_what():
    said = words(copy(is_replaced=True))

    assert "This was replaced. Ask the sender what holds now" in said
    assert "Which copy replaces which stands on paper only." in said
    assert "rec_" not in said
    assert "This was replaced" not in words(copy())


def test_somebody_at_home_reads_no_instructions_for_agencies():
    for reader, own in (("the_person", "Your own words"), ("near", "Their own words")):
        said = words(copy(reader=reader, words="Help me."))

        assert "How to know that this is from us" in said
        assert own in said
        assert "isa record verify" not in said
        assert "wherever it goes" not in said


def test_an_addressee_is_named_once():
    data = copy(to_agency="Her mother, Wilhelmina Sample", to_person="Wilhelmina Sample")
    rows = [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[0].rows]

    assert ["To", "Her mother, Wilhelmina Sample"] in rows


def copy(replaces: str = "", *, is_replaced: bool = False, **changes: str) -> bytes:
    return recipient_document.render(
        LETTER.model_copy(update=changes),
        (),
        record_id="r",
        kid="k",
        sealed_at=AT,
        demonstration=False,
        replaces=replaces,
        is_replaced=is_replaced,
    )
