"""The day to look again: one press puts it a week from now, and it is kept at once."""

from datetime import timedelta

from decisions.journey import service as drafts
from isa.platform import clock
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import actor, started

DECIDE = "decisions/pages/decide.py"


def test_in_a_week_is_one_press_and_is_kept(open_as: OpenAs, demo: Database) -> None:
    amina = actor(demo, "demo-practitioner")
    draft = started(demo, amina, outcome="do_not_share")
    app = open_as("demo-practitioner", DECIDE, draft=draft, step="after")

    app.button(key="week-after.review_on").click().run()

    day = clock.today() + timedelta(weeks=1)
    after = drafts.load_draft(demo, amina, draft).answers.after
    assert after is not None
    assert after.review_on == day
    assert app.text_input(key="w.after.review_on.day").value == str(day.day)
