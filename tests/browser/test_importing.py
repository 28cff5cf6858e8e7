"""A messy register goes in through the pages: uploaded, understood, decided, looked at, written, taken back."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import wait_until_settled

Check = Callable[[Page], None]
REGISTER = (
    "Register of agreements;;;;\n;;;;\n"
    "Ref;Agreement;Partners;Review date;Published\n"
    "SA-1;Sampleton homes;Southmoor Borough Council, Exampleshire Police &;Mar-2027;Yes\n"
    "SA-2;Sampleton schools;Southmoor on Sea Borough Council;31/3/2027;\n"
)


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    wait_until_settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_register_is_imported_and_taken_back(
    page: Page, server: str, axe: Check, tmp_path: Path
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER)
    page.goto(f"{server}/imports")
    page.get_by_role("button", name="Choose Morag Testwell").click()
    heading(page, "Import and export")
    with page.expect_file_chooser() as chosen:
        page.get_by_test_id("stFileUploader").locator("section button").focus()
        page.keyboard.press("Enter")
    chosen.value.set_files(file)
    expect(page.get_by_text("register.csv")).to_be_visible()
    expect(page.get_by_role("button", name="Add files")).to_be_focused()
    press(page, "Read the file")

    heading(page, "What is in this file?")
    press(page, "Continue")
    expect(page.get_by_text("Select what an agreement is for").first).to_be_visible()
    axe(page)
    answers = page.get_by_role("radiogroup", name="What is the status")
    answers.get_by_text("In force", exact=True).click()
    press(page, "Continue")

    heading(page, "Which agencies are these?")
    expect(page.get_by_text("New; may be Southmoor on Sea Borough Council")).to_be_visible()
    page.get_by_role("button", name="Change Southmoor Borough Council").click()
    heading(page, "What does this name mean?")
    page.get_by_text("Southmoor on Sea Borough Council", exact=True).click()
    axe(page)
    press(page, "Keep this")
    heading(page, "Which agencies are these?")
    expect(page.get_by_text("As you said")).to_be_visible()
    press(page, "Continue")

    heading(page, "What would change")
    expect(page.get_by_text("May be published: Only its entry")).to_be_visible()
    axe(page)
    press(page, "Write it to the register")
    heading(page, "This file is in the register")
    press(page, "Take this import back")
    heading(page, "This import was taken back")
