"""A reply for now: it promises a day, says nothing about anybody, and is for what is not answered yet."""

from datetime import date

from decisions.journey.choices_start import Power
from decisions.journey.derive import Switches, derive
from decisions.journey.replies import (
    declining_reply,
    holding_reply,
    is_declined,
    is_due,
    reply_by,
)
from tests.unit.journey.cases import answers

ON = date(2026, 11, 20)
"""A Friday."""


def test_it_is_for_a_request_that_is_not_answered_at_once() -> None:
    asked, own = answers(trigger="request_received"), answers()

    assert is_due(asked, ("ask_first",))
    assert is_due(asked, ("share_now", "do_not_share"))
    assert not is_due(asked, ("share_required",))
    assert not is_due(own, ("ask_first",))


def test_ones_own_information_is_promised_within_a_month_and_else_a_working_week() -> None:
    assert reply_by("rights_request", None, ON) == date(2026, 12, 18)  # the 20th is a Sunday
    assert reply_by("rights_request", date(2026, 11, 2), ON) == date(2026, 12, 2)
    assert reply_by("protect", date(2026, 11, 2), ON) == date(2026, 11, 27)


def test_the_words_depend_on_nothing_but_who_writes_and_the_day() -> None:
    said = holding_reply("Amina Yusuf", "Lead", "Exampleshire Primary", date(2026, 11, 27))

    assert "27 November 2026" in said
    assert "does not say whether we know anybody" in said
    assert said.endswith("Amina Yusuf\nLead\nExampleshire Primary")


def test_only_what_is_at_its_end_is_declined() -> None:
    assert is_declined("do_not_share", "crime")
    assert is_declined("route_elsewhere", "media_curiosity")
    assert not is_declined("route_elsewhere", "protect")  # somebody else here still answers
    for outcome in ("do_not_share", "route_elsewhere"):
        assert not is_declined(outcome, "rights_request")  # by law with reasons
        assert not is_declined(outcome, "court_coroner")
    for outcome in ("seek_advice", "verify_first", "ask_first", "share"):
        assert not is_declined(outcome, "media_curiosity")


def test_declining_says_nothing_of_what_is_held_and_where_to_turn_instead() -> None:
    said = declining_reply("Amina Yusuf", "Lead", "")

    assert "whether we know anybody, or whether we hold any information" in said
    assert "ring 999" in said
    assert said.endswith("\n\nAmina Yusuf\nLead")


def test_a_right_to_see_it_is_no_power_over_us() -> None:
    def facts(power: str) -> dict[str, object]:
        given = answers(trigger="request_received", request={"power": power})
        return dict(derive(given, None, {}, Switches()).case)

    assert facts(Power.RIGHT.value) == facts(Power.NONE.value)
    assert facts(Power.RIGHT.value)["power_binds_us"] == "not_applicable"
