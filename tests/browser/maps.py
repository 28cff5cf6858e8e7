"""The map of agreements with some 30, 300 and 2,000 lines, to be looked at, and what axe finds.

``ISA_PICTURES=folder python -m tests.browser.maps`` writes each at 1280 and 320 pixels, one folder for
all. It is no test. The register is the demonstration beside one invented place of 300 agencies.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.identity import SYSTEM
from isa.register.demo import load_demo
from isa.register.national.agencies import Size
from isa.register.national.filling.service import load_national
from tests.browser import conftest as browser
from tests.browser.tour import _picture, _violations

PLACE = Size(agencies=312, agreements=133, parties=2_667)
PROFILES = {"mash": "Hub for children (MASH)", "marac": "Domestic abuse meeting (MARAC)"}
SHOWN = {
    "30": ("Exampleshire", "mash"),
    "300": ("", "mash"),
    "2000": ("", "marac"),
}
"""Where (empty: the invented place), and for what work."""


def _choose(page: Page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words).first.click()
    browser.wait_until_settled(page)


def show(page: Page, place: str, profile: str) -> float:
    """The map as asked for; the seconds the last choice took to be drawn."""
    _choose(page, "Where?", place)
    started = time.monotonic()
    _choose(page, "What does the work need?", PROFILES[profile])
    page.wait_for_timeout(500)
    return time.monotonic() - started


def main(pictures: Path) -> None:
    """Draw each map, take it at both widths and say what axe finds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/isa.sqlite"
        database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
        load_demo(database)
        load_national(database, SYSTEM, PLACE)
        database.engine.dispose()
        port = browser.free_port()
        process = browser.start(Path(folder), url, port=port)
        try:
            address = f"http://127.0.0.1:{port}"
            browser.wait_until_healthy(address, process, Path(folder) / "server.log")
            chromium = playwright.chromium.launch(
                executable_path=browser.CHROMIUM, args=list(browser._FLAGS)
            )
            page = chromium.new_context(locale="en-GB").new_page()
            page.set_default_timeout(browser.PATIENCE)
            page.goto(f"{address}/network")
            browser.choose(page, "demo-ig-lead")
            for name, (place, profile) in SHOWN.items():
                page.set_viewport_size({"width": 1280, "height": 900})
                seconds = show(page, place or _invented(page), profile)
                for width in (1280, 320):
                    page.set_viewport_size({"width": width, "height": 900})
                    page.wait_for_timeout(300)
                    found = _violations(page)
                    _picture(page, pictures / f"map-{name}-{width}.png", width)
                    print(f"{name} at {width}: axe {len(found)}; drawn in {seconds:.1f} s", *found)  # noqa: T201
            chromium.close()
        finally:
            process.kill()
            process.wait()


def _invented(page: Page) -> str:
    """The one place that is no part of the demonstration proper."""
    page.get_by_role("combobox", name="Where?").click()
    page.get_by_role("option").first.wait_for()
    names: list[str] = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    fixed = (
        "Exampleshire",
        "Neighbourshire",
        "Everywhere",
        "The parties of one agreement",
        "No place recorded",
    )
    return next(one for one in names if one not in fixed)


if __name__ == "__main__":
    where = os.environ.get("ISA_PICTURES")
    if not where:
        sys.exit("Say where the pictures go: ISA_PICTURES=folder python -m tests.browser.maps")
    main(Path(where))
