"""The work list in a real browser: tasks are selected and changed without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_until_settled

Check = Callable[[Page], None]


@pytest.fixture
def opened(page: Page, server: str) -> Callable[[str], Page]:
    def at(path: str) -> Page:
        page.goto(f"{server}/{path}")
        page.get_by_role("button", name="Choose Morag Testwell").click()
        page.get_by_role("link", name="Accessibility").wait_for()
        wait_until_settled(page)
        return page

    return at


def test_tasks_are_selected_and_changed_by_keyboard_alone(
    opened: Callable[[str], Page], axe: Check
) -> None:
    page = opened("work")
    page.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 selected")).to_be_visible()
    page.get_by_role("checkbox").nth(2).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("2 selected")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Do something with them").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Change many at once")).to_be_visible()
    page.get_by_text("Say who looks after them").click()
    page.get_by_label("Which post looks after them?").fill("IG manager")
    page.get_by_label("Why?").fill("New post")
    page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.get_by_role("button", name="Make these 2 changes")).to_be_visible()
    axe(page)
