"""A server is lost with its sessions: what only the browser holds is saved by the next one, and told apart."""

import json
from collections.abc import Mapping

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from decisions.casework import service as casework
from decisions.casework import writing
from decisions.journey import service as drafts
from decisions.journey.answers import Answers
from decisions.pages import _memory
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.web import door_script
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import WRITE, filled
from tests.pages.test_review_page import started
from tests.pages.test_wizard import words

ME = "demo-practitioner"
QUESTION = "decisions/pages/question.py"
DANGER, NAMED = "w.harm.seriousness", "w.about.reference"


@pytest.fixture
def draft(demo: Database, amina: Actor) -> drafts.Draft:
    return drafts.load_draft(demo, amina, started(demo, amina))


def browser_of(app: AppTest, **texts: str) -> WidgetStates:
    """What the browser tells the server it finds next: its fields, what it was shown, its long texts."""
    states = app._tree.get_widget_states()
    _key, notes = app.session_state[state.NOTES]
    shown = notes["seen"] if "seen" in notes else notes[_memory._NAME].seen
    held: dict[str, Mapping[str, object]] = {"page_script": {"seen": shown}}
    held |= {f"w.{path.replace('__', '.')}": {"text": text} for path, text in texts.items()}
    ids = {
        key: one.proto.id
        for one in app.get("bidi_component")
        for key in held
        if one.proto.id.endswith(f"-{key}")
    }
    for key, value in held.items():
        states.widgets.add(id=ids[key], json_value=json.dumps(value))
    return states


def next_server(lost: AppTest, browser: WidgetStates) -> AppTest:
    """The same page in a new session."""
    app = AppTest.from_file(str(door_script()), default_timeout=20)
    app.session_state[state.DEMO_USER] = ME
    app._page_hash = lost._finished_page_script_hash
    for name in lost.query_params:
        app.query_params[name] = lost.query_params[name]
    return app._run(browser)


def held(demo: Database, amina: Actor, draft: drafts.Draft) -> Answers:
    return drafts.load_draft(demo, amina, draft.id).answers


def test_an_answer_that_no_server_heard_is_saved_by_the_next(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    lost = open_as(ME, QUESTION, draft=draft.id, step="harm")
    lost.radio(key=DANGER).set_value("immediate")
    app = next_server(lost, browser_of(lost))

    assert app.radio(key=DANGER).value == "immediate"
    assert held(demo, amina, draft).harm.seriousness == "immediate"
    assert "Ring 999 now" in words(app)
    assert "Changed in another tab" not in [found.value for found in app.header]


def test_what_another_tab_wrote_meanwhile_is_not_written_over(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    lost = open_as(ME, QUESTION, draft=draft.id, step="harm")
    browser = browser_of(lost)
    drafts.save_field(demo, amina, draft.id, "harm.seriousness", "none_seen")
    app = next_server(lost, browser)
    app = app.run()

    assert "Changed in another tab" in [found.value for found in app.header]
    assert held(demo, amina, draft).harm.seriousness == "none_seen"


def test_a_line_and_a_long_text_that_no_server_heard_are_saved_too(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    lost = open_as(ME, QUESTION, draft=draft.id, step="about")
    lost.text_input(key=NAMED).set_value("TYPED-LAST")
    next_server(lost, browser_of(lost))
    about = held(demo, amina, draft).about
    assert about is not None
    assert about.reference == "TYPED-LAST"

    lost = open_as(ME, QUESTION, draft=draft.id, step="story")
    app = next_server(lost, browser_of(lost, story__concern="Sent as the server died."))
    story = held(demo, amina, draft).story
    assert story is not None
    assert story.concern == "Sent as the server died."
    assert "Changed in another tab" not in [found.value for found in app.header]


def test_none_of_these_ticked_last_takes_the_other_ticks_away(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    path = "circumstances.ticked"
    drafts.save_field(demo, amina, draft.id, path, ["sp_missing"])
    lost = open_as(ME, QUESTION, draft=draft.id, step="circumstances")
    lost.checkbox(key=f"w.{path}.none").check()
    app = next_server(lost, browser_of(lost))

    found = held(demo, amina, draft).circumstances
    assert found is not None
    assert found.model_dump(mode="json")["ticked"] == ["none"]
    assert app.checkbox(key=f"w.{path}.none").value
    assert not app.checkbox(key=f"w.{path}.sp_missing").value


def test_a_request_is_taken_over_as_a_draft_is(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = filled(demo, amina)
    writing.save(demo, amina, which, {"reply_to": "Before", "reference": "Shown"})
    lost = open_as(ME, WRITE, id=which, step="about")
    lost.text_input(key="w.reply_to").set_value("Typed as the server died")
    browser = browser_of(lost)
    writing.save(demo, amina, which, {"reference": "The other tab"})
    app = next_server(lost, browser)

    words = writing.request_words(casework.casework(demo, amina, which).body)
    assert (words.reply_to, words.reference) == ("Typed as the server died", "The other tab")
    app.button(key="primary").click().run()
    faults = app.session_state[state.ATTEMPT].faults
    assert ["changed in another tab" in fault for fault in faults.values()] == [True]
    assert list(faults) == ["reference"]
