"""What goes wrong around a page: refresh, crash, a locked database, two tabs, odd text, other people's ids."""

import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.cable import Cable
from tests.browser.conftest import (
    choose,
    demonstration,
    free_port,
    start,
    wait_until_healthy,
)
from tests.browser.walk import Walk
from tests.browser.wire import Wire

Become = Callable[..., None]
ODD = "**bold** [x](http://a.example) <b>b</b> <script>alert(1)</script> $x^2$ :red[r] 😀 Ŵyn Żółć"


@pytest.fixture
def home(page: Page, be: Become) -> Walk:
    be(page, "demo-practitioner")
    return Walk(page).sees("What do you need to do?")


def at_story(walk: Walk) -> Walk:
    """A draft opened at its long text."""
    walk.press("Decide, with every question").at("about")
    walk.choose(about_who="child", about_child_stage="child", about_naming="reference_only")
    return walk.go_on("harm").choose(harm_seriousness="some").go_on("story")


def again(walk: Walk) -> Walk:
    """Refresh the page."""
    return walk.goto(walk.page.url)


def concern(walk: Walk) -> Locator:
    return walk.field("story.concern")


def go_on_button(walk: Walk) -> Locator:
    return walk.page.get_by_role("button", name="Continue", exact=True)


def test_what_is_typed_moves_nothing_and_survives_a_refresh(home: Walk) -> None:
    at_story(home)
    concern(home).click()
    before = go_on_button(home).bounding_box()
    concern(home).press_sequentially("She has bruises and will not say", delay=15)
    home.page.wait_for_timeout(1_500)
    home.settle()
    assert go_on_button(home).bounding_box() == before
    expect(concern(home)).to_be_focused()

    again(home)
    expect(concern(home)).to_have_value("She has bruises and will not say")


def test_a_slow_press_on_continue_right_after_typing_lands_with_the_text(home: Walk) -> None:
    page = at_story(home).page
    home.choose(story_happened="not_known", story_known="not_known")
    concern(home).press_sequentially("Typed to the last letter", delay=10)
    go_on_button(home).scroll_into_view_if_needed()
    box = go_on_button(home).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(250)
    page.mouse.up()

    home.at("recipient").press("Back").at("story")
    expect(concern(home)).to_have_value("Typed to the last letter")


def test_markup_and_other_alphabets_are_shown_as_they_were_typed(home: Walk) -> None:
    home.press("Decide, with every question").at("about")
    home.choose(about_who="child", about_child_stage="child", about_naming="details")
    home.write(about_reference=ODD, about_initials=ODD)
    home.write(person_name=ODD, person_address=ODD, person_identifiers=ODD).go_on("harm")
    home.choose(harm_seriousness="some").go_on("story")
    home.write(story_concern=ODD, story_their_words=ODD).open_check()

    expect(home.page.get_by_text(ODD, exact=True)).to_have_count(7)
    assert home.page.locator("[data-testid=stMain] script, [data-testid=stMain] b").count() == 0
    home.goto(home.page.url.split("/check")[0] + "/home").sees("What do you need to do?")
    expect(home.page.get_by_role("rowheader", name=ODD, exact=True)).to_be_visible()


def test_twenty_thousand_characters_are_kept_and_more_is_said_and_not_cut(home: Walk) -> None:
    text = ("Ŵyn saw it. " * 2_000)[:20_000]
    at_story(home).write(story_concern=text)
    home.page.wait_for_timeout(800)
    again(home)
    expect(concern(home)).to_have_value(text)

    text = "x" * 20_050
    home.write(story_concern=text)
    go_on_button(home).click()
    expect(home.page.get_by_role("alert")).to_contain_text("20,000 characters or fewer")
    expect(concern(home)).to_have_value(text)
    counter = home.page.locator(".count", has_text="You have 50 characters too many")
    expect(counter).to_be_visible()
    again(home)
    expect(concern(home)).to_have_value(text)
    expect(counter).to_be_visible()
    home.write(story_concern=text[:19_000])
    expect(home.page.locator(".spoken", has_text="You have 1,000 characters left")).to_have_count(1)


def test_a_second_tab_is_told_and_both_answers_are_kept(home: Walk, browser: Browser) -> None:
    at_story(home)
    other = browser.new_context(locale="en-GB").new_page()
    Walk(other).goto(home.page.url).at("story").write(story_concern="From the second tab")

    home.write(story_concern="From the first tab")
    expect(home.page.get_by_role("heading", name="Changed in another tab")).to_be_visible()
    assert "From the second tab" in home.text
    expect(go_on_button(home)).to_be_disabled()
    home.press("Use the answer from the other tab")
    expect(concern(home)).to_have_value("From the second tab")
    expect(go_on_button(home)).to_be_enabled()
    other.context.close()


