"""Journeys with keys alone: every stop is seen and can be left, and each page begins at its heading."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from decisions.journey.steps import STEPS
from tests.browser.keyboard import Keyboard, Said
from tests.browser.tour import CASE
from tests.browser.wire import Wire

_LIST = "School record: att"
"""Enough of a kind of record for the list of them to narrow to one."""
_QUICK: Said = {
    **CASE,
    "story.concern": "Two bruises.",
    "item.label": "Bruise",
    "item.words": "Two bruises.",
    "item.category": _LIST,
    "use.used_for": "Is he safe?",
    "enquiries.tried": "Nothing.",
    "decided.outcome": "share",
    "decided.reasons": "He may be hurt.",
    "decided.weighed_against": "His mother.",
    "decided.method": "phone_callback",
    "decided.sent_to": "Duty desk",
    "decided.verified_how": "Rang",
    "decided.gone": "not_yet",
    "as_sent.rule": "share",
    "message.reason": "Bruises.",
}


@pytest.fixture
def keyboard(page: Page, be: Callable[..., None]) -> Keyboard:
    """A practitioner on the start page, with keys alone from here on."""
    wire = Wire(page)
    be(page, "demo-practitioner")
    expect(page.get_by_role("heading", name="What do you need to do?")).to_be_visible()
    return Keyboard(page, wire)


def test_a_quick_journey_ends_in_a_sealed_record(keyboard: Keyboard) -> None:
    keyboard.tab_to("Decide whether to share")
    headings = [keyboard.follow()]
    while "/sealed?record=rec_" not in keyboard.page.url:
        keyboard.answer_all(_QUICK)
        if headings[-1] == STEPS["item"].title:  # it has a control of every kind
            assert keyboard.back_and_forth() > len(("a line", "a text", "a list", "ticks", "ticks"))
        headings.append(keyboard.follow())
        assert headings[-1] != headings[-2]
    print(f"\nKeys alone: {len(headings)} pages, {keyboard.presses} presses")  # noqa: T201


def test_phone_now_ends_in_words_to_say(keyboard: Keyboard) -> None:
    keyboard.tab_to("Someone may be in immediate danger")
    keyboard.follow()
    keyboard.tab_to("Start Phone now")
    heading = keyboard.follow()
    while heading != "What to say when you ring":
        keyboard.answer_all({**_QUICK, "harm.seriousness": "immediate"})
        heading = keyboard.follow()
    # what is to be done now stands above the heading that has focus: it is heard with it
    expect(keyboard.page.get_by_role("heading", level=1)).to_have_accessible_description(
        re.compile("ring 999", re.IGNORECASE)
    )
