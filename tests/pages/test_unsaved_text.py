"""What is typed into a form is kept when it arrives, and is there again after a refresh until it is sent."""

import json
from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from decisions.casework import service as casework
from decisions.journey import service as drafts
from isa.pages import _unsaved
from isa.platform import users
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.register.unsaved.service import unsaved_form
from isa.ui.fields import texts
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import FOLLOW_UP, press, shown
from tests.pages.test_register_pages import LEAD
from tests.pages.test_review_page import sealed, started

FORM, FIELD = "agreement-edit-esh-010-scope", "benefits"


def a_plain_area(
    key: str, *, label: str, value: str, on_change: Callable[[str], None], **_rest: object
) -> str:
    """In the place of the component, whose state cannot be set here."""

    def changed() -> None:
        on_change(st.session_state[f"plain.{key}"])

    typed = st.text_area(label, value, key=f"plain.{key}", on_change=changed)
    st.session_state[key] = {"text": typed}
    return typed


def test_a_run_that_is_stopped_by_a_refresh_has_kept_what_began_it(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    app = open_as(LEAD, "isa/pages/agreement_edit.py", id="esh-010", part="scope")
    monkeypatch.setattr(_unsaved, "_keep", lambda _key, _notes, _never: None)

    app.text_area(key=f"plain.w.{FIELD}").set_value("Fewer children are missed").run()

    lead = users.actor_by_id(demo, LEAD)
    assert lead is not None
    held = unsaved_form(demo, lead, FORM)
    assert held is not None
    assert json.loads(held.text)["texts"][FIELD] == "Fewer children are missed"
    assert json.loads(held.text)["against"]

    app.text_area(key=f"plain.w.{FIELD}").set_value("").run()
    assert unsaved_form(demo, lead, FORM) is None


def test_what_is_typed_after_a_decision_is_there_again_until_it_is_written_down(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    record = sealed(demo, amina)
    found = casework.follow_up_of(demo, amina, record)
    assert found is not None
    (party,) = found.parties
    form = f"{record}/follow_up/{party.id}"

    def opened(user: str = "demo-practitioner") -> AppTest:
        return open_as(user, FOLLOW_UP, record=record, party=party.id)

    app = opened()
    app.radio(key="w.step").set_value("chased").run()
    app.text_input(key="w.who").set_value("Jo Placeholder").run()
    app.text_area(key="plain.w.words").set_value("They ring back at four.").run()

    again = opened()
    assert "did not save is here again" in shown(again)
    assert again.radio(key="w.step").value == "chased"
    assert again.text_input(key="w.who").value == "Jo Placeholder"
    assert again.text_area(key="plain.w.words").value == "They ring back at four."
    assert "Jo" not in opened("demo-safeguarding-lead").text_input(key="w.who").value

    press(again, "Write it down")
    assert unsaved_form(demo, amina, form) is None
    assert opened().text_input(key="w.who").value == ""

    other = opened()
    other.text_input(key="w.who").set_value("Nobody").run()
    press(other, "Cancel")
    assert unsaved_form(demo, amina, form) is None


def test_a_list_of_readers_that_was_begun_is_there_again_and_goes_with_its_draft(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    draft = started(demo, amina)
    reader = drafts.load_draft(demo, amina, draft).answers.recipients[0].id
    form = f"{draft}/readers/{reader}/False"

    def opened() -> AppTest:
        return open_as(
            "demo-practitioner", "decisions/pages/readers.py", draft=draft, reader=reader
        )

    opened().text_area(key="plain.w.names").set_value("Ms A\nMr B").run()
    again = opened()
    assert again.text_area(key="plain.w.names").value == "Ms A\nMr B"
    again.radio(key="w.linked").set_value("none")
    press(again, "Continue")
    assert len(drafts.load_draft(demo, amina, draft).answers.recipients) == 3
    assert unsaved_form(demo, amina, form) is None

    opened().text_area(key="plain.w.names").set_value("Mx C").run()
    assert unsaved_form(demo, amina, form) is not None
    drafts.discard_draft(demo, amina, draft)
    assert unsaved_form(demo, amina, form) is None
