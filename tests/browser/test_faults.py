"""What goes wrong around a page: refresh, crash, a locked database, two tabs, odd text, other people's ids."""

import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    choose,
    demonstration,
    free_port,
    start,
    wait_until_healthy,
)
from tests.browser.walk import Walk

Become = Callable[..., None]
ODD = "**bold** [x](http://a.example) <b>b</b> <script>alert(1)</script> $x^2$ :red[r] 😀 Ŵyn Żółć"
CONCERN = "What is happening, and what worries you?"


@pytest.fixture
def home(page: Page, be: Become) -> Walk:
    be(page, "demo-practitioner")
    return Walk(page).sees("What do you need to do?")


def at_story(walk: Walk) -> Walk:
    """A draft opened at its long text."""
    walk.press("Decide whether to share").sees("Who is it about?")
    walk.choose("A child or young person under 18", "Under 18")
    walk.choose("By case reference or initials only").go_on("What could happen if nobody is told?")
    walk.choose("Some harm, or they will not get help they need")
    return walk.go_on("What is happening?")


def again(walk: Walk, address: str = "") -> Walk:
    """Open an address afresh; a demonstration asks who one is."""
    walk.page.goto(address or walk.page.url)
    choose_again(walk.page)
    return walk.settle()


def choose_again(page: Page) -> None:
    page.get_by_role("button", name="Choose Amina Yusuf").click()


def test_text_typed_more_than_a_second_ago_survives_a_refresh(home: Walk) -> None:
    at_story(home)
    field = home.page.get_by_label(CONCERN, exact=True)
    field.press_sequentially("She has bruises and will not say", delay=15)
    home.page.wait_for_timeout(1_500)
    again(home)

    expect(field).to_have_value("She has bruises and will not say")


def test_a_slow_press_on_continue_right_after_typing_lands_with_the_text(home: Walk) -> None:
    at_story(home)
    page = home.page
    home.choose("When did it happen? > I do not know", "When did you first know? > I do not know")
    page.get_by_label(CONCERN, exact=True).press_sequentially("Typed to the last letter", delay=10)
    target = page.get_by_role("button", name="Continue", exact=True)
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(250)
    page.mouse.up()

    home.sees("Who would you tell?").press("Back").sees("What is happening?")
    expect(page.get_by_label(CONCERN, exact=True)).to_have_value("Typed to the last letter")


def test_nothing_above_the_button_moves_when_a_save_comes_in(home: Walk) -> None:
    at_story(home)
    page = home.page
    target = page.get_by_role("button", name="Continue", exact=True)
    field = page.get_by_label(CONCERN, exact=True)
    field.click()
    before = target.bounding_box()
    field.press_sequentially("A few words", delay=15)
    page.wait_for_timeout(1_200)
    home.settle()

    assert target.bounding_box() == before
    expect(field).to_be_focused()


def test_markup_and_other_alphabets_are_shown_as_they_were_typed(home: Walk) -> None:
    home.press("Decide whether to share").sees("Who is it about?")
    home.choose("A child or young person under 18", "Under 18")
    home.write("Your case reference (optional)", ODD)
    home.write("Their initials, or how you refer to them (optional)", ODD)
    home.choose("With their name, date of birth or address").go_on("Their details")
    home.write("Full name (optional)", ODD).write("Address (optional)", ODD)
    home.write("NHS number or other identifier (optional)", ODD)
    home.go_on("What could happen if nobody is told?")
    address = home.page.url.split("/question")
    home.page.goto(f"{address[0]}/check{address[1].split('&')[0]}")
    choose_again(home.page)
    home.sees("Check your answers")

    assert home.text.count(ODD) >= 5
    assert home.page.locator("[data-testid=stMain] script, [data-testid=stMain] b").count() == 0
    home.page.goto(f"{address[0]}/home")
    choose_again(home.page)
    home.sees("What do you need to do?")
    assert ODD in home.text


def test_twenty_thousand_characters_are_kept(home: Walk) -> None:
    at_story(home)
    text = ("Ŵyn saw it. " * 2_000)[:20_000]
    home.write(CONCERN, text)
    home.page.wait_for_timeout(800)
    again(home)

    expect(home.page.get_by_label(CONCERN, exact=True)).to_have_value(text)


def test_more_than_fits_is_said_and_nothing_is_cut(home: Walk) -> None:
    at_story(home)
    text = "x" * 20_050
    home.write(CONCERN, text)
    home.page.get_by_role("button", name="Continue", exact=True).click()

    expect(home.page.get_by_role("alert")).to_contain_text("20,000 characters or fewer")
    expect(home.page.get_by_label(CONCERN, exact=True)).to_have_value(text)


