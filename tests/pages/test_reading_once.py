"""A run of a page reads who is acting once, afresh, and asks the database little else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event
from streamlit.components.v2.bidi_component import serialization
from streamlit.elements import html
from streamlit.testing.v1 import AppTest

from decisions import service as advice
from decisions.journey import service
from isa.platform import users
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from tests.pages.conftest import OpenAs

USER = "demo-practitioner"
QUESTION = "decisions/pages/question.py"
WHO = "app_user"
MOST_TO_ANSWER = 13
"""Nine of them to save it: who, the turn, draft and answer read and written, and the trail."""
MOST_TO_GO_ON = 9


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every statement that any engine of this process was given, as text."""
    found: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def at_harm(demo: Database) -> str:
    actor = users.actor_by_id(demo, USER)
    assert actor is not None
    draft = service.start_draft(demo, actor)
    for path, value in (("about.who", "neither"), ("about.naming", "reference_only")):
        service.save_field(demo, actor, draft.id, path, value)
    return draft.id


def test_an_answer_is_saved_and_the_page_drawn_with_few_statements(
    demo: Database, open_as: OpenAs, asked: list[str]
) -> None:
    app = open_as(USER, QUESTION, draft=at_harm(demo), step="harm")
    asked.clear()
    app.radio(key="w.harm.seriousness").set_value("significant").run()

    assert not app.exception
    who = [statement for statement in asked if WHO in statement]
    assert len(who) == 1, "once for the callback and the page that is drawn after it"
    assert len(asked) <= MOST_TO_ANSWER, "\n".join(asked)


def test_going_on_reads_the_draft_once_for_each_page(
    demo: Database, open_as: OpenAs, asked: list[str]
) -> None:
    app = open_as(USER, QUESTION, draft=at_harm(demo), step="harm")
    app.radio(key="w.harm.seriousness").set_value("significant").run()
    title = app.title[0].value
    asked.clear()
    app.button(key="primary").click().run()

    assert not app.exception
    assert app.title[0].value != title
    assert len([statement for statement in asked if WHO in statement]) == 1
    assert len(asked) <= MOST_TO_GO_ON, "\n".join(asked)


def test_going_on_works_out_the_pages_no_second_time(
    demo: Database, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = []
    walk = advice.walk
    monkeypatch.setattr(advice, "walk", lambda *given: walked.append(given) or walk(*given))
    draft = at_harm(demo)
    app = open_as(USER, QUESTION, draft=draft, step="harm")
    app.radio(key="w.harm.seriousness").set_value("significant").run()
    walked.clear()
    app.button(key="primary").click().run()
    assert walked == []

    app.button(key="back").click().run()
    amina = users.actor_by_id(demo, USER)
    service.save_field(demo, amina, draft, "about.naming", "details")
    app.button(key="primary").click().run()
    assert walked, "another tab changed an answer: what was kept is not taken"


def test_a_user_who_was_stopped_meanwhile_is_stopped_in_the_very_next_run(
    demo: Database, open_as: OpenAs
) -> None:
    draft = at_harm(demo)
    app = open_as(USER, QUESTION, draft=draft, step="harm")
    users.disable_user(demo, SYSTEM, USER)
    app.radio(key="w.harm.seriousness").set_value("significant").run()

    assert not [radio for radio in app.radio if radio.key == "w.harm.seriousness"]
    with demo.look() as connection:
        answers = connection.exec_driver_sql("SELECT path FROM draft_answer").scalars().all()
    assert "harm.seriousness" not in answers


def test_what_a_component_is_given_is_not_looked_through_for_tables_of_figures(
    demo: Database, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    look = serialization.is_dataframe_like
    monkeypatch.setattr(serialization, "is_dataframe_like", lambda x: looked.append(x) or look(x))

    app = open_as(USER, QUESTION, draft=at_harm(demo), step="harm")

    assert len(app.get("bidi_component")) == 2
    assert looked == []


def test_the_style_sheet_is_sent_as_it_is(
    demo: Database, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned: list[str] = []
    clean = html.clean_text
    monkeypatch.setattr(html, "clean_text", lambda text: cleaned.append(text) or clean(text))

    app = open_as(USER, QUESTION, draft=at_harm(demo), step="harm")

    assert any(".st-key-" in one.proto.body for one in app.get("html"))
    assert cleaned == []


def test_a_run_has_pages_of_its_own() -> None:
    def twice() -> None:
        from isa.ui import site

        one, other = (site.page_object(site.PAGES[0]) for _ in range(2))
        assert one is not other, "Streamlit notes in a page whether it may be run"
        assert vars(one) == vars(other)

    assert not AppTest.from_function(twice).run().exception
