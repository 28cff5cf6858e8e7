"""Wider spacing of text (WCAG 1.4.12) on a screen of 200% and of 400% zoom: nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.walk import Walk

_SPACED = """() => {
    const rule = '* { line-height: 1.5 !important; letter-spacing: .12em !important;'
        + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }'
    const space = root => {
        const style = document.createElement('style')
        style.textContent = rule
        ;(root.head ?? root).append(style)
        for (const one of root.querySelectorAll('*')) if (one.shadowRoot) space(one.shadowRoot)
    }
    space(document)
}"""
_CUT_OFF = """() => {
    const found = []
    const look = root => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) look(one.shadowRoot)
            const { width, height, right } = one.getBoundingClientRect()
            const words = one.textContent.trim()
            if (width < 2 || height < 2 || !words || one.closest('.unseen, style')) continue
            const isText = [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim())
            const style = getComputedStyle(one)
            const hides = way => ['hidden', 'clip'].includes(way)
            const isCut = (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
                || (hides(style.overflowY) && one.clientHeight && one.clientHeight < 200
                    && one.scrollHeight > one.clientHeight + 2)
            if ((isText && right > innerWidth + 1) || isCut) found.push(words.slice(0, 80))
        }
    }
    look(document.body)
    return found
}"""


@pytest.mark.parametrize("choice", ["", "Someone may be in immediate danger", "Records"])
def test_no_text_is_cut_off_and_no_page_scrolls_sideways(
    page: Page, be: Callable[..., None], choice: str
) -> None:
    be(page, "demo-practitioner")
    walk = Walk(page).sees("What do you need to do?")
    if choice:
        walk.press(choice)
    page.evaluate(_SPACED)
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        assert page.evaluate(_CUT_OFF) == []
