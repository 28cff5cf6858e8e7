"""The journey's pages through the door: who may see them, first steps, faults, empty and foreign drafts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import service
from decisions.journey.choices_case import Depth
from decisions.pages import _saving
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.identity import Actor
from tests.unit.journey.cases import ADULT

OpenAs = Callable[..., AppTest]
QUESTION = "decisions/pages/question.py"
HOME = "decisions/pages/home.py"
FRONT_DOOR = {"agency_id": "exampleshire-childrens-services", "verified": "known_route"}
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


@pytest.mark.parametrize(
    ("hour", "first", "then"),
    [(11, "01632960112", "01632960113"), (3, "01632960113", "01632960112")],
)
def test_the_number_that_somebody_answers_now_stands_first(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch, hour: int, first: str, then: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, hour, 0, tzinfo=UTC))

    said = words(open_as("demo-practitioner", "decisions/pages/danger.py"))

    assert said.index(first) < said.index(then)


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


def fill(demo: Database, actor: Actor, draft: service.Draft, raw: dict[str, Any]) -> None:
    for name, step in raw.items():
        if isinstance(step, dict):
            for field, value in step.items():
                service.save_field(demo, actor, draft.id, f"{name}.{field}", value)
    for kind in ("recipients", "items"):
        owner = getattr(draft.answers, kind)[0].id
        for name, step in raw[kind][0].items():
            if isinstance(step, dict):
                for field, value in step.items():
                    path = f"{kind}.{owner}.{name}.{field}"
                    service.save_field(demo, actor, draft.id, path, value)


@pytest.fixture
def whole(demo: Database, amina: Actor) -> service.Draft:
    """A draft with every answer of an ordinary case."""
    draft = service.start_draft(demo, amina)
    raw = {**ADULT, "harm": {"seriousness": "some"}}
    raw["recipients"] = [{**ADULT["recipients"][0], "recipient": FRONT_DOOR}]
    fill(demo, amina, draft, raw)
    return service.load_draft(demo, amina, draft.id)


def test_the_law_behind_a_page_can_be_opened_and_stays_where_it_is(
    open_as: OpenAs, whole: service.Draft
) -> None:
    telling = open_as("demo-practitioner", QUESTION, draft=whole.id, step="telling")
    story = open_as("demo-practitioner", QUESTION, draft=whole.id, step="story")

    assert [found.label for found in telling.expander] == ["The law on this"]
    assert "Working Together to Safeguard Children" in words(telling)
    assert [found.label for found in story.expander] == []


def test_a_question_no_longer_asked_is_not_on_its_page_and_its_answer_is_still_listed(
    open_as: OpenAs, demo: Database, amina: Actor, whole: service.Draft
) -> None:
    owner = whole.answers.recipients[0].id
    for name, value in (("use", None), ("unmet", None), ("can_help", "yes")):
        service.save_field(demo, amina, whole.id, f"recipients.{owner}.link.{name}", value)

    page = open_as("demo-practitioner", QUESTION, draft=whole.id, step=f"recipients/{owner}/link")
    keys = [radio.key.rpartition(".")[2] for radio in page.radio]

    assert keys == ["conflict", "use", "unmet"]
    page.button(key="primary").click().run()
    assert title(page) == "Does any of this apply?"


def test_somebody_else_is_named_on_the_item_and_asked_about_after_the_list(
    open_as: OpenAs, demo: Database, amina: Actor, whole: service.Draft
) -> None:
    item = whole.answers.items[0].id
    page = open_as("demo-practitioner", QUESTION, draft=whole.id, step=f"items/{item}/item")
    assert f"w.items.{item}.item.whose" not in [radio.key for radio in page.radio]

    page.checkbox(key=f"w.items.{item}.item.about.protected_adult").uncheck()
    page.checkbox(key=f"w.items.{item}.item.about.parent_carer").check().run()
    whose = page.radio(key=f"w.items.{item}.item.whose")
    assert whose.value is None
    whose.set_value(f"of-{item}-1").run()
    page.button(key="primary").click().run()
    held = service.load_draft(demo, amina, whole.id).answers
    assert [one.id for one in held.people] == [f"of-{item}-1"]

    theirs = open_as("demo-practitioner", QUESTION, draft=whole.id, step=f"people/of-{item}-1/them")
    assert title(theirs) == "Somebody else's choice"
    assert "Their information: Bruise" in words(theirs)
    check = open_as("demo-practitioner", "decisions/pages/check.py", draft=whole.id)
    assert "Whose choice it is\\: Somebody else" in [head.value for head in check.header]


def test_every_group_of_radios_has_a_question_that_can_be_seen(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(demo, amina, depth=Depth.QUICK)
    for path, value in (("about.who", "child"), ("about.child_stage", "child")):
        service.save_field(demo, amina, draft.id, path, value)

    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="harm")

    assert title(app) == "What is happening, and how serious is it?"
    assert "**What harm could come if nobody is told?**" in words(app)
    alone = service.start_draft(demo, amina, depth=Depth.FULL)
    for path, value in (
        ("about.who", "child"),
        ("about.child_stage", "child"),
        ("about.naming", "reference_only"),
    ):
        service.save_field(demo, amina, alone.id, path, value)
    app = open_as("demo-practitioner", QUESTION, draft=alone.id, step="harm")
    assert title(app) == "What harm could come if nobody is told?"
