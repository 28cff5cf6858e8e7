"""The journey's pages through the door: who may see them, first steps, faults, empty and foreign drafts."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import service
from decisions.journey.choices_case import Depth
from decisions.pages import _saving
from isa.platform import users
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.identity import Actor

OpenAs = Callable[..., AppTest]
QUESTION = "decisions/pages/question.py"
HOME = "decisions/pages/home.py"
WIZARD = [
    HOME,
    "decisions/pages/danger.py",
    QUESTION,
    "decisions/pages/check.py",
    "decisions/pages/assessment.py",
    "decisions/pages/decide.py",
    "decisions/pages/seal.py",
    "decisions/pages/ring.py",
    "decisions/pages/discard.py",
]


def title(app: AppTest) -> str:
    return app.title[0].value.replace("\\", "")


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.text]).replace("\\", "")


@pytest.fixture
def amina(demo: Database) -> Actor:
    found = users.actor_by_id(demo, "demo-practitioner")
    assert found is not None
    return found


def test_a_practitioner_starts_with_danger_and_no_drafts(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner")

    assert not app.exception
    assert title(app) == "What do you need to do?"
    labels = [button.label for button in app.button]
    assert labels.index("Someone may be in immediate danger") < labels.index(
        "Decide whether to share"
    )
    assert "You have no drafts." in words(app)
    assert "No decision of yours is due for review" in words(app)


def test_danger_shows_checked_numbers_without_a_single_question(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", "decisions/pages/danger.py")

    assert title(app) == "Who to ring now"
    assert "[999](tel:999)" in words(app)
    assert "tel:01632960112" in words(app)
    assert "Number checked 3 November 2026" in words(app)
    assert not app.radio


@pytest.mark.parametrize("user", ["demo-ig-lead", "demo-auditor", "demo-administrator"])
def test_whoever_does_not_decide_sees_no_page_of_the_journey(open_as: OpenAs, user: str) -> None:
    for page in WIZARD:
        app = open_as(user, page)

        assert title(app) == "Your role does not include this", page
        assert not app.radio


def test_an_address_without_a_draft_is_a_calm_page(open_as: OpenAs) -> None:
    for page in WIZARD[2:]:
        app = open_as("demo-practitioner", page)

        assert not app.exception
        assert title(app) == "This is not here", page


def test_a_colleagues_draft_does_not_exist(open_as: OpenAs, demo: Database, amina: Actor) -> None:
    draft = service.start_draft(demo, amina)
    service.save_field(demo, amina, draft.id, "about.reference", "CASE-1042")

    for page in WIZARD[2:]:
        app = open_as("demo-safeguarding-lead", page, draft=draft.id)

        assert title(app) == "This is not here", page
        assert "CASE-1042" not in words(app)


def test_nothing_is_preselected_and_an_answer_is_saved_as_it_is_given(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="about")

    assert title(app) == "Who is it about?"
    assert [radio.value for radio in app.radio] == [None] * len(app.radio)
    app.radio(key="w.about.who").set_value("adult").run()
    kept = service.load_draft(demo, amina, draft.id).answers
    assert kept.about is not None
    assert kept.about.who == "adult"
    assert [radio.key for radio in app.radio].index("w.about.adult_position") == 1


def test_continue_on_an_empty_page_lists_what_is_missing(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="about")
    app.button(key="primary").click().run()

    assert title(app) == "Who is it about?"
    assert "Select who may come to harm" in words(app)


def test_an_early_page_sends_to_the_first_question(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    for page in ("decisions/pages/decide.py", "decisions/pages/question.py"):
        app = open_as("demo-practitioner", page, draft=draft.id, step="telling")
        assert title(app) == "Who is it about?"
        assert "Answer this question first" in words(app)


def test_an_answer_that_was_not_saved_blocks_continue_and_is_tried_again(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="about")

    def fails(*_args: object, **_kwargs: object) -> None:
        raise StorageUnavailable("The database did not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(service, "save_field", fails)
        app.radio(key="w.about.who").set_value("neither").run()
    assert "Not saved." in words(app)
    assert app.button(key="primary").disabled
    assert app.radio(key="w.about.who").value == "neither"

    app.button(key="save-again").click().run()
    assert "Not saved." not in words(app)
    assert not app.button(key="primary").disabled
    kept = service.load_draft(demo, amina, draft.id).answers
    assert kept.about is not None
    assert kept.about.who == "neither"


def test_an_answer_changed_in_another_tab_is_not_overwritten(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="about")
    service.save_field(demo, amina, draft.id, "about.who", "child")
    app.radio(key="w.about.who").set_value("adult").run()

    kept = service.load_draft(demo, amina, draft.id).answers
    assert kept.about is not None
    assert kept.about.who == "child"
    assert app.button(key="primary").disabled
    app.button(key="keep-mine-0").click().run()
    kept = service.load_draft(demo, amina, draft.id).answers
    assert kept.about is not None
    assert kept.about.who == "adult"
    assert not app.button(key="primary").disabled


def test_danger_is_shown_on_the_page_after_it_is_known_and_stays(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina, depth=Depth.PHONE)
    for path, value in (
        ("about.who", "child"),
        ("about.child_stage", "child"),
        ("harm.seriousness", "immediate"),
    ):
        service.save_field(demo, amina, draft.id, path, value)

    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="story")

    assert title(app) == "What is happening?"
    assert "tel:999" in words(app)


def test_drafts_are_listed_on_the_start_page(open_as: OpenAs, demo: Database, amina: Actor) -> None:
    service.start_draft(demo, amina)
    app = open_as("demo-practitioner", HOME)

    assert not app.exception
    assert "You have no drafts." not in words(app)


def test_a_discarded_draft_is_gone(open_as: OpenAs, demo: Database, amina: Actor) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", "decisions/pages/discard.py", draft=draft.id)
    app.button(key="primary").click().run()

    assert service.list_drafts(demo, amina) == ()
    assert title(app) == "What do you need to do?"


def test_an_answer_that_arrives_together_with_continue_counts(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    for path, value in (("about.who", "neither"), ("about.naming", "reference_only")):
        service.save_field(demo, amina, draft.id, path, value)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="harm")

    app.radio(key="w.harm.seriousness").set_value("some")
    app.button(key="primary").click().run()

    assert title(app) == "What is happening?"


def test_an_answer_whose_callback_was_cut_short_is_saved_by_the_run(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="about")
    monkeypatch.setattr(_saving, "keep", lambda *_: None)

    app.radio(key="w.about.who").set_value("neither").run()

    kept = service.load_draft(demo, amina, draft.id).answers
    assert kept.about is not None
    assert kept.about.who == "neither"


def test_one_drafts_answers_never_appear_in_another(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    first, second = service.start_draft(demo, amina), service.start_draft(demo, amina)
    app = open_as("demo-practitioner", QUESTION, draft=first.id, step="about")
    app.radio(key="w.about.who").set_value("neither").run()
    app.query_params["draft"] = second.id
    app.run()

    assert app.radio(key="w.about.who").value is None
    kept = service.load_draft(demo, amina, second.id).answers
    assert kept.about is None


def test_the_advice_that_was_shown_is_the_one_that_may_be_sealed(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina)
    service.save_field(demo, amina, draft.id, "harm.seriousness", "immediate")
    assert service.load_draft(demo, amina, draft.id).advice_shown is None

    open_as("demo-practitioner", "decisions/pages/assessment.py", draft=draft.id)

    assert service.load_draft(demo, amina, draft.id).advice_shown is not None
