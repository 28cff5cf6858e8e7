"""Practice: every situation opens, an answer is compared, and nothing is kept."""

import pytest
from streamlit.testing.v1 import AppTest

from decisions.workshop.rehearsal import rehearsal, situations
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import SYSTEM, Actor
from tests.pages.conftest import OpenAs

FILE = "decisions/pages/practice.py"
AMINA = "demo-practitioner"


def words(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    return " ".join(part.value for part in parts).replace("\\", "")


def test_the_list_has_every_situation(open_as: OpenAs) -> None:
    app = open_as(AMINA, FILE)

    assert "Nothing is kept" in words(app)
    assert len(situations(SYSTEM)) > 350


def test_a_situation_opened_from_the_list_stays_while_it_is_answered(open_as: OpenAs) -> None:
    app = open_as(AMINA, FILE)
    app._page_hash = ""  # the next run stays on the page that the press leads to
    app.button(key="case-careful_01").click().run()
    assert "What would you do?" in words(app)

    app.radio[0].set_value("share_now").run()

    assert "What would you do?" in words(app)


def test_an_answer_is_compared_with_the_advice_and_nothing_is_kept(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(AMINA, FILE, case="careful_01")
    assert "What the tables advise" not in words(app)

    app.button(key=next(b.key for b in app.button if b.label == "Compare")).click().run()
    assert "What the tables advise" not in words(app)

    app.radio[0].set_value("share_now").run()
    app.button(key=next(b.key for b in app.button if b.label == "Compare")).click().run()

    assert "You said: Share now." in words(app)
    (advised,) = rehearsal(SYSTEM, "careful_01").answer.recipients
    assert advised.headline in words(app)
    assert advised.sentence in words(app)
    assert "What the tables advise stands below." in words(app)  # also said, where focus stays
    with demo.engine.connect() as connection:
        for table in ("draft", "record"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0  # noqa: S608


def test_a_situation_that_is_not_there_says_so(open_as: OpenAs) -> None:
    assert "This situation is not here" in words(open_as(AMINA, FILE, case="nowhere_99"))


def test_nobody_practises_without_a_role() -> None:
    nobody = Actor(id="x", name="X", job_title="", agency_id="y", grants=frozenset())

    with pytest.raises(NotPermitted):
        situations(nobody)
    with pytest.raises(NotFound):
        rehearsal(SYSTEM, "nowhere_99")


def test_headings_are_words_and_not_the_names_of_files() -> None:
    for heading in {one.heading for one in situations(SYSTEM)}:
        assert heading[0].isupper(), heading


def test_nothing_is_said_of_the_free_choice_of_a_baby() -> None:
    baby = next(one for one in situations(SYSTEM) if "bruise on a baby" in one.name)
    asked = next(one for one in situations(SYSTEM) if one.id == "careful_01")

    assert not any("pressing them" in line for line in rehearsal(SYSTEM, baby.id).known)
    assert any("pressing them" in line for line in rehearsal(SYSTEM, asked.id).known)
