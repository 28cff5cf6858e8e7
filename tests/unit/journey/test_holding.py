"""A reply for now: it promises a day, says nothing about anybody, and is for what is not answered yet."""

from datetime import date

from decisions.journey.choices_start import Power
from decisions.journey.derive import Switches, derive
from decisions.journey.holding import holding_reply, is_due, reply_by
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
    mine = answers(trigger="request_received", purpose__aim="rights_request")

    assert reply_by(mine, ON) == date(2026, 12, 18)  # the 20th is a Sunday: sooner is allowed
    assert reply_by(answers(trigger="request_received"), ON) == date(2026, 11, 27)


def test_the_words_depend_on_nothing_but_who_writes_and_the_day() -> None:
    said = holding_reply("Amina Yusuf", "Lead", "Exampleshire Primary", date(2026, 11, 27))

    assert "27 November 2026" in said
    assert "does not say whether we know anybody" in said
    assert said.endswith("Amina Yusuf\nLead\nExampleshire Primary")


def test_a_right_to_see_it_is_no_power_over_us() -> None:
    def facts(power: str) -> dict[str, object]:
        given = answers(trigger="request_received", request={"power": power})
        return dict(derive(given, None, {}, Switches()).case)

    assert facts(Power.RIGHT.value) == facts(Power.NONE.value)
    assert facts(Power.RIGHT.value)["power_binds_us"] == "not_applicable"
