"""Drafts on both engines: nothing acknowledged is lost, nobody reads another's, tabs meet by field."""

import threading

import pytest
from sqlalchemy import text

from decisions.journey import changes, entries, rows, service
from decisions.journey.choices_case import Depth, Harm, Trigger, Who
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor


@pytest.fixture
def draft(database: Database, practitioner: Actor) -> service.Draft:
    return service.start_draft(database, practitioner)


def item_of(draft: service.Draft) -> str:
    return draft.answers.items[0].id


def test_a_new_draft_has_one_recipient_one_item_and_no_answer(draft: service.Draft) -> None:
    assert len(draft.answers.recipients) == len(draft.answers.items) == 1
    assert draft.answers.about is None
    assert draft.answers.harm is None
    assert draft.answers.recipients[0].recipient is None


def test_a_saved_answer_is_there_for_a_second_connection(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "about.who", "child")
    service.save_field(database, practitioner, draft.id, "harm.seriousness", "significant")
    words = "Two accounts differ.\n\n<b>not markup</b> Ŵyn-Jones Żółć 😟 O'Neill"
    service.save_field(database, practitioner, draft.id, "story.concern", words)

    again = service.load_draft(database, practitioner, draft.id).answers

    assert again.about is not None
    assert again.about.who is Who.CHILD
    assert again.harm is not None
    assert again.harm.seriousness is Harm.SIGNIFICANT
    assert again.story is not None
    assert again.story.concern == words


