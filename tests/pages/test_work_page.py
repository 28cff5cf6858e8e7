"""The work list on pages: narrowed, kept, selected, changed with a preview, and nobody else's."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from isa.pages import _work
from isa.platform import clock, users
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.worklist.filters.service import kept_filters
from isa.register.worklist.model import TaskKey, TaskKind, Wanted
from isa.register.worklist.service import work_list
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_register_editing import choose_day, press
from tests.pages.test_register_pages import LEAD, READERS, shown

LIST, TOGETHER = "isa/pages/work.py", "isa/pages/work_together.py"
TODAY = clock.today()


def select(app: AppTest, *keys: TaskKey) -> AppTest:
    """As if their boxes were ticked: a component's own state cannot be set here."""
    picked = {(_work.KEY, "picked"): "|".join(str(key) for key in keys)}
    held = dict(app.session_state[state.CHOSEN]) if state.CHOSEN in app.session_state else {}
    app.session_state[state.CHOSEN] = {**held, **picked}
    return app


def of(kind: TaskKind, agreement_id: str, agency_id: str = "") -> TaskKey:
    return TaskKey(kind=kind, agreement_id=agreement_id, agency_id=agency_id)


def together(open_as: OpenAs, *keys: TaskKey) -> AppTest:
    app = select(open_as(LEAD, TOGETHER), *keys)
    return app.run()


def test_the_list_shows_what_waits_and_is_narrowed(open_as: OpenAs) -> None:
    app = open_as(LEAD, LIST)
    text = shown(app)
    assert "Everything that waits" in str(app.selectbox(key="w.kind").options)
    assert "ESH-012" in text
    assert "Little Acorns" in text
    assert '"text": "Ended"' in text, "ESH-011 ended last March"
    assert "Numbers and posts to confirm (1)" in str(app.selectbox(key="w.kind").options)

    app.text_input(key="w.text").set_value("acorns").run()
    assert "ESH-012" not in shown(app)
    app.text_input(key="w.days").set_value("many").run()
    assert "Enter a whole number of days" in shown(app)


def test_a_filter_is_kept_used_and_deleted(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, LIST)
    app.selectbox(key="w.kind").set_value("signature").run()
    assert "Enter a name for this filter" in press(app, "keep_filter")
    app.text_input(key="w.name").set_value("Unsigned")
    assert "The filter is kept" in press(app, "keep_filter")

    lead = users.actor_by_id(demo, LEAD)
    assert lead is not None
    kept = kept_filters(demo, lead)
    assert [(each.name, each.wanted.kind) for each in kept] == [("Unsigned", TaskKind.SIGNATURE)]
    assert "Your filters (1)" in str([e.label for e in open_as(LEAD, LIST).expander])


def test_demand_is_shown_among_what_waits(open_as: OpenAs) -> None:
    app = open_as(LEAD, LIST)
    app.selectbox(key="w.kind").set_value("demand").run()
    assert "Wanted most" in shown(app)


def test_nothing_selected_is_said_before_anything_is_done(open_as: OpenAs) -> None:
    assert "Select something in the list first" in press(open_as(LEAD, LIST))
    assert "Select something in the work list or the list of agreements first" in shown(
        open_as(LEAD, TOGETHER)
    )


def test_everything_shown_is_selected_at_once(open_as: OpenAs) -> None:
    app = open_as(LEAD, LIST)
    app.selectbox(key="w.kind").set_value("review").run()
    app.button(key="select_all").click().run()
    assert "0 selected" not in shown(app)
    assert " selected" in shown(app)


