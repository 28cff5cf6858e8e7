"""The map page: words and tables that say what the picture shows, for those who keep the register."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from isa.coverage.network.changes import Lapse
from isa.coverage.view import AgreementStatus, PartyState
from isa.pages import _network, _network_picture, _network_words
from isa.pages._network import some
from isa.pages._network_risks import in_calendar
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service as register
from isa.register.model import NewAgreement, NewParty, NewRow
from isa.register.network import picture as pictures
from isa.register.network.service import version_now
from isa.ui import state
from tests.pages.conftest import OpenAs

ON = date(2026, 11, 21)

FILE = "isa/pages/network.py"
LEAD = "demo-ig-lead"


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    components = [str(found.proto) for found in app.get("bidi_component")]
    return " ".join([*(part.value for part in parts), *components]).replace("\\", "")


@pytest.mark.parametrize("profile", ["mash", "marac", "adult_mash"])
def test_each_profile_has_its_picture_in_words_and_as_tables(open_as: OpenAs, profile: str) -> None:
    app = open_as(LEAD, FILE)
    app.selectbox[0].set_value(profile).run()
    text = shown(app)

    assert "may receive from" in text
    assert "What is needed and not wholly covered" in text
    assert "The fewest new agreements that would close every gap" in text
    assert "does not stop you sharing to protect someone" in text


def test_one_agency_shows_its_own_gaps_alone(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    app.selectbox[0].set_value("mash").run()
    pick = next(box for box in app.selectbox if box.label == "Look at one agency")

    pick.set_value("exampleshire-police").run()
    text = shown(app)

    assert "Flows it is needed to send:" in text


def gap_rows(app: AppTest) -> list[list[str]]:
    """The rows of the table of gaps, as texts."""
    held = (json.loads(found.proto.json)[0] for found in app.get("bidi_component"))
    tables = [one for one in held if one.get("caption") == "What is needed and not wholly covered"]
    return [[cell["text"] for cell in row["cells"]] for one in tables for row in one["rows"]]


def test_many_gaps_come_a_page_at_a_time_and_are_searched_and_sorted_as_a_whole(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_network, "FEW", 5)
    app = open_as(LEAD, FILE)
    first = gap_rows(app)
    assert len(first) == 5
    app.button(key="gaps-next").click().run()
    second = gap_rows(app)
    assert len(second) == 5
    assert first != second
    app.text_input(key="w.find-gap").set_value(f" {first[0][1].upper()} ").run()
    found = gap_rows(app)
    assert found
    assert all(first[0][1] in row[:2] for row in found)
    app.text_input(key="w.find-gap").set_value("no such agency").run()
    assert gap_rows(app) == []
    assert "No gap is like this" in shown(app)
    app.text_input(key="w.find-gap").set_value("")
    app.session_state[state.CHOSEN] = {**app.session_state[state.CHOSEN], ("gaps", "order"): "to"}
    app.run()
    least = gap_rows(app)[0][1]
    app.session_state[state.CHOSEN] = {**app.session_state[state.CHOSEN], ("gaps", "order"): "to-"}
    app.run()
    most = gap_rows(app)[0][1]
    assert least < most
    assert most >= max(row[1] for row in [*first, *second])


def test_a_practitioner_does_not_keep_the_register(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", FILE)

    assert "needed flows covered" not in shown(app)


def choose(app: AppTest, label: str, value: str) -> None:
    next(box for box in app.selectbox if box.label == label).set_value(value).run()


def test_the_slider_moves_the_day_and_a_typed_day_moves_the_slider(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")
    ahead = app.select_slider[0].options[-1]

    app.select_slider[0].set_value("2027-06-01").run()
    typed = {box.key: box.value for box in app.text_input if (box.key or "").startswith("w.on.")}
    assert typed == {"w.on.day": "1", "w.on.month": "6", "w.on.year": "2027"}
    assert "1 June 2027" in shown(app)

    next(box for box in app.text_input if box.key == "w.on.day").set_value("20").run()
    assert app.select_slider[0].value == "2027-06-01"

    # One drawn anew in the browser has no value of its own, and would tell its first month as chosen.
    app.run()
    assert app.select_slider[0].proto.set_value
    assert "20 June 2027" in shown(app)
    assert ahead.startswith("1 ")


def test_the_parties_of_one_agreement_can_be_looked_at_wherever_they_are(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")
    choose(app, "Where?", "agreement")
    reference = next(box for box in app.text_input if box.label == "Which agreement?")

    reference.set_value("ESH-010").run()
    assert "needed flows covered" in shown(app)
    reference.set_value("ESH-999").run()
    assert "There is no agreement ESH-999" in shown(app)


def test_agencies_without_a_place_are_not_left_out(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    where = next(box for box in app.selectbox if box.label == "Where?")

    assert "Everywhere" in where.options
    choose(app, "Where?", "everywhere")
    assert "needed flows covered" in shown(app)


def test_a_gap_is_ranked_by_what_decisions_wanted_and_has_its_way_round(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")
    text = shown(app)

    assert [tab.label for tab in app.tabs] == [
        "Picture",
        "Gaps",
        "Lapses",
        "Weak points",
        "Ways round",
    ]
    assert "5 or more decisions of one month are told" in text
    gap = next(box for box in app.selectbox if box.label == "Which gap?")
    gap.set_value(gap.options[1] if gap.options[0] == "" else gap.options[0]).run()
    assert "Nobody here has cover with both" in shown(app)


def test_a_way_round_says_from_whom_to_whom_on_either_step(open_as: OpenAs, demo: Database) -> None:
    found = pictures.picture(demo, SYSTEM, "marac", "exampleshire", on=ON)
    flow = found.gaps[0].flow
    between = next(
        one
        for one in sorted(found.places, reverse=True)
        if one not in (flow.provider, flow.recipient)
    )
    for name, ends in (("to", (flow.provider, between)), ("from", (between, flow.recipient))):
        signed = [NewParty(agency_id=one, state=PartyState.SIGNED, signed_on=ON) for one in ends]
        row = NewRow(
            providers=ends[:1],
            recipients=ends[1:],
            categories=flow.categories,
            subjects=flow.subjects,
        )
        register.record_agreement(
            demo,
            SYSTEM,
            NewAgreement(
                id=name,
                reference=name.upper(),
                title=name,
                status=AgreementStatus.IN_FORCE,
                starts_on=ON,
                purposes=(flow.purpose,),
                onward_sharing="same_purpose",
                parties=tuple(signed),
                rows=(row,),
            ),
        )
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "marac")
    choose(app, "Where?", "place:exampleshire")
    choose(app, "Which gap?", "|".join((flow.provider, flow.recipient, flow.purpose)))

    text = shown(app)
    ends_named = f"{found.names[flow.provider]} and {found.names[flow.recipient]}"
    assert f"1 agency has cover of its own with {ends_named}." in text
    assert f"{found.names[flow.provider]} to them" in text
    assert f"They to {found.names[flow.recipient]}" in text
    assert "Covered: TO" in text
    assert "Covered: FROM" in text


def test_one_is_one_day_and_one_partner_and_names_with_commas_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, demo: Database
) -> None:
    said: list[str] = []
    monkeypatch.setattr(_network_words.panels, "figures", lambda told: said.extend(map(str, told)))
    found = pictures.picture(demo, SYSTEM, "mash", "exampleshire", on=ON)
    day = Lapse(on=ON, keys=(), agreements=(), changes=())
    _network_words.headline(replace(found, lapses=(day,)))

    assert "('1', 'day in the next year on which cover ends')" in said
    one = found.receives[0].model_copy(update={"may": 1, "of": 1, "missing": ()})
    assert "may receive from the one partner that is needed" in _network_words._receives(found, one)
    assert some(["School 1, North", "School 2, North"]) == "School 1, North; School 2, North"


def test_the_calendar_of_last_days_and_what_lapses_when_name_the_same_days(demo: Database) -> None:
    ends = date(2027, 3, 31)
    seen = version_now(demo, SYSTEM)
    register.revise_terms(
        demo,
        SYSTEM,
        "esh-010",
        {"ends_on": ends.isoformat()},
        seen=seen,
        on=None,
        reason="A last day.",
    )
    found = pictures.picture(demo, SYSTEM, "mash", "exampleshire", on=ON)

    events = Calendar.from_ical(in_calendar(found)).walk("VEVENT")

    last = {one.decoded("dtstart") for one in events}
    assert ends in last
    assert {lapse.on - timedelta(days=1) for lapse in found.lapses} == last
    assert {str(one["summary"]) for one in events} == {"ESH-010: last day"}


def test_a_choice_of_links_outlasts_a_look_in_which_there_is_nothing_to_choose(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_network_picture, "MOST_DRAWN", 3)
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")
    choose(app, "Which links to draw?", "none")

    monkeypatch.setattr(_network_picture, "MOST_DRAWN", 3_000)
    app.run()
    assert not [box for box in app.selectbox if box.label == "Which links to draw?"]
    monkeypatch.setattr(_network_picture, "MOST_DRAWN", 3)
    app.run()

    assert next(box for box in app.selectbox if box.label == "Which links to draw?").value == "none"


def test_of_many_agencies_those_with_the_most_missing_are_said_and_all_are_in_a_table(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_network_words, "MOST_SAID", 1)
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")

    said = [one.value for one in app.markdown if "partners that are needed" in one.value]
    assert len(said) == 1
    assert "The 1 with the most missing" in shown(app)
    assert "Who may receive from how many" in shown(app)


def test_a_list_is_taken_away_by_whoever_may_export_the_register(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_as(LEAD, FILE)
    choose(app, "What does the work need?", "mash")
    assert app.get("download_button")
    monkeypatch.setattr("isa.pages._download.may", lambda *_asked: False)
    app.run()

    assert not app.get("download_button")
