"""What fields and blocks do in a browser: nothing typed is lost, focus goes where it should."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from isa.platform import installation
from isa.platform.config import Settings
from tests.browser.conftest import free_port, wait_until_healthy, wait_until_settled

HERE = Path(__file__).parent
RUN = """
import sys, uvicorn
from starlette.middleware import Middleware
from streamlit import config
from streamlit.starlette import App
from isa.platform.web import SecurityHeaders, door_script
config._main_script_path = str(door_script())  # the gallery is read with the service's own settings
app = App(sys.argv[1], middleware=[Middleware(SecurityHeaders)])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


@pytest.fixture(scope="module")
def gallery_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("gallery")
    url = f"sqlite:///{folder / 'isa.sqlite'}"
    installation.create(Settings(database_url=url), installation.Kind.DEMO).engine.dispose()
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(HERE / "gallery.py"), str(port)],
            cwd=folder,
            env={"ISA_DATABASE_URL": url, "PYTHONPATH": str(HERE.parents[1])},
            stdout=log,
            stderr=log,
        )
    wait_until_healthy(f"http://127.0.0.1:{port}", process, folder / "log")
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=15)


@pytest.fixture
def gallery(page: Page, gallery_server: str) -> Page:
    page.goto(gallery_server)
    page.get_by_label("In your own words").wait_for()
    wait_until_settled(page)
    return page


def heard(page: Page, name: str) -> str:
    return page.locator(f".st-key-heard-{name}").inner_text()


def expect_heard(page: Page, name: str, value: str) -> None:
    expect(page.locator(f".st-key-heard-{name}")).to_have_text(value)


def test_the_gallery_is_accessible_plain_and_with_faults_at_both_widths(
    gallery: Page, axe: Callable[[Page], None]
) -> None:
    for width in (1280, 320):
        gallery.set_viewport_size({"width": width, "height": 900})
        axe(gallery)
        scroll = gallery.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert scroll <= width
        words = gallery.get_by_role("button", name="Set a reader apart").locator("p").locator("..")
        assert words.evaluate("one => one.scrollWidth <= one.clientWidth")
    gallery.get_by_role("button", name="Continue").click()
    gallery.get_by_role("alert").wait_for()
    axe(gallery)


def test_text_reaches_the_server_while_it_is_typed(gallery: Page) -> None:
    area = gallery.get_by_label("In your own words")
    area.press_sequentially("Her arm was bruised", delay=20)
    expect_heard(gallery, "words", "'Her arm was bruised'")
    area.press_sequentially(", again", delay=120)
    expect_heard(gallery, "words", "'Her arm was bruised, again'")
    assert area.input_value() == "Her arm was bruised, again"
    assert gallery.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "TEXTAREA"


def test_what_is_typed_before_the_field_has_its_script_stays(
    page: Page, gallery_server: str
) -> None:
    held: list[Route] = []
    page.route("**/narrative.js*", lambda one: held.append(one))
    page.goto(gallery_server)
    area = page.locator("textarea").first
    area.press_sequentially("Her arm was bruised")
    assert held
    for one in held:
        one.continue_()
    expect(page.get_by_label("In your own words")).to_have_value("Her arm was bruised")
    expect_heard(page, "words", "'Her arm was bruised'")


def test_a_slow_press_on_continue_delivers_both_the_text_and_the_press(gallery: Page) -> None:
    gallery.get_by_label("In your own words").press_sequentially("Bruised", delay=10)
    gallery.get_by_role("button", name="Continue").click(delay=250)
    expect_heard(gallery, "words", "'Bruised'")
    expect_heard(gallery, "pressed", "yes")


def test_a_page_that_is_read_does_not_move_under_a_slow_press(gallery: Page) -> None:
    gallery.context.new_cdp_session(gallery).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    gallery.get_by_label("In your own words").press_sequentially("Bruised", delay=10)
    gallery.get_by_role("button", name="Continue").click(delay=900)
    assert gallery.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > 0
    expect_heard(gallery, "pressed", "yes")


def test_a_slow_press_after_a_one_line_text_delivers_both(gallery: Page) -> None:
    gallery.get_by_label("Case reference").press_sequentially("CASE-1042", delay=10)
    gallery.get_by_role("button", name="Continue").click(delay=250)
    expect_heard(gallery, "ref", "'CASE-1042'")
    expect_heard(gallery, "pressed", "yes")


def test_leaving_the_page_sends_what_was_typed_last_without_waiting(gallery: Page) -> None:
    gallery.evaluate(
        "() => { const later = window.setTimeout;"
        " window.setTimeout = (f, ms, ...a) => ms === 700 ? 0 : later(f, ms, ...a); }"
    )
    gallery.get_by_label("In your own words").press_sequentially("Last words", delay=5)
    gallery.wait_for_timeout(1000)
    expect_heard(gallery, "words", "")
    gallery.evaluate("window.dispatchEvent(new Event('pagehide'))")
    expect_heard(gallery, "words", "'Last words'")


