"""Drafts that life made difficult: an older version's, 200 items, a paste from a case system."""

import time

import pytest

from decisions import service
from decisions.journey import rows
from decisions.journey import service as drafts
from decisions.journey.answers import MAX_ITEMS
from decisions.journey.choices_case import Depth
from decisions.journey.tables import DraftRow
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.unit.journey.cases import ON, answers, assessed

OLD = {
    "about.who": '"adult"',
    "about.adult_position": '"other_adult"',
    "about.naming": '"reference_only"',
    "harm.seriousness": '"some"',
    "recipients.r-old": "{}",
    "recipients.r-old.recipient.agency_id": '"not_listed"',
    "recipients.r-old.recipient.recipient_class": '"regulator_dbs_lado"',
    "recipients.r-old.link.can_help": '"yes"',
    "items.i-old": "{}",
    "items.i-old.item.about": '"protected_adult"',
    "items.i-old.use.needed": '"yes"',
}
"""Answers as the first release stored them: questions since replaced, an option since retired."""


@pytest.fixture
def me(sqlite_database: Database) -> Actor:
    return an_actor(Role.PRACTITIONER)


def _stored(database: Database, me: Actor, flat: dict[str, str], depth: Depth) -> str:
    draft = drafts.start_draft(database, me, depth=depth)
    with database.write(me) as work:
        row = work.session.get(DraftRow, draft.id)
        assert row is not None
        for answer in rows.answers(work.session, draft.id):
            work.session.delete(answer)
        work.session.flush()
        for path, value in flat.items():
            rows.put(work, row, path, value)
        work.record("draft_answer_saved", draft.id, path="about.who")
    return draft.id


@pytest.mark.parametrize("depth", [Depth.FULL, Depth.PHONE, Depth.QUICK])
def test_a_draft_of_an_older_version_opens_and_keeps_what_was_said(
    sqlite_database: Database, me: Actor, depth: Depth
) -> None:
    which = _stored(sqlite_database, me, OLD, depth)
    draft, journey, _ = service.draft_with_journey(sqlite_database, me, which, on=ON)

    assert journey.next is not None
    item, recipient = draft.answers.items[0], draft.answers.recipients[0]
    assert item.item is not None
    assert item.item.about == ("protected_adult",)
    assert recipient.recipient is not None
    assert recipient.recipient.recipient_class == "regulator_dbs_lado"
    drafts.deepen(sqlite_database, me, which)
    assert drafts.load_draft(sqlite_database, me, which).answers.items[0].use is not None


@pytest.mark.parametrize("depth", [Depth.FULL, Depth.QUICK])
def test_a_draft_to_an_agency_that_is_gone_says_who_is_asked_for_again(
    sqlite_database: Database, me: Actor, depth: Depth
) -> None:
    flat = {**OLD, "recipients.r-old.recipient.agency_id": '"gone-long-ago"'}
    which = _stored(sqlite_database, me, flat, depth)
    _, journey, _ = service.draft_with_journey(sqlite_database, me, which, on=ON)

    assert journey.stop("recipients/r-old/recipient") is not None


def test_two_hundred_items_are_walked_and_one_more_is_refused() -> None:
    one = answers().items[0]
    every = tuple(one.model_copy(update={"id": f"i{n}"}) for n in range(MAX_ITEMS))
    for depth in (Depth.FULL, Depth.QUICK):
        given = answers().model_copy(update={"items": every, "depth": depth})
        start = time.process_time()
        found = assessed(given)

        assert found.journey.next is None
        assert len(found.assessment.recipients[0].items) == MAX_ITEMS == 200
        assert time.process_time() - start < 10


def test_fifty_thousand_characters_are_answered_plainly_and_nothing_is_stored_cut(
    sqlite_database: Database, me: Actor
) -> None:
    draft = drafts.start_draft(sqlite_database, me)
    drafts.save_field(sqlite_database, me, draft.id, "story.concern", "What was there before.")
    paste = ("Entry\x00\x07\x1b[0m from the case system\r\n" * 1_600)[:50_000]

    with pytest.raises(Invalid) as refused:
        drafts.save_field(sqlite_database, me, draft.id, "story.concern", paste)

    sentence = refused.value.faults["story.concern"]
    assert "20,000" in sentence
    assert "Entry" not in sentence
    story = drafts.load_draft(sqlite_database, me, draft.id).answers.story
    assert story is not None
    assert story.concern == "What was there before."
    drafts.save_field(sqlite_database, me, draft.id, "story.concern", paste[:19_000])
    story = drafts.load_draft(sqlite_database, me, draft.id).answers.story
    assert story is not None
    assert story.concern is not None
    assert not set(story.concern) & {"\x00", "\x07", "\x1b", "\r"}
    assert story.concern.count("from the case system") == paste[:19_000].count("case system")
