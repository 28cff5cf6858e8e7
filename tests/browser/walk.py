"""Walking the journey as a person does: by the words on the page."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import wait_until_settled


class Walk:
    """A practitioner at a page. Counts the pages of questions that were answered."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens = 0

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def sees(self, heading: str) -> "Walk":
        """Wait for the page with this title."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
        wait_until_settled(self.page)
        return self

    def press(self, name: str) -> "Walk":
        """Press a button or follow a link of ours."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).click()
        wait_until_settled(self.page)
        return self

    def choose(self, *answers: str) -> "Walk":
        """Select a radio by its words; the group is named where two groups share words."""
        for answer in answers:
            group, _, words = answer.rpartition(" > ")
            holder: Page | Locator = self.page
            if group:
                holder = self.page.get_by_role("radiogroup", name=group, exact=True)
            holder.locator("label").filter(has=self.page.get_by_text(words, exact=True)).click()
            wait_until_settled(self.page)
        return self

    def tick(self, *lines: str) -> "Walk":
        for line in lines:
            self.page.get_by_role("checkbox", name=line, exact=True).locator("xpath=ancestor::label").click()
            wait_until_settled(self.page)
        return self

    def write(self, label: str, text: str) -> "Walk":
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.blur()
        wait_until_settled(self.page)
        return self

    def select(self, label: str, option: str) -> "Walk":
        """Pick from a list that narrows while its words are typed."""
        field = self.page.get_by_role("combobox", name=label)
        field.click()
        field.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        wait_until_settled(self.page)
        return self

    def date(self, group: str, parts: Sequence[str]) -> "Walk":
        holder = self.page.get_by_role("group", name=group)
        for label, text in zip(("Day", "Month", "Year"), parts, strict=True):
            field = holder.get_by_label(label, exact=True)
            field.fill(text)
            field.blur()
            wait_until_settled(self.page)
        return self

    def go_on(self, heading: str = "") -> "Walk":
        """Continue, and wait for the next page."""
        before = self.page.url
        self.screens += 1
        self.page.get_by_role("button", name="Continue", exact=True).click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        wait_until_settled(self.page)
        return self.sees(heading) if heading else self