def test_the_count_is_visible_and_says_when_it_is_too_long(gallery: Page) -> None:
    expect(gallery.get_by_text("You have 40 characters left")).to_be_visible()
    gallery.get_by_label("In your own words").fill("x" * 41)
    expect(gallery.get_by_text("You have 1 character too many")).to_be_visible()


def test_streamlit_one_key_shortcuts_do_nothing(gallery: Page) -> None:
    gallery.get_by_label("In your own words").press_sequentially("cr", delay=30)
    gallery.get_by_label("Yes, it is safe").focus()
    gallery.keyboard.press("c")
    gallery.wait_for_timeout(300)
    expect(gallery.get_by_role("dialog")).to_have_count(0)


def test_faults_are_focused_titled_and_lead_to_their_fields(gallery: Page) -> None:
    gallery.get_by_role("button", name="Continue").click()
    summary = gallery.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(gallery).to_have_title(re.compile("^Error: "))
    fields = gallery.locator("input, textarea")
    for line, label in (
        ("Select whether it is safe to tell them", "Yes, it is safe"),
        ("Enter what you know", "In your own words"),
        ("Enter the date it happened", "Day"),
        ("Select who would receive it", "Who would receive it?"),
    ):
        summary.get_by_role("link", name=line).click()
        expect(gallery.get_by_label(label, exact=True).and_(fields)).to_be_focused()


def test_a_field_is_described_by_its_hint_and_its_fault(gallery: Page) -> None:
    group = gallery.get_by_role("radiogroup", name="Is it safe to tell them?")
    expect(group).to_have_accessible_description("Telling people is usual.")
    gallery.get_by_role("button", name="Continue").click()
    expect(group).to_have_accessible_description(re.compile("usual.*Select whether"))
    expect(group).to_have_attribute("aria-invalid", "true")
    words = gallery.get_by_label("In your own words")
    expect(words).to_have_accessible_description(re.compile("Facts first.*Enter what you know"))
    expect(gallery.get_by_role("group", name="When did it happen?")).to_be_visible()


def test_faults_stay_until_the_next_attempt_and_focus_stays_on_the_field(gallery: Page) -> None:
    gallery.get_by_role("button", name="Continue").click()
    expect(gallery.get_by_role("alert")).to_be_focused()
    tick = gallery.get_by_label("Evidence could be lost")
    tick.focus()
    gallery.keyboard.press("Space")
    expect_heard(gallery, "why", "('lost',)")
    expect(tick).to_be_focused()
    expect(gallery.get_by_role("alert")).to_be_visible()


def test_what_is_chosen_is_seen_with_colours_of_ones_own(gallery: Page) -> None:
    gallery.emulate_media(forced_colors="active")
    mark = "one => getComputedStyle([...one.closest('label').querySelectorAll('div')].find("
    mark += "part => parseFloat(getComputedStyle(part).borderWidth) > 0)).backgroundColor"
    for label in ("Yes, it is safe", "Evidence could be lost"):
        field = gallery.get_by_label(label, exact=True)
        before = field.evaluate(mark)
        gallery.get_by_text(label, exact=True).click()
        expect(field).to_be_checked()
        assert field.evaluate(mark) != before


def test_none_of_these_and_the_others_exclude_each_other(gallery: Page) -> None:
    gallery.get_by_text("Evidence could be lost").click()
    expect_heard(gallery, "why", "('lost',)")
    gallery.get_by_text("None of these").click()
    expect_heard(gallery, "why", "()")
    expect(gallery.get_by_label("Evidence could be lost")).not_to_be_checked()
    gallery.get_by_text("Someone could be hurt").click()
    expect_heard(gallery, "why", "('hurt',)")
    expect(gallery.get_by_label("None of these")).not_to_be_checked()


def test_a_date_may_name_its_month(gallery: Page) -> None:
    for part, text in (("Day", "21"), ("Month", "Nov"), ("Year", "2026")):
        gallery.get_by_label(part, exact=True).fill(text)
    gallery.keyboard.press("Tab")
    expect_heard(gallery, "when", "datetime.date(2026, 11, 21)")


def test_an_agency_is_searched_for_and_chosen_from_the_hits(gallery: Page) -> None:
    gallery.get_by_role("textbox", name="Who would receive it?").fill("prim")
    gallery.get_by_role("button", name="Search").click()
    gallery.get_by_text("Exampleshire prim 1").click()
    expect_heard(gallery, "agency", "'id-1'")


