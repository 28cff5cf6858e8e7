"""Disposal and holds in the pages: what is due, what stops it, a typed confirmation, the certificate."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

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
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_register_editing import press
from tests.pages.test_register_pages import shown
from tests.pages.test_review_page import actor
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