def test_the_longest_narrative_is_kept_whole_and_a_longer_one_refused(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    longest = "ŵ😟" * 10_000
    service.save_field(database, practitioner, draft.id, "story.concern", longest)

    with pytest.raises(Invalid) as refused:
        service.save_field(database, practitioner, draft.id, "story.concern", longest + "x")

    assert "20,000 characters" in refused.value.faults["story.concern"]
    kept = service.load_draft(database, practitioner, draft.id).answers.story
    assert kept is not None
    assert kept.concern == longest


def test_two_tabs_changing_different_answers_both_keep_theirs(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    first = service.load_draft(database, practitioner, draft.id)
    second = service.load_draft(database, practitioner, draft.id)

    service.save_field(
        database, practitioner, draft.id, "about.who", "child", seen=first.seen.get("about.who", 0)
    )
    service.save_field(
        database,
        practitioner,
        draft.id,
        "harm.seriousness",
        "some",
        seen=second.seen.get("harm.seriousness", 0),
    )

    kept = service.load_draft(database, practitioner, draft.id).answers
    assert kept.about is not None
    assert kept.harm is not None


def test_the_same_answer_changed_in_another_tab_is_not_overwritten_unseen(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "about.who", "child", seen=0)

    with pytest.raises(Stale):
        service.save_field(database, practitioner, draft.id, "about.who", "adult", seen=0)
    same = service.save_field(database, practitioner, draft.id, "about.who", "child", seen=0)
    service.save_field(database, practitioner, draft.id, "about.who", "both", seen=same.version)

    kept = service.load_draft(database, practitioner, draft.id).answers.about
    assert kept is not None
    assert kept.who is Who.BOTH


def test_an_empty_answer_clears_it(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "about.who", "child")
    service.save_field(database, practitioner, draft.id, "about.who", "")

    kept = service.load_draft(database, practitioner, draft.id).answers.about
    assert kept is not None
    assert kept.who is None


def test_another_practitioner_finds_no_such_draft(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    stranger = an_actor(Role.PRACTITIONER, user="someone-else")
    lead = an_actor(Role.SAFEGUARDING_LEAD)
    for other in (stranger, lead):
        with pytest.raises(NotFound):
            service.load_draft(database, other, draft.id)
        with pytest.raises(NotFound):
            service.save_field(database, other, draft.id, "about.who", "child")
        with pytest.raises(NotFound):
            service.discard_draft(database, other, draft.id)
        assert service.list_drafts(database, other) == ()


def test_a_role_without_drafts_is_refused(database: Database, administrator: Actor) -> None:
    with pytest.raises(NotPermitted):
        service.start_draft(database, administrator)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("about.who", "nobody"),
        ("about.who", 3),
        ("about.unheard_of", "x"),
        ("nowhere", "x"),
        ("story.happened", {"state": "exact", "on": "yesterday"}),
        ("story.concern", float("nan")),
        ("recipients.x.harm.seriousness", "some"),
    ],
)
def test_what_is_not_an_answer_is_refused_and_nothing_is_saved(
    database: Database, practitioner: Actor, draft: service.Draft, path: str, value: object
) -> None:
    with pytest.raises(Invalid) as refused:
        service.save_field(database, practitioner, draft.id, path, value)

    assert list(refused.value.faults) == [path]
    assert service.load_draft(database, practitioner, draft.id).version == draft.version


def test_items_are_added_kept_in_order_and_removed_with_their_answers(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    first = item_of(draft)
    second = entries.add_item(database, practitioner, draft.id)
    third = entries.add_item(database, practitioner, draft.id)
    for item in (third, first, second):
        service.save_field(database, practitioner, draft.id, f"items.{item}.item.label", item)
    assert [i.id for i in service.load_draft(database, practitioner, draft.id).answers.items] == [
        first,
        second,
        third,
    ]

    entries.remove_item(database, practitioner, draft.id, second)

    left = service.load_draft(database, practitioner, draft.id)
    assert [i.id for i in left.answers.items] == [first, third]
    with pytest.raises(NotFound):
        service.save_field(database, practitioner, draft.id, f"items.{second}.item.label", "x")


def test_a_change_after_the_advice_was_seen_is_kept_with_both_values(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "telling.safe", "yes")
    changes.note_assessed(database, practitioner, draft.id)
    service.save_field(database, practitioner, draft.id, "telling.safe", "no")
    service.save_field(database, practitioner, draft.id, "telling.safe", "no")

    found = changes.changes(database, practitioner, draft.id)

    assert [(c.path, c.old, c.new) for c in found] == [("telling.safe", '"yes"', '"no"')]


def test_answers_and_references_are_not_readable_in_the_database(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "about.reference", "CASE-1042")
    service.save_field(database, practitioner, draft.id, "story.concern", "a bruise on the arm")
    changes.note_assessed(database, practitioner, draft.id)
    service.save_field(database, practitioner, draft.id, "story.concern", "two bruises")

    with database.read() as session:
        stored = " ".join(
            str(row)
            for table in ("draft", "draft_answer", "draft_change", "audit_event")
            for row in session.connection().execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        )
    assert "CASE-1042" not in stored
    assert "bruise" not in stored
    assert [line.reference for line in service.list_drafts(database, practitioner)] == ["CASE-1042"]


def test_a_discarded_draft_is_gone_with_its_answers(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    service.save_field(database, practitioner, draft.id, "story.concern", "a bruise")

    service.discard_draft(database, practitioner, draft.id)

    assert service.list_drafts(database, practitioner) == ()
    with pytest.raises(NotFound):
        service.load_draft(database, practitioner, draft.id)
    with database.read() as session:
        left = session.connection().execute(text("SELECT count(*) FROM draft_answer")).scalar_one()
    assert left == 0


def test_sealing_ends_the_draft_in_the_same_transaction(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    with database.write(practitioner) as work:
        rows.close_as_sealed(work, draft.id)
        work.record("record_sealed", draft.id)

    with pytest.raises(NotFound):
        service.save_field(database, practitioner, draft.id, "about.who", "child")


def test_phone_now_goes_on_to_the_full_path_with_every_answer(
    database: Database, practitioner: Actor
) -> None:
    draft = service.start_draft(
        database, practitioner, trigger=Trigger.ALREADY_SHARED, depth=Depth.PHONE
    )
    service.save_field(database, practitioner, draft.id, "about.who", "child")

    service.deepen(database, practitioner, draft.id)

    again = service.load_draft(database, practitioner, draft.id).answers
    assert (again.trigger, again.depth) == (Trigger.ALREADY_SHARED, Depth.FULL)
    assert again.about is not None


def test_answers_saved_at_the_same_time_are_all_kept(
    database: Database, practitioner: Actor, draft: service.Draft
) -> None:
    paths = [
        "about.initials",
        "story.concern",
        "story.their_words",
        "purpose.hope",
        "enquiries.tried",
    ]
    start = threading.Barrier(len(paths))

    def save(path: str) -> None:
        start.wait()
        service.save_field(database, practitioner, draft.id, path, path, seen=0)

    threads = [threading.Thread(target=save, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    after = service.load_draft(database, practitioner, draft.id)
    assert set(paths) <= set(after.seen)
    assert after.version == draft.version + len(paths)