def test_a_second_tab_is_told_and_both_answers_are_kept(home: Walk, browser: Browser) -> None:
    at_story(home)
    other = browser.new_context(locale="en-GB").new_page()
    second = Walk(other)
    again(second, home.page.url)
    second.sees("What is happening?").write(CONCERN, "From the second tab")

    home.write(CONCERN, "From the first tab")
    expect(home.page.get_by_role("heading", name="Changed in another tab")).to_be_visible()
    assert "From the second tab" in home.text
    expect(home.page.get_by_role("button", name="Continue", exact=True)).to_be_disabled()
    home.press("Use the answer from the other tab")
    expect(home.page.get_by_label(CONCERN, exact=True)).to_have_value("From the second tab")
    expect(home.page.get_by_role("button", name="Continue", exact=True)).to_be_enabled()
    other.context.close()


@pytest.mark.parametrize("place", ["question?draft=", "check?draft=", "assessment?draft="])
def test_someone_elses_draft_is_not_here(
    home: Walk, browser: Browser, server: str, place: str
) -> None:
    at_story(home)
    found = re.search(r"draft=(dft_\w+)", home.page.url)
    assert found is not None
    other = browser.new_context(locale="en-GB").new_page()
    other.goto(f"{server}/{place}{found[1]}")
    choose_lead(other)

    expect(other.get_by_role("heading", level=1)).to_have_text("This is not here")
    assert "child" not in other.locator("[data-testid=stMain]").inner_text()
    other.context.close()


def choose_lead(page: Page) -> None:
    page.get_by_role("button", name="Choose Rhys Ŵyn-Jones").click()


def test_an_unknown_record_is_not_here(home: Walk, server: str) -> None:
    home.page.goto(f"{server}/record?record=rec_doesnotexist")
    choose_again(home.page)
    expect(home.page.get_by_role("heading", level=1)).to_have_text("This is not here")


@pytest.fixture
def own(tmp_path: Path, page: Page) -> Iterator["Own"]:
    """A server of one's own, that may be killed and started again on the same database."""
    found = Own(tmp_path, page)
    found.start()
    yield found
    found.process.kill()
    found.process.wait()


class Own:
    """A server and its database, for faults."""

    def __init__(self, folder: Path, page: Page) -> None:
        self.folder, self.page = folder, page
        self.file = folder / "isa.sqlite"
        self.url = demonstration(self.file)
        self.port = free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = start(self.folder, self.url, port=self.port)
        wait_until_healthy(self.address, self.process, self.folder / "server.log")

    def walk(self) -> Walk:
        self.page.goto(self.address)
        choose(self.page, "demo-practitioner")
        return Walk(self.page).sees("What do you need to do?")


def test_a_killed_server_loses_no_answer_it_had_acknowledged(own: Own) -> None:
    walk = at_story(own.walk())
    walk.write(CONCERN, "Saved before the crash").choose("When did it happen? > I do not know")
    expect(walk.page.locator(".st-key-savedline")).to_contain_text("Saved")
    address = walk.page.url
    own.process.send_signal(signal.SIGKILL)
    own.process.wait()
    own.start()

    again(walk, address).sees("What is happening?")
    expect(walk.page.get_by_label(CONCERN, exact=True)).to_have_value("Saved before the crash")
    walk.press("Back").sees("What could happen if nobody is told?").press("Back")
    expect(walk.page.get_by_role("radio", name="A child or young person under 18")).to_be_checked()


def test_a_locked_database_is_said_and_the_text_waits_on_the_page(own: Own) -> None:
    walk = at_story(own.walk())
    holder = sqlite3.connect(own.file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    walk.page.get_by_label(CONCERN, exact=True).fill("Typed while nothing can be saved")
    walk.page.get_by_label(CONCERN, exact=True).blur()

    expect(walk.page.locator(".st-key-not-saved")).to_contain_text("Not saved", timeout=30_000)
    expect(walk.page.get_by_role("button", name="Continue", exact=True)).to_be_disabled()
    expect(walk.page.get_by_label(CONCERN, exact=True)).to_have_value(
        "Typed while nothing can be saved"
    )
    holder.execute("ROLLBACK")
    holder.close()
    walk.press("Try to save again")
    expect(walk.page.locator(".st-key-not-saved")).to_have_count(0)
    expect(walk.page.get_by_role("button", name="Continue", exact=True)).to_be_enabled()
    again(walk)
    expect(walk.page.get_by_label(CONCERN, exact=True)).to_have_value(
        "Typed while nothing can be saved"
    )