def test_a_search_says_how_much_it_found(gallery: Page) -> None:
    said = gallery.get_by_role("status").filter(has_text="Agencies found: 3")
    expect(said).to_have_count(0)
    gallery.get_by_role("textbox", name="Who would receive it?").fill("prim")
    gallery.keyboard.press("Tab")
    expect(said).to_have_count(1)


def test_focus_is_seen_on_whatever_scrolls_and_comes_back_after_a_download(gallery: Page) -> None:
    download = gallery.get_by_role("button", name="Download it")
    download.focus()
    with gallery.expect_download():
        gallery.keyboard.press("Enter")
    expect(download).to_be_enabled()
    expect(download).to_be_focused()
    gallery.keyboard.press("Tab")
    at = gallery.locator("[data-testid=stMain] :focus")
    expect(at).to_have_text("a command to copy")
    expect(at).to_have_css("outline-style", "solid")
    gallery.evaluate("document.querySelector('[data-testid=stMain]').focus({ focusVisible: true })")
    expect(gallery.get_by_test_id("stMain")).to_have_css("outline-style", "solid")


def test_a_table_sorts_by_date_keeps_focus_and_its_buttons_have_full_names(gallery: Page) -> None:
    head = gallery.get_by_role("button", name="Seen")
    head.click()
    expect(head).to_be_focused()
    expect(gallery.get_by_role("columnheader", name="Seen")).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert gallery.get_by_role("rowheader").first.inner_text() == "Bruising"
    gallery.get_by_role("button", name="Change item two").click()
    expect_heard(gallery, "go", "'two'")
    expect(gallery.get_by_role("button", name="Change item two")).to_be_focused()


def test_a_grid_is_one_stop_moved_in_by_arrow_keys_and_says_why(gallery: Page) -> None:
    """Six columns and 25 rows are shown four by twenty: the keys turn the window."""
    grid = gallery.get_by_role("grid", name="Who gets which item")
    cell = grid.locator("button:focus")
    expect(grid.locator('button[tabindex="0"]')).to_have_count(1)
    grid.get_by_role("button", name="Word 1.1", exact=False).first.focus()

    for key in ("ArrowDown", *["ArrowRight"] * 4):
        gallery.keyboard.press(key)
    expect(cell).to_have_accessible_name("Word 2.5 Item 2, for Agency 5")
    expect(cell).to_have_accessible_description("Reason 2.5")
    expect(gallery.locator(".reason")).to_have_text("Reason 2.5")

    gallery.keyboard.press("Control+End")
    expect(cell).to_have_accessible_name("Word 25.6 Item 25, for Agency 6")
    gallery.keyboard.press("Tab")
    expect(cell).to_have_count(0)
    expect(grid.locator('button[tabindex="0"]')).to_have_count(1)


def test_what_people_wrote_is_never_markup(gallery: Page) -> None:
    hostile = "*not* [a link](https://elsewhere.example) :red[x] $y$ <b>z</b>"
    heading = gallery.get_by_role("heading", level=1).inner_text().replace("\u2060", "")
    assert heading == f"{hostile} -- ->"
    assert hostile in gallery.locator(".st-key-voice-own-why").inner_text()
    assert gallery.get_by_role("rowheader").first.inner_text().startswith(hostile)
    expect(gallery.locator("a[href*=elsewhere]")).to_have_count(0)


def test_targets_are_at_least_44_pixels_high(gallery: Page) -> None:
    small = gallery.evaluate(
        """() => [...document.querySelectorAll(
            '[data-testid=stMain] :is(button, a, label, summary, input[type=text])')]
        .filter(e => e.offsetParent && !e.closest('p') && !e.closest('[role=alert]'))
        .filter(e => { const t = e.closest('[data-testid=stTextInputRootElement]') || e;
                       return t.getBoundingClientRect().height < 43.5; })
        .filter(e => !(e.tagName === 'LABEL' && !e.querySelector('input')))
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_every_streamlit_handle_in_the_style_sheet_still_matches(
    gallery: Page, server: str
) -> None:
    """Our style leans on test ids that Streamlit does not promise: an upgrade must fail here, loudly."""
    sheet = (HERE.parents[1] / "isa" / "ui" / "ui.css").read_text()
    handles = set(re.findall(r'\[data-testid="(\w+)"\]', sheet)) - {
        "stPageLink",
        "stTab",
        "stTabs",
        "stSlider",
        "stFileUploaderDropzone",
        "stFileChip",
        "stDownloadButton",
    }
    gallery.get_by_label("Case reference").focus()
    gallery.get_by_label("Case reference").press_sequentially("x")
    missing = {h for h in handles if gallery.locator(f'[data-testid="{h}"]').count() == 0}
    assert missing == set()
    structural = (
        '[data-testid="stRadioOption"] > div > div:first-child',
        '[data-testid="stCheckbox"] label > div:not([data-testid])',
    )
    for selector in structural:
        assert gallery.locator(selector).count() > 0
