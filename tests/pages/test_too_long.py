"""A paste that is too long: what is said, that nothing is called saved, and that nothing is cut."""

import re

from streamlit.testing.v1 import AppTest

from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform import users
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_wizard import words


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
