"""On the page of a record each thing the tool said stands once, and some of the page is on no print."""

from streamlit.testing.v1 import AppTest

from isa.platform.config import ROOT
from isa.ui import panels
from tests.unit.records.test_documents import CONTENT


def page() -> None:
    from decisions.pages._tool_said import tool_said
    from tests.pages.test_record_said_once import for_two

    tool_said(for_two())


def for_two():
    """The invented case with the same advice for both recipients."""
    first, second = CONTENT.assessment.recipients
    alike = first.model_copy(update={"recipient_id": second.recipient_id, "name": second.name})
    shown = CONTENT.assessment.model_copy(update={"recipients": (first, alike)})
    return CONTENT.model_copy(update={"assessment": shown})


def test_advice_and_steps_that_are_the_same_for_two_stand_once() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    said = "\n".join(one.value for one in app.markdown).replace("\\", "")
    first = CONTENT.assessment.recipients[0]

    assert said.count(first.sentence) == 1
    assert said.count(first.reasons[0].sentence) == 1
    assert f"Word for word the same advice and reasons as for {first.name}." in said
    assert all(said.count(step.sentence) == 1 for step in first.to_do)
    assert "What stands above." in said


def test_what_stands_beside_a_record_is_left_out_of_a_print() -> None:
    style = (ROOT / "isa/ui/ui.css").read_text(encoding="utf-8")
    printed = style.split("@media print {")[1].split("display: none")[0]

    assert f".st-key-{panels.NOT_PRINTED}" in printed
