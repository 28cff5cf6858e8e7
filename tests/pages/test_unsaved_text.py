"""A long text of a form is kept when it arrives, not when the page has been drawn to its end."""

import json
from collections.abc import Callable

import pytest
import streamlit as st

from isa.pages import _unsaved
from isa.platform import users
from isa.platform.database import Database
from isa.register.unsaved.service import unsaved_form
from isa.ui.fields import texts
from tests.pages.conftest import OpenAs
from tests.pages.test_register_pages import LEAD

FORM, FIELD = "agreement-edit-esh-010-scope", "benefits"


def a_plain_area(
    key: str, *, label: str, value: str, on_change: Callable[[str], None], **_rest: object
) -> str:
    """In the place of the component, whose state cannot be set here."""

    def changed() -> None:
        on_change(st.session_state[f"plain.{key}"])

    return st.text_area(label, value, key=f"plain.{key}", on_change=changed)


def test_a_run_that_is_stopped_by_a_refresh_has_kept_what_began_it(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    app = open_as(LEAD, "isa/pages/agreement_edit.py", id="esh-010", part="scope")
    monkeypatch.setattr(_unsaved, "_keep", lambda _key, _notes: None)

    app.text_area(key=f"plain.w.{FIELD}").set_value("Fewer children are missed").run()

    lead = users.actor_by_id(demo, LEAD)
    assert lead is not None
    held = unsaved_form(demo, lead, FORM)
    assert held is not None
    assert json.loads(held.text)["texts"][FIELD] == "Fewer children are missed"
    assert json.loads(held.text)["against"]

    app.text_area(key=f"plain.w.{FIELD}").set_value("").run()
    assert unsaved_form(demo, lead, FORM) is None
