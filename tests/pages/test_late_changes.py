"""Changes that contradict what stands in a draft: refused or said in a sentence, never a bare error."""

import pytest

from decisions.journey import entries, rows
from decisions.journey import service as drafts
from decisions.journey.check_answers import show_dated
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.fields import Dated
from decisions.records import correction
from decisions.records import service as records
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import actor, seal, sealed, started
from tests.pages.test_wizard import title, words

ME = "demo-practitioner"
CHECK = "decisions/pages/check.py"


@pytest.fixture
def me(demo: Database) -> Actor:
    return actor(demo, ME)


def test_nobody_takes_the_place_of_who_asked(open_as: OpenAs, demo: Database, me: Actor) -> None:
    draft = drafts.start_draft(demo, me, trigger=Trigger.REQUEST_RECEIVED, depth=Depth.QUICK)
    asker, other = draft.answers.recipients[0].id, entries.add_recipient(demo, me, draft.id)
    path = f"recipients.{other}.recipient.agency_id"
    drafts.save_field(demo, me, draft.id, path, "exampleshire-police")

    with pytest.raises(Invalid, match="They asked"):
        entries.remove_recipient(demo, me, draft.id, asker)
    page = open_as(ME, CHECK, draft=draft.id)
    assert f"remove-{other}" in [button.key for button in page.button]
    assert f"remove-{asker}" not in [button.key for button in page.button]
    headers = [found.value.replace("\\", "") for found in page.header]
    assert not any(found.startswith("Who is asking: Exampleshire Police") for found in headers)
    entries.remove_recipient(demo, me, draft.id, other)
    assert [one.id for one in drafts.load_draft(demo, me, draft.id).answers.recipients] == [asker]


def test_a_kind_of_record_that_is_not_in_the_list_is_asked_again_and_never_sealed(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = started(demo, me)
    item = drafts.load_draft(demo, me, which).answers.items[0].id
    path = f"items.{item}.item.category"
    with pytest.raises(Invalid, match="not in the list of this release"):
        drafts.save_field(demo, me, which, path, "no_such_kind")
    with demo.write(me) as work:
        rows.put(work, rows.own(work.session, me, which), path, '"no_such_kind"')
        work.record("draft_answer_saved", which, path=path)

    page = open_as(ME, CHECK, draft=which)
    assert title(page) == "Check your answers"
    assert "Some answers could not be carried over" in [found.value for found in page.header]
    assert "What kind of record does it come from?" in words(page)
    with pytest.raises(Invalid, match="Answer the questions that are left"):
        seal(demo, me, which)


def test_a_reader_who_is_not_in_the_draft_leads_back_into_it(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    page = open_as(ME, "decisions/pages/readers.py", draft=started(demo, me), reader="r_none")
    assert title(page) == "Check your answers"
    assert "is not part of this draft now" in words(page)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Since the summer", "Since the summer"),
        ("about a week ago", "about a week ago"),
        ("early November", "About early November"),
    ],
)
def test_words_that_say_themselves_how_vague_they_are_get_no_about(said: str, shown: str) -> None:
    assert show_dated(Dated(state="about", words=said)) == shown


def test_a_record_whose_old_answers_cannot_be_read_is_replaced_all_the_same(
    demo: Database, me: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sealed(demo, me)
    held = records.record(demo, me, first).content
    assert held is not None
    old = held.answers | {
        "trigger": "request_received",
        "harm": {"seriousness": "dire"},
        "bygone": {"heard": "Shouting at night."},
    }
    content = held.model_copy(update={"answers": old})
    monkeypatch.setattr(correction.rows, "content", lambda *_: content)

    new = drafts.load_draft(demo, me, correction.supersede(demo, me, first))
    assert [one.words for one in new.set_aside] == ["", "Shouting at night."]
    assert new.answers.trigger is Trigger.REQUEST_RECEIVED
    before, items = held.answers["recipients"], held.answers["items"]
    assert isinstance(before, list)
    assert isinstance(items, list)
    assert (len(new.answers.recipients), len(new.answers.items)) == (len(before), len(items))
    assert new.answers.recipients[0].decided is None
    assert new.answers.story is not None