def test_someone_elses_draft_is_not_here(home: Walk, browser: Browser, server: str) -> None:
    at_story(home)
    other = Walk(browser.new_context(locale="en-GB").new_page())
    for place in ("question", "check", "assessment"):
        other.goto(f"{server}/{place}?draft={home.draft}", "Rhys Ŵyn-Jones").sees(
            "This is not here"
        )
        assert "child" not in other.text
    other.page.context.close()


def test_an_unknown_record_is_not_here(home: Walk, server: str) -> None:
    home.goto(f"{server}/record?record=rec_doesnotexist").sees("This is not here")


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

    def walk(self, address: str = "") -> Walk:
        self.page.goto(address or self.address)
        choose(self.page, "demo-practitioner")
        return Walk(self.page).sees("What do you need to do?")


def test_a_killed_server_loses_no_answer_it_had_acknowledged(own: Own) -> None:
    walk = at_story(own.walk())
    walk.write(story_concern="Saved before the crash").choose(story_happened="not_known")
    expect(walk.page.locator(".st-key-savedline")).to_contain_text("Saved")
    own.process.send_signal(signal.SIGKILL)
    own.process.wait()
    expect(walk.page.get_by_text("The connection is lost.")).to_be_visible()
    concern(walk).press_sequentially(", typed after it", delay=5)
    own.start()
    walk.page.get_by_role("button", name="Choose Amina Yusuf").click()  # it knows nobody
    walk.at("story")
    expect(concern(walk)).to_have_value("Saved before the crash, typed after it")
    walk.choose(story_known="not_known").go_on("recipient").press("Back").at("story")
    expect(concern(walk)).to_have_value("Saved before the crash, typed after it")
    expect(walk.part("story.happened").locator("input:checked")).to_have_count(1)
    walk.press("Back").at("harm").press("Back").at("about")
    expect(walk.part("about.who").locator("input:checked")).to_have_count(1)


@pytest.fixture
def cable(own: Own) -> Iterator[Cable]:
    found = Cable(own.port)
    yield found
    found.remove()


def test_what_is_typed_while_the_connection_is_gone_arrives_when_it_is_back(
    own: Own, cable: Cable
) -> None:
    wire = Wire(own.page)
    walk = at_story(own.walk(f"http://127.0.0.1:{cable.port}"))
    walk.write(story_concern="Before the line was cut.")
    walk.choose(story_happened="not_known", story_known="not_known")
    app = walk.page.locator("[data-testid=stApp]")
    cable.cut()
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    concern(walk).press_sequentially(" And while", delay=5)
    said = walk.page.locator("[aria-live=assertive]")
    expect(said).to_contain_text("ring 999: do not wait for this page")
    walk.page.keyboard.type(" it was gone.")
    expect(walk.page.get_by_role("dialog")).to_have_count(0)
    sent = wire.sent
    cable.mend()
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(said).to_contain_text("The connection is back")
    expect(concern(walk)).to_be_focused()

    wire.wait(sent)  # nothing is pressed: it arrives by itself
    again(walk).at("story")
    expect(concern(walk)).to_have_value("Before the line was cut. And while it was gone.")


def test_a_lost_replica_leaves_every_answer_to_the_one_that_is_left(own: Own, cable: Cable) -> None:
    walk = at_story(own.walk(f"http://127.0.0.1:{cable.port}"))
    walk.write(story_concern="Saved on the first replica.").choose(story_happened="not_known")
    expect(walk.page.locator(".st-key-savedline")).to_contain_text("Saved")
    other = free_port()
    process = start(own.folder, own.url, port=other)
    try:
        wait_until_healthy(f"http://127.0.0.1:{other}", process, own.folder / "server.log")
        own.process.send_signal(signal.SIGKILL)
        own.process.wait()
        cable.cut()
        cable.mend(other)

        again(walk).at("story")
        expect(concern(walk)).to_have_value("Saved on the first replica.")
        walk.choose(story_known="not_known").go_on("recipient").press("Back").at("story")
        expect(walk.part("story.happened").locator("input:checked")).to_have_count(1)
    finally:
        process.kill()
        process.wait()


def test_a_locked_database_is_said_and_the_text_waits_on_the_page(own: Own) -> None:
    walk = at_story(own.walk())
    unsaved = walk.page.locator(".st-key-not-saved")
    holder = sqlite3.connect(own.file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    concern(walk).fill("Typed while nothing can be saved")
    concern(walk).blur()

    expect(unsaved).to_contain_text("Not saved", timeout=30_000)
    expect(go_on_button(walk)).to_be_disabled()
    expect(concern(walk)).to_have_value("Typed while nothing can be saved")
    holder.execute("ROLLBACK")
    holder.close()
    walk.press("Try to save again")
    expect(unsaved).to_have_count(0)
    expect(go_on_button(walk)).to_be_enabled()
    again(walk)
    expect(concern(walk)).to_have_value("Typed while nothing can be saved")
