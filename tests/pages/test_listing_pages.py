"""The lists of agreements and agencies: narrowed in the page, kept, led to by figures, acted on together."""

import pytest

from isa.pages import _work
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.publishing.service import publication
from isa.register.worklist.model import TaskKey, TaskKind
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_register_editing import press
from tests.pages.test_register_pages import LEAD, shown
from tests.pages.test_work_page import TODAY, TOGETHER

AGREEMENTS, AGENCIES = "isa/pages/agreements.py", "isa/pages/agencies.py"


def test_a_figure_leads_to_a_list_that_says_how_it_is_narrowed(open_as: OpenAs) -> None:
    app = open_as(LEAD, AGREEMENTS, review="overdue")

    text = shown(app)
    assert "1 agreement. Review: Overdue" in text
    assert "ESH-012" in text
    assert "ESH-010" not in text
    app.button(key="show_all").click().run()
    assert "ESH-010" in shown(app)


def test_a_filter_is_in_the_address_without_the_words_and_there_again_on_the_way_back(
    open_as: OpenAs,
) -> None:
    app = open_as(LEAD, AGREEMENTS)
    app.selectbox(key="w.standing").set_value("running").run()
    app.text_input(key="w.text").set_value("hospital").run()
    assert dict(app.query_params) == {"standing": "running"}
    before = shown(app).split("agreements-table")[0]

    app.switch_page("isa/pages/agreement.py")
    app.query_params["id"] = "esh-010"
    app.run()
    app.switch_page(AGREEMENTS)
    app.run()
    assert app.text_input(key="w.text").value == "hospital"
    assert app.selectbox(key="w.standing").value == "running"
    assert shown(app).split("agreements-table")[0].count("hospital") == before.count("hospital")


@pytest.mark.parametrize("address", [{"standing": "nonsense"}, {"purpose": "x"}, {"lead": "x"}])
def test_an_address_that_says_nothing_known_is_answered_calmly(
    open_as: OpenAs, address: dict[str, str]
) -> None:
    assert "Agreements" in shown(open_as(LEAD, AGREEMENTS, **address))


def test_agencies_without_something_are_listed_with_what_they_lack(open_as: OpenAs) -> None:
    app = open_as(LEAD, AGENCIES, lack="no_signatory")
    assert "Nobody who may sign" in shown(app)
    app.selectbox(key="w.type").set_value("police").run()
    assert " agency. Police force" in shown(app)
    assert "Not recorded" not in shown(open_as("demo-practitioner", AGENCIES))


def test_many_are_published_after_everybody_could_see_what(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, AGREEMENTS, standing="running", public="not_decided")
    app.button(key="select_all").click().run()
    assert "0 selected" not in shown(app)

    together = open_as(LEAD, TOGETHER)
    key = TaskKey(kind=TaskKind.INCOMPLETE, agreement_id="esh-012")
    together.session_state[state.CHOSEN] = {
        (_work.KEY, "picked"): str(key),
        (_work.TOGETHER, "back"): "agreements",
    }
    together.run()
    assert "1 agreement is selected" in shown(together)
    together.radio(key="w.act").set_value("publication").run()
    assert "Select whether they may be published" in press(together, "look")
    together.radio(key="w.publication").set_value("entry_only").run()
    together.text_input(key="w.reason").set_value("Agreed at the board")
    text = press(together, "look")
    assert "Exactly what anybody would see" in text
    assert "from 1 October 2024; review 30 September 2026" in text
    assert "1 agreement is changed" in press(together, "carry_out")
    entries = publication(demo, SYSTEM, on=TODAY).public.entries
    assert "ESH-012" in [each.reference for each in entries]