def test_a_change_is_previewed_and_then_made_to_all(open_as: OpenAs, demo: Database) -> None:
    due = TODAY + timedelta(days=365)
    keys = of(TaskKind.REVIEW, "esh-012"), of(TaskKind.INCOMPLETE, "esh-010")
    app = together(open_as, *keys)
    app.radio(key="w.act").set_value("review_date").run()
    assert "Enter the day" in press(app, "look")
    choose_day(app, "on", due)
    assert "Enter why" in press(app, "look")
    app.text_input(key="w.reason").set_value("Agreed at the board")
    text = press(app, "look")
    assert "Exactly what would change" in text
    assert clock.show_date(due) in text

    assert "2 agreements are changed" in press(app, "carry_out")
    dates = [
        service.agreement(demo, SYSTEM, i, on=TODAY).review_due_on for i in ("esh-012", "esh-010")
    ]
    assert dates == [due, due]


def test_what_stands_in_the_way_is_left_out_and_the_rest_done(
    open_as: OpenAs, demo: Database
) -> None:
    keys = of(TaskKind.REVIEW, "esh-012"), of(TaskKind.REVIEW, "esh-010")
    app = together(open_as, *keys)
    app.radio(key="w.act").set_value("reviewed").run()
    app.text_input(key="w.reason").set_value("At the board")
    text = press(app, "look")
    assert "It does not say how often it is reviewed" in text
    assert not [button for button in app.button if button.key == "carry_out"]


def test_where_all_is_left_out_nothing_is_looked_at_again(open_as: OpenAs) -> None:
    app = together(open_as, of(TaskKind.REVIEW, "esh-012"))
    app.radio(key="w.act").set_value("chased").run()
    press(app, "look")
    text = press(app, "leave_out")
    assert "0 tasks are selected" in text
    assert "There is a problem" not in text
    assert "What would change is shown below" not in text


def test_changing_a_field_takes_the_preview_away(open_as: OpenAs) -> None:
    app = together(open_as, of(TaskKind.REVIEW, "esh-012"))
    app.radio(key="w.act").set_value("owner").run()
    app.text_input(key="w.owner").set_value("IG manager")
    app.text_input(key="w.reason").set_value("New post")
    assert "Exactly what would change" in press(app, "look")
    app.text_input(key="w.owner").set_value("Records manager").run()
    assert "Exactly what would change" not in shown(app)


def test_the_words_to_send_come_with_the_note_that_they_were_sent(
    open_as: OpenAs, demo: Database
) -> None:
    app = together(open_as, of(TaskKind.SIGNATURE, "esh-010", "little-acorns"))
    app.radio(key="w.act").set_value("chased").run()
    assert "Waiting for your signature: ESH-010" in shown(app)
    press(app, "look")
    assert "Recorded: 1 party was reminded" in press(app, "carry_out")

    event = service.agreement_events(demo, SYSTEM, "esh-010").events[0]
    assert (event.kind, event.agency_id) == ("party_chased", "little-acorns")
    assert "Party chased" in shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-010"))


@pytest.mark.parametrize("file", [LIST, TOGETHER])
@pytest.mark.parametrize("user", [user for user in READERS if user != LEAD])
def test_nobody_else_opens_the_work_list(open_as: OpenAs, user: str, file: str) -> None:
    assert "Your role does not include this" in shown(open_as(user, file))


def test_agencies_are_asked_to_confirm_and_it_is_recorded_that_they_did(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, LIST)
    app.selectbox(key="w.kind").set_value("contact").run()
    assert "Numbers and posts to confirm" in shown(app)
    (task,) = work_list(demo, SYSTEM, Wanted(kind=TaskKind.CONTACT), on=TODAY).tasks

    app = together(open_as, task.key)
    assert "signing packs" not in str(app.radio(key="w.act").options)
    app.radio(key="w.act").set_value("ask").run()
    assert task.agency_name in str([each.label for each in app.expander])
    app.radio(key="w.act").set_value("confirmed").run()
    assert "Checked on" in press(app, "look")
    assert "count as checked now" in press(app, "carry_out")
    assert not work_list(demo, SYSTEM, Wanted(kind=TaskKind.CONTACT), on=TODAY).tasks
