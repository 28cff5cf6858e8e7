"""A choice made while the page is being drawn stays made."""

from decisions.journey import service
from decisions.journey.choices_case import Depth
from isa.platform import users
from isa.platform.database import Database
from tests.pages.conftest import OpenAs


def test_a_run_does_not_write_over_what_the_browser_holds(demo: Database, open_as: OpenAs) -> None:
    """Once a field is drawn, the server says nothing of a value it does not change."""
    amina = users.actor_by_id(demo, "demo-practitioner")
    assert amina is not None
    draft = service.start_draft(demo, amina, depth=Depth.FULL)
    app = open_as(amina.id, "decisions/pages/question.py", draft=draft.id, step="about")

    app.run()

    assert not app.exception
    assert app.radio
    assert [radio.label for radio in app.radio if radio.proto.set_value] == []
