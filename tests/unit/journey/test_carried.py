"""A draft from another version of the questions: it opens, says what could not be read, loses no word."""

import json

import pytest

from decisions.journey import rows
from decisions.journey import service as drafts
from decisions.journey.carried import carried
from decisions.journey.changes import Change
from decisions.journey.check_answers import NO_ANSWER
from decisions.records import finished
from isa.platform.database import Database
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import AT

ME = an_actor(Role.PRACTITIONER)
OURS = {"about.who": "adult", "items.i1": {}, "items.i1.item.label": "Bruise"}


def read(**other: object):
    return carried({**OURS, **other}, trigger="own_concern", depth="full")


def test_nothing_is_set_aside_of_a_draft_that_is_of_now() -> None:
    answers, aside = read()

    assert answers.items[0].item is not None
    assert aside == ()


@pytest.mark.parametrize(
    ("path", "value", "question", "words"),
    [
        ("severity.level", "high", "", ""),
        ("story.heard", "Shouting at night.", "", "Shouting at night."),
        ("items.i1.item.colour", "red", "", ""),
        ("meetings.m1.meeting.notes", "They met twice.", "", "They met twice."),
        ("harm.seriousness", "dire", "What harm could come if nobody is told?", ""),
        ("circumstances.ticked", ["crime", "gone"], "Does any of this apply?", "crime"),
    ],
)
def test_what_this_release_cannot_read_is_set_aside_and_the_rest_stands(
    path: str, value: object, question: str, words: str
) -> None:
    answers, aside = read(**{path: value, "meetings.m1": {}})

    assert answers.about is not None
    assert answers.about.who == "adult"
    assert [one.label for item in answers.items if (one := item.item)] == ["Bruise"]
    (one,) = aside
    assert one.question == question
    assert words.casefold() in one.words.casefold()
    assert bool(words) == bool(one.words)


def test_an_option_that_is_gone_leaves_its_question_open_and_never_half_a_list() -> None:
    answers, _aside = read(**{"circumstances.ticked": ["crime", "gone"]})

    assert answers.circumstances is None


def test_the_draft_is_opened_listed_answered_again_and_then_whole(
    sqlite_database: Database,
) -> None:
    made = drafts.start_draft(sqlite_database, ME)
    with sqlite_database.write(ME) as work:
        row = rows.own(work.session, ME, made.id)
        rows.put(work, row, "harm.seriousness", '"dire"')
        work.record("draft_answer_saved", made.id, path="harm.seriousness")

    assert len(drafts.load_draft(sqlite_database, ME, made.id).set_aside) == 1
    drafts.save_field(sqlite_database, ME, made.id, "harm.seriousness", "some")
    assert drafts.load_draft(sqlite_database, ME, made.id).set_aside == ()


def test_a_late_change_to_a_question_that_is_gone_can_still_be_sealed() -> None:
    gone = Change(path="severity.level", old=json.dumps("high"), new="null", at=AT)

    late = finished._late(gone)

    assert late.question == "A question that is no longer asked"
    assert (late.before, late.after) == ("high", NO_ANSWER)
