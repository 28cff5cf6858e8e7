"""Every start walked by a script, to be looked at: screens, seconds, what axe finds, and pictures.

``ISA_PICTURES=folder python -m tests.browser.tour [start ...]`` writes a picture of each page at 1280
and 320 pixels. It is no test: the seconds are those of a script on this machine, not of a person.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError, sync_playwright

from decisions.journey.fields import Widget
from tests.browser import conftest as browser
from tests.browser.walk import CHILDREN, Walk, asked, label_of

Said = Mapping[str, str | tuple[str, ...]]
"""Answers by question, as codes or as words; each is given on the page that asks it."""

CASE: Said = {
    "about.who": "child",
    "about.child_stage": "child",
    "about.naming": "reference_only",
    "about.reference": "CASE-1042",
    "harm.seriousness": "significant",
    "story.concern": "Two round bruises on the left upper arm. Two accounts that differ.",
    "story.happened": "not_known",
    "story.known": "not_known",
    "purpose.aim": "protect",
    "enquiries.tried": "I do not know what the mother thinks.",
    "enquiries.time": "today",
    "enquiries.advice": "not_sought",
    "recipient.agency_id": CHILDREN,
    "recipient.verified": "known_route",
    "recipient.channel": "yes",
    "link.conflict": "none",
    "link.use": "act_to_protect",
    "link.unmet": "yes",
    "circumstances.ticked": ("none",),
    "telling.safe": "yes",
    "choice.competence": "lacks",
    "choice.free": "free",
    "views.view": "not_asked",
    "views.reason_not_asked": "urgent",
    "views.proxy": "not_asked",
    "item.label": "Bruise seen on Thursday",
    "item.words": "I saw two round bruises at registration.",
    "item.about": ("protected_child",),
    "item.kinds": ("none",),
    "use.how_much": "all_of_it",
    "use.used_for": "They judge whether he is safe to go home.",
    "use.effect": "little",
    "care.restriction": "none",
    "care.reliability": "current_fact",
    "care.locates": "no",
    "more.another": "no",
    "effect.harm": "none_seen",
}
ASKED: Said = {
    **CASE,
    "request.asked_by": "Jo Placeholder, duty social worker",
    "request.received_by": "phone",
    "request.asked_for": "Attendance since September, for an enquiry.",
    "request.power": "s47_9",
    "request.warned": "nobody",
    "telling.safe": "no",
    "telling.unsafe": ("harm_to_person",),
    "views.proxy": "not_asked",
}
LETTER: Said = {
    **CASE,
    "sending.paper": "letter",
    "about.who": "adult",
    "about.adult_position": "other_adult",
    "harm.seriousness": "none_seen",
    "recipient.agency_id": "Not in the list",
    "recipient.name": "Dr Sampleton",
    "recipient.recipient_class": "health",
    "link.use": "provide_service",
    "link.unmet": "no",
    "contents.ticked": ("special", "whereabouts"),
    "readers.how_much": "all_of_it",
    "readers.kept": ("none",),
    "readers.effect": "little",
    "choice.competence": "presumed",
    "views.view": "agrees",
}
STARTS: dict[str, tuple[tuple[str, ...], Said]] = {
    "decide": (("Decide whether to share",), CASE),
    "everything": (("Decide, with every question",), CASE),
    "doubt": (
        ("Decide whether to share",),
        {**CASE, "views.reason_not_asked": "raises_risk"},
    ),
    "send": (("Check before I send",), LETTER),
    "asked": (("I have been asked for information", "Children's social care"), ASKED),
    "parent": (("Tell a parent or carer",), {**CASE, "recipient.name": "His mother"}),
    "rang": (("I already rang someone: record it",), CASE),
    "danger": (
        ("Someone may be in immediate danger", "Start Phone now"),
        {**CASE, "harm.seriousness": "immediate"},
    ),
}
"""What is pressed first, and what is said. Of ``doubt`` alone two answers do not fit: it is looked at so."""
_MOST = 30


@dataclass
class Tour:
    """One start on its way: how many pages, what axe found on them, and where pictures go."""

    walk: Walk
    name: str
    pictures: Path | None
    found: list[str] = field(default_factory=list)
    pages: int = 0
    looking: float = 0.0
    """Seconds spent on pictures and axe, which are not part of the way."""

    def look(self) -> None:
        """Take the page as it stands at both widths, and ask axe."""
        started = time.monotonic()
        page = self.walk.page
        self.pages += 1
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            self.found += _violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self.found.append(f"{self.walk.heading}: wider than {width}")
            if self.pictures:
                _picture(page, self.pictures / f"{self.name}-{self.pages:02}-{width}.png", width)
        page.set_viewport_size({"width": 1280, "height": 900})
        self.looking += time.monotonic() - started

    def answer(self, said: Said) -> None:
        """Answer what this page asks; a reveal is asked once it has opened."""
        for _reveal in range(3):
            for path, value in said.items():
                self._one(path, value)

    def _one(self, path: str, value: str | tuple[str, ...]) -> None:
        widget = asked(path).ask.widget
        if widget in (Widget.NARRATIVE, Widget.LINE):
            texts = self.walk.page.get_by_label(label_of(path), exact=True)
            if texts.count() == 1 and not texts.input_value():
                texts.fill(str(value))
                texts.blur()
                self.walk.settle()
            return
        part = self.walk.part(path)
        if not part.count() or part.locator("input:checked").count():
            return
        if isinstance(value, tuple):
            self.walk.tick(path, *value)
        elif widget is Widget.AGENCY:
            self.walk.choose_words(path, value)
        elif widget is Widget.DATED:
            self.walk.choose_words(path, "I do not know")
        else:
            self.walk.choose(**{path.replace(".", "_", 1): value})


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": list(browser._WCAG), "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def _picture(page: Page, path: Path, width: int) -> None:
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + 8, 6_000)})
    page.wait_for_timeout(150)
    page.screenshot(path=path)


def walk_through(walk: Walk, name: str, pictures: Path | None) -> Tour:
    """From the start page to the end of the questions, and the advice where there is one."""
    presses, said = STARTS[name]
    tour = Tour(walk, name, pictures)
    for press in presses:
        walk.press(press)
    go_on = walk.page.get_by_role("button", name="Continue", exact=True)
    while go_on.count() and tour.pages < _MOST:
        tour.look()
        tour.answer(said)
        if walk.page.get_by_role("combobox", name=label_of("item.category")).count():
            walk.pick_category("School record: attendance, attainment, behaviour, exclusions")
        walk.go_on()
    tour.look()
    if walk.heading == "Check your answers":
        checked = walk.page.get_by_role("heading", level=1, name="Check your answers")
        walk.press("See the advice")
        checked.wait_for(state="detached")  # a busy machine draws the advice later than it settles
        walk.settle()
        tour.look()
    return tour


@contextmanager
def _serving() -> Iterator[tuple[Page, str]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        where = Path(folder)
        port = browser.free_port()
        process = browser.start(where, browser.demonstration(where / "isa.sqlite"), port=port)
        try:
            address = f"http://127.0.0.1:{port}"
            browser.wait_until_healthy(address, process, where / "server.log")
            chromium = playwright.chromium.launch(
                executable_path=browser.CHROMIUM, args=list(browser._FLAGS)
            )
            opened = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
            opened.set_default_timeout(browser.PATIENCE)
            yield opened.new_page(), address
            chromium.close()
        finally:
            process.kill()
            process.wait()


def main(names: list[str]) -> None:
    """Walk the starts that are named, or all of them, and print one line for each."""
    folder = os.environ.get("ISA_PICTURES")
    pictures = Path(folder) if folder else None
    with _serving() as (page, address):
        for name in names or list(STARTS):
            page.goto(address)
            browser.choose(page, "demo-practitioner")
            walk = Walk(page).sees("What do you need to do?")
            started = time.monotonic()
            try:
                tour = walk_through(walk, name, pictures)
            except (AssertionError, TimeoutError) as error:
                print(f"{name}: stopped at {walk.heading!r}: {str(error)[:600]}")  # noqa: T201
                continue
            seconds = time.monotonic() - started - tour.looking
            advice = re.sub(r"\s+", " ", walk.heading)
            print(  # noqa: T201
                f"{name}: {walk.screens} screens of questions, {seconds:.0f} s by script, "
                f"axe {len(tour.found)} on {tour.pages} pages at two widths; ends at: {advice}",
                flush=True,
            )
            for fault in sorted(set(tour.found)):
                print(f"   {fault}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
