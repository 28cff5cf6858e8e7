"""A paste that is too long: what is said, that nothing is called saved, and that nothing is cut."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from decisions.journey.cleaned import cleaned
from decisions.journey.fields import Scope, Widget, path_of, questions
from decisions.journey.steps import STEPS
from isa.platform import users
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import seal, sealed, started
from tests.pages.test_wizard import words

QUESTION = "decisions/pages/question.py"


def test_a_line_that_is_too_long_says_by_how_much_and_is_not_called_saved(
    open_as: OpenAs, demo: Database
) -> None:
    me = users.actor_by_id(demo, "demo-practitioner")
    assert me is not None
    made = drafts.start_draft(demo, me, depth=Depth.FULL)
    drafts.save_field(demo, me, made.id, "about.reference", "CASE-1")
    app: AppTest = open_as(
        "demo-practitioner", "decisions/pages/question.py", draft=made.id, step="about"
    )
    key = next(one.key for one in app.text_input if str(one.key).endswith("about.reference"))

    app.text_input(key=key).set_value("x" * 321).run()
    app.run()

    assert any(one.value.startswith("Not saved") for one in app.text)
    assert not any(re.fullmatch(r"Saved [\d:]+", one.value) for one in app.text)
    assert app.text_input(key=key).value == "x" * 321
    app.button(key="primary").click().run()
    assert "300 characters or fewer: take out 21" in words(app).replace("\\", "")
    about = drafts.load_draft(demo, me, made.id).answers.about
    assert about is not None
    assert about.reference == "CASE-1"


@pytest.fixture
def me(demo: Database) -> Actor:
    found = users.actor_by_id(demo, "demo-practitioner")
    assert found is not None
    return found


def test_it_stands_in_its_field_after_a_reload_and_is_still_not_called_saved(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    made = drafts.start_draft(demo, me, depth=Depth.FULL)
    with pytest.raises(Invalid):
        drafts.save_field(demo, me, made.id, "about.reference", "x" * 321)

    app = open_as("demo-practitioner", QUESTION, draft=made.id, step="about")

    assert app.text_input(key="w.about.reference").value == "x" * 321
    assert any(one.value.startswith("Not saved as an answer") for one in app.text)
    app.button(key="primary").click().run()
    assert "300 characters or fewer: take out 21" in words(app).replace("\\", "")
    app.text_input(key="w.about.reference").set_value("CASE-2").run()
    held = drafts.load_draft(demo, me, made.id)
    assert (held.answers.about and held.answers.about.reference, held.too_long) == ("CASE-2", {})


def test_a_long_text_counts_for_nothing_and_is_named_where_answers_are_checked_and_at_sealing(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = started(demo, me)
    before = drafts.load_draft(demo, me, which).answers
    with pytest.raises(Invalid):
        drafts.save_field(demo, me, which, "story.concern", "x" * 20_050)
    held = drafts.load_draft(demo, me, which)
    assert (held.answers, held.set_aside) == (before, ())
    assert len(held.too_long["story.concern"]) == 20_050

    page = open_as("demo-practitioner", "decisions/pages/check.py", draft=which)
    assert "too long to be an answer and counts for nothing yet" in words(page)
    with pytest.raises(Invalid, match="holds a text that is too long"):
        seal(demo, me, which)


def test_it_goes_with_what_it_was_about(demo: Database, me: Actor) -> None:
    which = started(demo, me)
    answers = drafts.load_draft(demo, me, which).answers
    item = answers.items[1].id
    cell = f"recipients.{answers.recipients[0].id}.items.{item}.as_sent.wording"
    for path in (f"items.{item}.item.words", cell):
        with pytest.raises(Invalid):
            drafts.save_field(demo, me, which, path, "x" * 20_050)
    assert len(drafts.load_draft(demo, me, which).too_long) == 2
    entries.remove_item(demo, me, which, item)
    assert drafts.load_draft(demo, me, which).too_long == {}


PASTED = "Seen\x00 \x07by\x1b[31m \x93him\x94.\u202e\r\nÅ\v"


def test_every_long_text_keeps_a_paste_from_a_case_system_cleaned_or_whole_to_be_shortened(
    demo: Database, me: Actor
) -> None:
    which = started(demo, me)
    answers = drafts.load_draft(demo, me, which).answers
    owners = {
        Scope.CASE: None,
        Scope.RECIPIENT: answers.recipients[0].id,
        Scope.ITEM: answers.items[0].id,
        Scope.PERSON: answers.people[0].id,
    }
    paths = [
        path_of(step, owners[step.scope], asked.name)
        for step in STEPS.values()
        for asked in questions(step)
        if asked.ask.widget is Widget.NARRATIVE and step.scope in owners
    ]
    assert len(paths) > 30
    whole = (PASTED * 3_000)[:50_000]
    for path in paths:
        drafts.save_field(demo, me, which, path, PASTED)
        with pytest.raises(Invalid, match="20,000 characters or fewer: take out"):
            drafts.save_field(demo, me, which, path, whole)
    assert drafts.load_draft(demo, me, which).too_long == dict.fromkeys(paths, whole)
    story = drafts.load_draft(demo, me, which).answers.story
    assert story is not None
    assert story.concern == cleaned(PASTED) == "Seen by[31m \u201chim\u201d.\nÅ\n"


def test_a_reference_pasted_with_what_nobody_sees_finds_its_record(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    record = sealed(demo, me)
    app = open_as("demo-practitioner", "decisions/pages/records.py")
    app.text_input(key="w.reference").set_value("\ufeffCASE-1042\u200b").run()
    app.button(key="find").click().run()
    assert record in "".join(
        str(one.proto) for one in app.get("bidi_component") if "found" in one.proto.id
    )
