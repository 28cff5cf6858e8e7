"""Importing on pages: upload, columns, names, what would change, in the register, taken back."""

from streamlit.testing.v1 import AppTest

from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service as register
from isa.register.importing import service as importing
from isa.register.importing.service import Batch
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_register_pages import LEAD, shown

FILE = "isa/pages/import_file.py"
CONTENT = (
    "Ref;Agreement;Lead organisation;Partners;Start date;Review date\n"
    "NM-1;Sharing for Northmoor schools;Exampleshire Council;Exampleshire Polise, Northmoor Homes;"
    "1/4/24;Mar-2027\n"
)


def staged(demo: Database, content: str = CONTENT) -> Batch:
    return importing.stage(demo, SYSTEM, content.encode(), "register of agreements.csv")


def opened(open_as: OpenAs, batch: Batch, step: str, user: str = LEAD) -> AppTest:
    return open_as(user, FILE, id=batch.id, step=step)


def test_the_start_takes_a_file_and_lists_imports(open_as: OpenAs, demo: Database) -> None:
    staged(demo)

    app = open_as(LEAD, "isa/pages/imports.py")

    text = shown(app)
    assert "register of agreements.csv" in text
    assert "Not finished" in text
    app.button(key="primary").click().run()
    assert "Choose a file" in shown(app)


def test_an_upload_is_read_and_leads_to_its_columns(open_as: OpenAs) -> None:
    app = open_as(LEAD, "isa/pages/imports.py")
    app.get("file_uploader")[0].upload("r.csv", CONTENT.encode(), "text/csv")
    app.run()

    app.button(key="primary").click().run()

    assert app.title[0].value == "What is in this file?"
    assert app.selectbox(key="w.column-2").value == "title"


def test_columns_are_guessed_may_be_changed_and_are_refused_in_words(
    open_as: OpenAs, demo: Database
) -> None:
    batch = staged(demo)
    app = opened(open_as, batch, "columns")
    assert [app.selectbox(key=f"w.column-{n}").value for n in range(1, 7)] == [
        "reference",
        "title",
        "lead",
        "parties",
        "starts_on",
        "review_due_on",
    ]

    app.selectbox(key="w.column-6").set_value("starts_on")
    app.run()
    app.button(key="primary").click().run()
    assert "Select what an agreement is for which no status is given" in shown(app)
    app.radio(key="w.status").set_value("draft").run()
    app.button(key="primary").click().run()
    assert "Another column already holds" in shown(app)

    app.selectbox(key="w.column-6").set_value("-")
    app.run()
    app.button(key="primary").click().run()
    assert importing.batch(demo, SYSTEM, batch.id).mapping.fields[5] == ""
    assert app.title[0].value == "Which agencies are these?"


def test_what_no_status_means_is_asked_only_where_a_row_gives_none(
    open_as: OpenAs, demo: Database
) -> None:
    rows = "Ref;Agreement;Parties;Status\nNM-1;For schools;Exampleshire Council;In force\n"
    asked = "What is the status of an agreement for which none is given?"
    batch = staged(demo, rows)
    app = opened(open_as, batch, "columns")
    assert asked not in [each.label for each in app.radio]

    app.selectbox(key="w.column-4").set_value("-").run()
    assert asked in [each.label for each in app.radio]
    app.selectbox(key="w.column-4").set_value("status").run()
    app.button(key="primary").click().run()
    assert importing.batch(demo, SYSTEM, batch.id).mapping.status_means == ""

    app = opened(open_as, staged(demo, rows + "NM-2;For homes;Northmoor Homes;\n"), "columns")
    assert asked in [each.label for each in app.radio]
    app.button(key="primary").click().run()
    assert "Select what an agreement is for which no status is given" in shown(app)


def test_a_name_is_decided_and_kept(open_as: OpenAs, demo: Database) -> None:
    batch = staged(demo)
    app = opened(open_as, batch, "names")
    assert "Exampleshire Polise" in shown(app)

    app.session_state[state.CHOSEN] = {(f"import-{batch.id}-names", "name"): "exampleshire polise"}
    app.run()
    app.button(key="primary").click().run()
    assert "Select what this name means" in shown(app)
    app.radio(key="w.choice").set_value("exampleshire-police").run()
    app.button(key="primary").click().run()

    assert "As you said" in shown(app)
    assert importing.batch(demo, SYSTEM, batch.id).choices.names == {
        "exampleshire polise": "exampleshire-police"
    }


def test_what_would_change_is_shown_written_and_taken_back(open_as: OpenAs, demo: Database) -> None:
    batch = staged(demo)
    app = opened(open_as, batch, "preview")
    text = shown(app)
    assert "NM-1" in text
    assert "Only a month is given" in text
    assert "Northmoor Homes" in text
    assert "Status: Draft (guessed)" in text
    assert "Lead: " in text
    assert "Purpose: not given" in text
    assert "None is said to have signed" in text

    app.button(key="primary").click().run()
    assert app.title[0].value == "This file is in the register"
    assert register.search_agencies(demo, SYSTEM, "northmoor homes")

    app.button(key="undo").click().run()
    assert app.title[0].value == "This import was taken back"
    assert not register.search_agencies(demo, SYSTEM, "northmoor homes")
    assert "Taken back. The register is as it was before." in shown(app)
    assert "It is in the register." not in shown(app)

    app.button(key="erase").click().run()
    assert "Select that you want it gone for good" in shown(app)
    app.checkbox(key="w.sure.yes").check().run()
    app.button(key="erase").click().run()
    assert app.title[0].value == "This import was erased"
    assert "Northmoor" not in shown(app)
    assert "erase" not in {each.key for each in app.button}


def test_a_fault_keeps_the_import_from_going_in_until_it_is_left_out(
    open_as: OpenAs, demo: Database
) -> None:
    batch = staged(demo, CONTENT.replace("1/4/24", "31/2/24"))
    app = opened(open_as, batch, "preview")
    assert "Row 2, column E (Start date)" in shown(app)
    assert app.button(key="primary").disabled

    app.button(key="lenient").click().run()

    assert not app.button(key="primary").disabled
    assert "It is left out" in shown(app)


def test_another_role_and_an_unknown_import_are_told_so(open_as: OpenAs, demo: Database) -> None:
    batch = staged(demo)

    assert "Your role does not include this" in shown(
        opened(open_as, batch, "preview", "demo-practitioner")
    )
    assert "not here" in shown(open_as(LEAD, FILE, id="imp_nothing", step="preview"))
