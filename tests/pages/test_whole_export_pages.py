"""The whole register on the page of imports: taken away as a file, and read again from one."""

import json
from collections.abc import Callable

import pytest
import streamlit as st

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.exporting.service import export_register
from isa.register.importing import service as importing
from tests.pages.conftest import OpenAs
from tests.pages.test_import_pages import opened
from tests.pages.test_register_pages import LEAD, shown

FORMS = ["json", "xlsx", "zip"]
BEGINS = {"json": b"{", "xlsx": b"PK", "zip": b"PK"}


@pytest.mark.parametrize("form", FORMS)
def test_an_export_brought_back_changes_nothing(open_as: OpenAs, demo: Database, form: str) -> None:
    content = export_register(demo, SYSTEM, form=form, on=clock.today())
    batch = importing.stage(demo, SYSTEM, content, f"register.{form}")

    text = shown(opened(open_as, batch, "preview"))

    assert "nothing would change" in text
    assert "Rows of the export that differ" not in text


def test_what_differs_in_an_export_is_counted_by_sheet(open_as: OpenAs, demo: Database) -> None:
    told = json.loads(export_register(demo, SYSTEM, form="json", on=clock.today()))
    agency = next(one for one in told["agencies"] if one["name"] == "Exampleshire Police")
    told["agencies"].append(
        {**agency, "id": "exampleshire-rangers", "name": "Exampleshire Rangers"}
    )
    batch = importing.stage(demo, SYSTEM, json.dumps(told).encode(), "register.json")

    text = shown(opened(open_as, batch, "preview"))

    assert "Rows of the export that differ" in text
    assert "nothing would change" not in text


def test_each_form_can_be_taken_away_after_the_page_is_drawn(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}

    def keep(_label: str, made: Callable[[], bytes], *, file_name: str, **_more: object) -> None:
        offered[file_name] = made

    monkeypatch.setattr(st, "download_button", keep)
    shown(open_as(LEAD, "isa/pages/imports.py"))

    for form in FORMS:
        assert offered[f"register.{form}"]().startswith(BEGINS[form])
