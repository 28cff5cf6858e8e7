"""A list that takes no more says so on the page one is on, and the draft stays where it is."""

import pytest

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform import users
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_wizard import title


def test_one_more_than_a_decision_takes_is_refused_where_it_was_asked_for(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = users.actor_by_id(demo, "demo-practitioner")
    assert me is not None
    made = drafts.start_draft(demo, me, depth=Depth.FULL)
    monkeypatch.setattr(entries, "MAX_RECIPIENTS", 1)
    app = open_as("demo-practitioner", "decisions/pages/check.py", draft=made.id)

    app.button(key="add-recipient").click().run()

    assert title(app) == "Check your answers"
    said = "".join(str(one.proto) for one in app.get("bidi_component"))
    assert "at most 1 of these" in said
    assert len(drafts.load_draft(demo, me, made.id).answers.recipients) == 1
