"""A choice made while the page is being drawn stays made, and stays the one that was made."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from decisions.journey import service
from decisions.journey.choices_case import Depth
from isa.platform import users
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.register import service as register
from isa.register.model import NewAgency
from tests.pages.conftest import OpenAs
from tests.pages.walk import places


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


def test_a_choice_from_the_list_before_means_what_it_said(
    demo: Database, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser sends words; the list may have been narrowed since they were pressed."""
    app, amina, draft = _at_recipient(demo, open_as)
    app.text_input[0].set_value("Sampleton").run()
    (radio,) = [one for one in app.radio if str(one.key).endswith("agency_id")]
    words = {radio.id: "Exampleshire children's services"}
    monkeypatch.setattr(Radio, "_widget_state", property(lambda one: _sent(one, words)))

    app.run()

    held = service.load_draft(demo, amina, draft).answers.recipients[0].recipient
    assert held is not None
    assert held.agency_id == "exampleshire-childrens-services"
    (radio,) = [one for one in app.radio if str(one.key).endswith("agency_id")]
    assert radio.value == "exampleshire-childrens-services"


def test_two_agencies_of_one_name_are_two_answers(demo: Database, open_as: OpenAs) -> None:
    lead = users.actor_by_id(demo, "demo-ig-lead")
    assert lead is not None
    twin = NewAgency(id="twin", name="Exampleshire children's services", type="children_sc")
    register.add_agency(demo, lead, twin)
    app, amina, draft = _at_recipient(demo, open_as)
    app.text_input[0].set_value("children's services").run()

    for code in ("twin", "exampleshire-childrens-services"):
        (radio,) = [one for one in app.radio if str(one.key).endswith("agency_id")]
        radio.set_value(code)
        app.run()
        held = service.load_draft(demo, amina, draft).answers.recipients[0].recipient
        assert held is not None
        assert held.agency_id == code


def test_a_search_leaves_the_list_where_it_stands(demo: Database, open_as: OpenAs) -> None:
    app, _amina, _draft = _at_recipient(demo, open_as)
    before = places(app)

    for text in ("zzz", "Sampleton", "Exampleshire"):
        app.text_input[0].set_value(text).run()
        assert {id_: places(app)[id_] for id_ in before} == before


def _at_recipient(demo: Database, open_as: OpenAs) -> tuple[AppTest, Actor, str]:
    amina = users.actor_by_id(demo, "demo-practitioner")
    assert amina is not None
    draft = service.start_draft(demo, amina, depth=Depth.FULL).id
    answers = {
        "about.who": "child",
        "about.child_stage": "child",
        "harm.seriousness": "significant",
        "story.concern": "Bruises.",
        "story.happened": {"state": "not_known"},
        "story.known": {"state": "not_known"},
    }
    for path, value in answers.items():
        service.save_field(demo, amina, draft, path, value)
    owner = service.load_draft(demo, amina, draft).answers.recipients[0].id
    app = open_as(amina.id, "decisions/pages/question.py", draft=draft, step=f"{owner}/recipient")
    return app, amina, draft


def _sent(one: Radio[str], words: dict[str, str]) -> WidgetState:
    sent = WidgetState(id=one.id)
    if one.id in words:
        sent.string_value = words[one.id]
    return sent
