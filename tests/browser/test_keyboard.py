"""The quick path by keyboard alone: Tab, Space, arrows and Enter, from the start page to a sealed record."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, TimeoutError, expect

from decisions.journey.fields import Widget
from tests.browser.tour import CASE
from tests.browser.walk import DATED, Walk, asked

_FOCUSED = """() => {
    let a = document.activeElement;
    const host = a;
    while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement;
    const label = a?.closest('label');
    const boxes = [a, host, label, label?.parentElement, a?.parentElement].filter(Boolean);
    const has = one => { const s = getComputedStyle(one);
        return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' };
    const field = host?.closest('[class*="st-key-in-"]');
    const key = [...(field?.classList ?? [])].find(one => one.startsWith('st-key-in-')) ?? '';
    return { kind: a?.tagName === 'BUTTON' ? 'button' : (a?.type || a?.tagName || '').toLowerCase(),
             role: a?.getAttribute('role') ?? '', key: key.replace('st-key-in-', ''),
             words: (label ?? a)?.textContent?.trim() ?? '',
             name: a?.labels?.[0]?.textContent ?? a?.getAttribute('aria-label') ?? '',
             checked: !!a?.checked, value: a?.value ?? '',
             primary: !!host?.closest('.st-key-primary'), ring: boxes.some(has) } }"""
DECIDED = {
    "decided.outcome": "share",
    "decided.reasons": "He may be hurt again, and they can find out.",
    "decided.weighed_against": "His mother may feel blamed.",
    "decided.method": "phone_callback",
    "decided.sent_to": "The duty desk",
    "decided.verified_how": "Rang the number held here",
    "decided.gone": "not_yet",
    "message.reason": "A child has bruises and two accounts differ.",
    "as_sent.rule": "share",
}
SAID = {
    **CASE,
    **DECIDED,
    "item.category": "School record: attendance, attainment, behaviour, exclusions",
}
TICKED = ("None of these", "The child")
DAY = ("Day", "Month", "Year")
"""The day to look again may be left empty after a share."""
MOST_STOPS, MOST_PAGES = 90, 25
STOPS = {"radio", "checkbox", "text", "textarea"}


class Keys:
    """Somebody who has no mouse; each place focus comes to shows that it is there."""

    def __init__(self, page: Page) -> None:
        self.page, self.walk = page, Walk(page)
        self.stops: list[str] = []

    def tab(self) -> dict[str, Any]:
        self.page.keyboard.press("Tab")
        at: dict[str, Any] = self.page.evaluate(_FOCUSED)
        if at["kind"] in STOPS or at["kind"] == "button":
            assert at["ring"], f"Focus cannot be seen on {at}"
        return at

    def now(self) -> dict[str, Any]:
        at: dict[str, Any] = self.page.evaluate(_FOCUSED)
        return at

    def page_done(self) -> None:
        """Answer everything on a page in the order in which Tab comes to it, then press on."""
        before = self.page.url
        self.stops = []
        for _ in range(MOST_STOPS):
            at = self.tab()
            self.stops.append(f"{at['kind']} {at['words'] or at['name']}")
            if at["primary"]:
                self.page.keyboard.press("Enter")
                try:
                    self.page.wait_for_url(lambda now: now != before, timeout=8_000)
                except TimeoutError as error:
                    raise AssertionError(
                        f"Continue led nowhere:\n{self.walk.text}\n{self.stops}"
                    ) from error
                self.walk.settle()
                return
            self._answer(at)
        raise AssertionError(f"The way on was not reached with Tab from {before}")

    def _answer(self, at: dict[str, Any]) -> None:
        name = next((one for one in SAID if at["key"].endswith(one.replace(".", "-"))), "")
        said = SAID.get(name)
        if at["kind"] == "radio":
            self._choose(at, self._words(name, said))
        elif at["kind"] == "checkbox":
            if not at["checked"] and (at["words"] or at["name"]).startswith(TICKED):
                self.page.keyboard.press("Space")
                self.walk.settle()
        elif at["kind"] in ("text", "textarea") and not at["value"]:
            if at["role"] == "combobox":
                self.page.keyboard.type("School record: att")
                self.page.keyboard.press("Enter")
            elif said or not ("(optional)" in at["name"] or at["name"] in DAY):
                self.page.keyboard.type(str(said or "As written above."))
            self.walk.settle()

    @staticmethod
    def _words(name: str, said: object) -> str:
        """The option to choose, in words; empty for the first one."""
        if not name or said is None:
            return ""
        options = asked(name).options
        dated = asked(name).ask.widget is Widget.DATED
        return (
            DATED[str(said)]
            if dated
            else next((one.text for one in options if one.value == said), str(said))
        )

    def _choose(self, at: dict[str, Any], words: str) -> None:
        for _ in range(30):
            if not words or words in at["words"]:
                if not at["checked"]:
                    self.page.keyboard.press("Space")
                self.walk.settle()
                return
            self.page.keyboard.press("ArrowDown")
            self.walk.settle()
            at = self.now()
        raise AssertionError(f"{words!r} was not reached with the arrows")


def test_a_quick_decision_is_made_and_sealed_by_keyboard_alone(
    page: Page, be: Callable[..., None]
) -> None:
    be(page, "demo-practitioner")
    keys = Keys(page)
    keys.walk.sees("What do you need to do?")
    while keys.tab()["words"] != "Decide whether to share":
        pass
    page.keyboard.press("Enter")
    keys.walk.sees("Who is it about?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    for _ in range(MOST_PAGES):
        keys.page_done()
        if "/sealed" in page.url:
            break
        expect(page.get_by_role("heading", level=1)).to_be_focused()

    expect(page.get_by_role("heading", level=1, name="Decision recorded")).to_be_visible()
