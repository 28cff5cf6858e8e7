"""Words typed before: taken by one press, and still there where focus is on them."""

from decisions.journey import service
from decisions.journey.choices_case import Depth, Trigger
from isa.platform import users
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_warned import SAID
from tests.pages.test_wizard import QUESTION

_BEFORE = str(SAID["request.asked_for"])


def test_they_stay_where_they_were_taken_and_are_taken_once(
    open_as: OpenAs, demo: Database
) -> None:
    me = users.actor_by_id(demo, "demo-practitioner")
    assert me is not None
    draft = service.start_draft(
        demo, me, trigger=Trigger.REQUEST_RECEIVED, depth=Depth.FULL, said=SAID
    )
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="story")

    for _press in range(2):
        app.button(key="use-story.concern").click().run()
        story = service.load_draft(demo, me, draft.id).answers.story
        assert story is not None
        assert story.concern == _BEFORE
    assert app.button(key="use-story.concern").label == "Use these words"
