"""Walking the journey with keys alone: what Tab reaches, whether it is seen, how it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, TimeoutError, expect

from decisions.journey.fields import Widget
from tests.browser.conftest import SETTLED
from tests.browser.walk import DATED, asked, label_of
from tests.browser.wire import Wire

Said = Mapping[str, str | tuple[str, ...]]
_MOST = 120
"""Tabs on one page before something holds the keyboard back."""
_GLANCE, _TURN = 2_000, 50
"""Milliseconds within which somebody sees where they are, and between two looks."""
_FOCUSED = """() => {
    let at = document.activeElement
    const host = at
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    const label = at?.closest('label')
    const shown = ['[data-testid=stTextInputRootElement]', '[role=group]',
        '[data-testid=stSlider] div:has(> div > input)']
    const around = [at, label, ...shown.map(one => at?.closest(one))].filter(Boolean)
    const outlined = one => {
        const style = getComputedStyle(one)
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    }
    const { top, bottom } = (label ?? at).getBoundingClientRect()
    const field = host?.closest('[class*="st-key-in-"]')
    const key = [...(field?.classList ?? [])].find(one => one.startsWith('st-key-in-')) ?? ''
    const before = window.isaFocused
    window.isaFocused = at
    return {
        kind: at === document.body ? 'nothing' : at.tagName === 'BUTTON' ? 'button'
            : at.getAttribute('role') === 'combobox' ? 'combobox' : at.type || at.tagName.toLowerCase(),
        key, words: (label ?? at).textContent.trim().slice(0, 200),
        name: at.labels?.[0]?.textContent ?? at.ariaLabel ?? '',
        checked: Boolean(at.checked), value: String(at.value ?? ''),
        is_way_on: Boolean(host.closest('.st-key-primary')),
        is_seen: around.some(outlined) && top < innerHeight && bottom > 0
            && (at.tagName === 'TEXTAREA' || (top > -2 && bottom < innerHeight + 2)),
        is_same: at === before,
        place: [Math.round(top), Math.round(bottom), innerHeight, ...around.map(outlined)].join(' '),
    }
}"""


@dataclass(frozen=True)
class Stop:
    """Where focus stands: the kind of control, the question it belongs to, its words."""

    kind: str
    key: str
    words: str
    name: str
    checked: bool
    value: str
    is_way_on: bool
    is_seen: bool
    """Its outline is drawn, and it is on the screen: whole, or for a long text where typing begins."""
    is_same: bool
    """The same control as at the last look."""
    place: str
    """Its top, its bottom, the height of the window, what of it is outlined: for whoever reads a failure."""


class Keyboard:
    """Somebody with keys alone. Every stop must be seen and must let go of the keyboard."""

    def __init__(self, page: Page, wire: Wire) -> None:
        self.page = page
        self.wire = wire
        self.presses = 0
        self._typed_since: int | None = None
        self._last: Stop | None = None

    @property
    def stop(self) -> Stop:
        return Stop(**self.page.evaluate(_FOCUSED))

    def press(self, key: str) -> None:
        self.presses += 1
        self.page.keyboard.press(key)

    def tab(self, key: str = "Tab") -> Stop:
        """The next control; what was typed in the last one has reached the server."""
        self.press(key)
        if self._typed_since is not None:
            self.wire.wait(self._typed_since)
            self._typed_since = None
        found = self.stop
        assert not found.is_same, f"The keyboard cannot leave {found}"
        assert found.kind != "nothing", f"Focus is nowhere after {self._last}"
        if not found.is_seen:
            found = self._seen(found)
        self._last = found
        return found

    def _seen(self, at: Stop) -> Stop:
        """The same control once its outline is drawn: a busy machine draws it after it has moved."""
        for _ in range(0, _GLANCE, _TURN):
            self.page.wait_for_timeout(_TURN)
            now = self.stop
            if not now.is_same:
                raise AssertionError(f"Focus went from {at} to {now} by itself")
            if now.is_seen:
                return now
        raise AssertionError(f"Nobody sees that focus is on {at}")

    def tab_to(self, words: str) -> Stop:
        for _ in range(_MOST):
            if (found := self.tab()).words == words:
                return found
        raise AssertionError(f"Tab did not reach {words!r}")

    def follow(self) -> str:
        """Enter, where it leads to another page; its heading, which has focus."""
        before = self.page.url
        sent = self.wire.sent
        self.press("Enter")
        try:
            self.page.wait_for_function("before => location.href !== before", arg=before)
        except TimeoutError as error:
            said = self.page.get_by_test_id("stMain").inner_text()
            raise AssertionError(f"Enter led nowhere from {self._last}:\n{said}") from error
        self.wire.wait(sent)
        self.page.wait_for_selector(SETTLED)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_be_focused()
        return heading.inner_text()

    def answer_all(self, said: Said) -> Stop:
        """Answer what the page asks from its heading down, to its way on."""
        stops = []
        for _ in range(_MOST):
            at = self.tab()
            if at.is_way_on:
                return at
            stops.append(f"{at.kind} {at.words or at.name}")
            path = _asked_by(at, said)
            self._answer(at, path, said.get(path))
        raise AssertionError(f"Tab never reached the way on: {stops}")

    def back_and_forth(self) -> int:
        """Shift and Tab until focus has left what the page drew, and Tab to its way on: how many stops."""
        for count in range(_MOST):
            self.tab("Shift+Tab")
            if self.page.evaluate("!document.activeElement.closest('[class*=st-key-sheet-]')"):
                assert [self.tab() for _ in range(count + 1)][-1].is_way_on
                return count
        raise AssertionError("Shift and Tab never left the page")

    def _answer(self, at: Stop, path: str, value: str | tuple[str, ...] | None) -> None:
        if at.kind == "radio":
            self._choose(at, _words(path, value))
        elif at.kind == "checkbox":
            said = value if isinstance(value, tuple) else ()
            if any(at.words.startswith(_words(path, one)) for one in said):
                self._change("Space", at)
        elif at.kind == "combobox" and not at.value:
            self._pick(str(value))
        elif at.kind in ("text", "textarea") and value is not None and not at.value:
            self._typed_since = self.wire.sent
            self.page.keyboard.type(str(value))
            self.presses += len(str(value))

    def _choose(self, at: Stop, words: str) -> None:
        for _ in range(_MOST):
            if not words or at.words.startswith(words):
                if not at.checked:
                    self._change("Space", at)
                return
            self._change("ArrowDown", at)
            at = self.stop
        raise AssertionError(f"The arrow keys did not reach {words!r}")

    def _pick(self, words: str) -> None:
        """Type what is looked for into a list that narrows, and take what is left of it."""
        sent = self.wire.sent
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option")).to_have_count(1)
        self.press("Enter")
        self.wire.wait(sent)

    def _change(self, key: str, at: Stop) -> None:
        sent = self.wire.sent
        self.press(key)
        self.wire.wait(sent)
        assert self.stop.kind == at.kind, f"Answering {at} took focus to {self.stop}"


def _asked_by(at: Stop, said: Said) -> str:
    """The question that a control belongs to, of those there is an answer to; or an empty text."""
    keyed = (path for path in said if at.key.endswith(path.replace(".", "-")))
    named = (path for path in said if at.name.strip() == label_of(path))
    return max(keyed, key=len, default="") or next(named, "")


def _words(path: str, code: str | tuple[str, ...] | None) -> str:
    """What the option says that was chosen; an empty text where any will do."""
    if not path or not isinstance(code, str):
        return ""
    if asked(path).ask.widget is Widget.DATED:
        return DATED[code]
    return next((one.text for one in asked(path).options if one.value == code), code)
