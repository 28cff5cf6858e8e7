"""Disposal and holds in the pages: what is due, what stops it, a typed confirmation, the certificate."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from decisions.disposal.certificates import service
from decisions.disposal.certificates.document import lines
from decisions.disposal.certificates.service import certificates
from decisions.disposal.holding.service import hold, holds
from decisions.disposal.service import dispose
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth, Trigger
from decisions.records import service as records
from decisions.records.service import Seen
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.unsaved.service import unsaved_form
from isa.ui import state
from isa.ui.fields import texts
from tests.pages.conftest import OpenAs
from tests.pages.test_register_editing import press
from tests.pages.test_register_pages import shown
from tests.pages.test_review_page import actor
from tests.pages.test_unsaved_text import a_plain_area
from tests.storage.test_casework import material
from tests.unit.records.sample import DECISION

DISPOSAL, DISPOSE, HOLD, CERTIFICATE = (
    f"decisions/pages/{name}.py" for name in ("disposal", "dispose", "hold", "certificate")
)
LEAD, LAWYER = "demo-safeguarding-lead", "demo-legal-adviser"
LONG_AGO = datetime(2015, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kept_for_ten_years(demo: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo
    monkeypatch.setenv("ISA_RETENTION_YEARS", "10")
    settings.cache_clear()


def old(demo: Database, reference: str) -> str:
    """A record of long ago of which everything that follows was finished."""
    lead = actor(demo, LEAD)
    draft = drafts.start_draft(demo, lead, trigger=Trigger.OWN_CONCERN, depth=Depth.FULL)
    seen = Seen(draft_id=draft.id, version=draft.version, answers_schema="1", facts_schema="1")
    decision = DECISION.model_copy(update={"agency_id": lead.agency_id, "review_on": None})
    made = records.store(
        demo, lead, material(decision=decision, reference=reference), seen, at=LONG_AGO
    )
    with demo.engine.begin() as connection:
        connection.execute(text("UPDATE casework SET closed_at = updated_at"))
        connection.execute(text("UPDATE casework_action SET done_at = due_at"))
    return made.line.id


def test_what_is_due_goes_with_a_reason_and_the_typed_words_and_leaves_a_certificate(
    open_as: OpenAs, demo: Database
) -> None:
    first, held = old(demo, "CASE-1"), old(demo, "CASE-2")
    hold(demo, actor(demo, LEAD), held, kind="police", why="They wrote")
    app = open_as(LEAD, DISPOSAL)
    assert "Due, and may go (1)" in str(app.selectbox(key="w.show").options)
    assert "CASE-1" in shown(app)
    assert "CASE-2" not in shown(app).split("Hold a record")[0]
    app.selectbox(key="w.show").set_value("stopped").run()
    assert "It is held for a police investigation" in shown(app)

    going = open_as(LEAD, DISPOSE)
    going.session_state[state.CHOSEN] = {("disposal", "picked"): first}
    going.run()
    going.text_input(key="w.confirm").set_value("dispose of 2")
    answer = press(going, "primary")
    assert "Say why they may go" in answer
    assert "To dispose of them, type: dispose of 1" in answer
    assert certificates(demo, SYSTEM) == ()
    assert "CASE-1" in answer


def test_the_certificate_says_what_went_and_by_whom(open_as: OpenAs, demo: Database) -> None:
    first = old(demo, "CASE-1")
    dispose(demo, actor(demo, LEAD), first, why="Line 4", years=10, on=clock.today())

    app = open_as(LEAD, CERTIFICATE, record=first)
    assert "Line 4" in shown(app)
    assert certificates(demo, SYSTEM)[0].removed in app.code[0].value
    listed = open_as(LEAD, DISPOSAL)
    listed.selectbox(key="w.show").set_value("gone").run()
    assert "Line 4" in shown(listed)
    assert "CASE-1" not in shown(listed)


def test_a_certificate_names_no_agency_by_its_id(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, lead = old(demo, "CASE-1"), actor(demo, LEAD)
    dispose(demo, lead, first, why="Line 4", years=10, on=clock.today())
    monkeypatch.setattr(service, "names_of", lambda _session, _ids: {})

    app = open_as(LEAD, CERTIFICATE, record=first)
    told = shown(app) + "".join(str(one.proto) for one in app.get("arrow_table"))
    told += " ".join(lines(service.certificate(demo, lead, first)).values())
    assert "An organisation that was not in the register then" in told
    assert lead.agency_id not in told


def test_a_legal_adviser_holds_a_record_by_its_reference_and_lifts_it(
    open_as: OpenAs, demo: Database
) -> None:
    record_id = old(demo, "CASE-1")
    app = open_as(LAWYER, DISPOSAL)
    assert "No record is held" in shown(app)
    assert not app.selectbox
    app.text_input(key="w.reference").set_value("CASE-1")
    assert "Hold, or lift" in press(app, "find")

    page = open_as(LAWYER, HOLD, record=record_id)
    assert "Select what it is held for" in press(page, "primary")
    hold(demo, actor(demo, LAWYER), record_id, kind="inquest", why="The coroner wrote")
    lifting = open_as(LAWYER, HOLD, record=record_id)
    (line,) = holds(demo, actor(demo, LAWYER), record_id)
    assert "Say why it need not be held any more" in press(lifting, f"lift-{line.id}")
    lifting.text_input(key=f"w.lift_{line.id}").set_value("It ended")
    press(lifting, f"lift-{line.id}")
    assert holds(demo, actor(demo, LAWYER), record_id) == ()


def test_without_a_period_the_page_says_what_is_missing(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ISA_RETENTION_YEARS")
    settings.cache_clear()
    app = open_as(LEAD, DISPOSAL)
    assert "Nobody has said how long records are kept" in shown(app)
    assert "No record is held" in shown(app)
    assert "Select the records in the list first" in shown(open_as(LEAD, DISPOSE))


def test_why_a_record_is_held_is_there_again_until_it_is_held(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    record_id, lawyer = old(demo, "CASE-1"), actor(demo, LAWYER)
    form = f"{record_id}/hold"
    app = open_as(LAWYER, HOLD, record=record_id)
    app.radio(key="w.kind").set_value("inquest").run()
    app.text_area(key="plain.w.why").set_value("The coroner wrote").run()

    again = open_as(LAWYER, HOLD, record=record_id)
    assert "did not save is here again" in shown(again)
    assert again.radio(key="w.kind").value == "inquest"
    assert again.text_area(key="plain.w.why").value == "The coroner wrote"
    assert not open_as(LEAD, HOLD, record=record_id).text_area(key="plain.w.why").value

    press(again, "primary")
    (line,) = holds(demo, lawyer, record_id)
    assert line.why == "The coroner wrote"
    assert unsaved_form(demo, lawyer, form) is None

    lifting = open_as(LAWYER, HOLD, record=record_id)
    lifting.text_input(key=f"w.lift_{line.id}").set_value("It ended").run()
    again = open_as(LAWYER, HOLD, record=record_id)
    assert again.text_input(key=f"w.lift_{line.id}").value == "It ended"


def test_why_records_may_go_is_there_again_and_the_confirmation_is_not(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    record_id, lead = old(demo, "CASE-1"), actor(demo, LEAD)

    def opened() -> AppTest:
        app = open_as(LEAD, DISPOSE)
        app.session_state[state.CHOSEN] = {("disposal", "picked"): record_id}
        return app.run()

    app = opened()
    app.text_area(key="plain.w.why").set_value("Line 4 of our schedule").run()
    app.text_input(key="w.confirm").set_value("dispose of 1").run()

    again = opened()
    assert again.text_area(key="plain.w.why").value == "Line 4 of our schedule"
    assert again.text_input(key="w.confirm").value == ""
    press(again, "secondary")
    assert unsaved_form(demo, lead, "dispose") is None, "put down"

    app = opened()
    app.text_area(key="plain.w.why").set_value("Line 4 of our schedule").run()
    app.text_input(key="w.confirm").set_value("dispose of 1").run()
    press(app, "primary")
    assert certificates(demo, SYSTEM)[0].why == "Line 4 of our schedule"
    assert unsaved_form(demo, lead, "dispose") is None


def test_what_was_typed_to_hold_a_record_goes_with_it(
    open_as: OpenAs, demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    record_id, lawyer = old(demo, "CASE-1"), actor(demo, LAWYER)
    app = open_as(LAWYER, HOLD, record=record_id)
    app.text_area(key="plain.w.why").set_value("The coroner wrote").run()
    assert unsaved_form(demo, lawyer, f"{record_id}/hold") is not None

    dispose(demo, actor(demo, LEAD), record_id, why="Line 4", years=10, on=clock.today())
    assert unsaved_form(demo, lawyer, f"{record_id}/hold") is None
