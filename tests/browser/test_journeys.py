"""Whole journeys in a browser: from the start page to a sealed record, looked at on the way."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from decisions.journey.steps import STEPS
from tests.browser.walk import (
    CHILDREN,
    Walk,
    asked,
    child_case,
    decide_to_share,
    label_of,
    phone_case,
    said,
)

Check = Callable[[Page], None]
Become = Callable[..., None]


_LOOKED_AT: set[str] = set()
"""Pages that were checked once; a second journey does not check them again."""


@pytest.fixture
def home(page: Page, be: Become) -> Walk:
    """A practitioner on the start page."""
    be(page, "demo-practitioner")
    return Walk(page).sees("What do you need to do?")


@pytest.fixture
def looked_at(page: Page, be: Become, axe: Check) -> Walk:
    """A practitioner who checks every page arrived at: accessible, and no wider than the screen."""
    pictures = Path(os.environ["ISA_PICTURES"]) if "ISA_PICTURES" in os.environ else None

    def look(heading: str) -> None:
        if heading in _LOOKED_AT:
            return
        _LOOKED_AT.add(heading)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if pictures:
                name = re.sub("[^a-z]+", "-", heading.lower()).strip("-")
                picture(page, pictures / f"{name}-{width}.png")

    be(page, "demo-practitioner")
    return Walk(page, look).sees("What do you need to do?")


def picture(page: Page, path: Path, most: int = 5_000) -> None:
    """The whole page: Streamlit scrolls a part of it, so the window is made as high."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height + 8, most)})
    page.wait_for_timeout(120)
    page.screenshot(path=path)
    page.set_viewport_size(size)


@pytest.fixture
def portray(tmp_path: Path) -> Callable[[Walk, str], None]:
    """Take a picture for the README: into ``ISA_IMAGES`` when that is set, to be looked at."""
    folder = Path(os.environ.get("ISA_IMAGES", tmp_path))

    def take(walk: Walk, name: str) -> None:
        walk.page.mouse.move(0, 0)
        walk.page.evaluate(
            "() => { document.activeElement?.blur();"
            " document.querySelector('[data-testid=stMain]').scrollTo(0, 0) }"
        )
        picture(walk.page, folder / f"{name}.png", most=1_450)
        assert (folder / f"{name}.png").stat().st_size < 250_000

    return take


def test_a_worry_about_a_child_becomes_a_sealed_record(
    looked_at: Walk, portray: Callable[[Walk, str], None]
) -> None:
    looked_at.press("Decide, with every question")
    child_case(looked_at, lambda walk: portray(walk, "question"))
    print(f"\nFull: {looked_at.screens} screens of questions, then the check and the advice")  # noqa: T201
    looked_at.press("See the advice")
    expect(looked_at.page.get_by_role("heading", level=1)).to_contain_text(f"Share with {CHILDREN}")
    looked_at.sees(looked_at.heading)

    assert "You make the decision" in looked_at.text
    assert "would change" not in looked_at.text  # nothing teaches how to get another answer
    portray(looked_at, "assessment")
    looked_at.press("Record your decision").at("decided")
    expect(looked_at.page.get_by_role("radio", checked=True)).to_have_count(0)
    decide_to_share(looked_at, lambda walk: portray(walk, "decide"))
    looked_at.press("Seal the record")
    expect(looked_at.page).to_have_url(re.compile(r"/sealed\?record=rec_"))
    expect(looked_at.page.get_by_role("heading", level=1)).not_to_have_text("Check your decision")
    looked_at.sees(looked_at.heading)
    looked_at.press("Open the record")
    expect(looked_at.page).to_have_url(re.compile(r"/record\?record=rec_"))
    expect(looked_at.page.get_by_role("heading", name="What the tool said")).to_be_visible()
    portray(looked_at.settle(), "record")
    looked_at.press("Back").sees("Records").press("Home").press("Decide, with every question")
    looked_at.at("about").write(about_reference="CASE-1043").press("Save and come back later")
    portray(looked_at.sees("What do you need to do?"), "home")


def test_phone_now_ends_with_a_number_and_words_to_say(looked_at: Walk) -> None:
    looked_at.press("Someone may be in immediate danger").sees("Who to ring now")
    assert "999" in looked_at.text
    assert "01632 960112" in looked_at.text
    phone_case(looked_at.press("Start Phone now"))
    looked_at.sees("What to say when you ring")
    print(f"\nPhone now: {looked_at.screens} screens to the words to say")  # noqa: T201

    assert looked_at.screens <= 7
    assert "He said his stepfather will kill him tonight." in looked_at.text
    expect(looked_at.page.get_by_role("link", name="999").first).to_have_attribute(
        "href", "tel:999"
    )
    looked_at.press("Go on with the record").at("story")  # the first page that is not answered yet
    expect(looked_at.field("story.concern")).to_have_value(re.compile("stepfather will kill him"))


def test_a_capable_adults_free_refusal_stands(home: Walk) -> None:
    home.press("Decide, with every question").at("about")
    home.choose(
        about_who="adult", about_adult_position="other_adult", about_naming="reference_only"
    )
    home.go_on("harm").choose(harm_seriousness="some").go_on("story")
    home.write(story_concern="She has sold her car to pay a debt.")
    home.choose(story_happened="not_known", story_known="not_known").go_on("recipient")
    home.choose_words("recipient.agency_id", "Not in the list")
    home.write(recipient_name="Exampleshire Debt Line")
    home.choose(recipient_recipient_class="voluntary_support", recipient_verified="known_route")
    home.go_on("purpose").choose(purpose_aim="protect").go_on("link")
    home.choose(link_conflict="none", link_use="provide_service", link_unmet="yes")
    home.go_on("circumstances")
    home.tick("circumstances.ticked", "none").go_on("telling").choose(telling_safe="yes").go_on()
    home.sees("Whose choice is it, and what do they say?")
    home.choose(choice_competence="has_capacity", choice_free="free")
    home.choose(views_view="refuses").go_on()
    home.at("item").write(item_label="Debt", item_words="A debt.").pick_category(
        "Money and benefits"
    )
    home.tick("item.about", "protected_adult").tick("item.kinds", "none").go_on("use")
    home.choose(use_how_much="all_of_it").write(use_used_for="Offer advice.")
    home.choose(use_weighed="no")
    home.go_on("care").choose(
        care_restriction="none", care_reliability="current_fact", care_locates="no"
    )
    home.go_on("more").choose(more_another="no").go_on()
    if home.at_step("effect"):
        home.choose(effect_harm="none_seen").go_on()
    home.at("enquiries").write(enquiries_tried="Nothing more.")
    home.choose(enquiries_time="days", enquiries_advice="not_sought").go_on()

    home.sees("Check your answers").press("See the advice")
    expect(home.page.get_by_role("heading", level=1)).to_contain_text("Do not share")
    home.press("Record your decision").at("decided").choose(decided_outcome="do_not_share")
    home.write(
        decided_reasons="It is her choice and she made it freely.",
        decided_weighed_against="The debt may grow.",
    )
    home.go_on("after").page.get_by_role("button", name="Continue", exact=True).click()
    expect(home.page.get_by_role("alert")).to_contain_text("look at this again")


def test_a_change_comes_back_to_the_check_with_everything_else_kept(home: Walk) -> None:
    home.press("Decide, with every question").at("about")
    home.choose(about_who="child", about_child_stage="child", about_naming="reference_only")
    home.write(about_reference="CASE-7").go_on("harm").choose(harm_seriousness="some").go_on(
        "story"
    )
    home.open_check()
    home.press(f"Change {label_of('harm.seriousness')}").at("harm")
    home.choose(harm_seriousness="significant").go_on("story").open_check()

    expect(
        home.page.get_by_text(said("harm.seriousness", "significant"), exact=True)
    ).to_be_visible()
    expect(home.page.get_by_text("CASE-7", exact=True)).to_be_visible()


def test_an_unanswered_page_says_what_is_missing_and_no_later_page_opens(
    home: Walk, axe: Check
) -> None:
    page = home.press("Decide, with every question").at("about").page
    page.get_by_role("button", name="Continue", exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: " + re.escape(STEPS["about"].title)))
    axe(page)
    summary.get_by_text(asked("about.who").ask.error).click()
    expect(home.part("about.who").locator("input").first).to_be_focused()

    home.open("question", step="telling").at("about")
    assert "Answer this question first" in home.text


def test_back_and_forward_keep_every_answer(home: Walk) -> None:
    def is_checked(path: str, code: str) -> None:
        words = home.page.get_by_text(said(path, code), exact=True)
        expect(home.part(path).locator("label").filter(has=words).locator("input")).to_be_checked()

    home.press("Decide, with every question").at("about")
    home.choose(
        about_who="adult", about_adult_position="other_adult", about_naming="reference_only"
    )
    home.go_on("harm").choose(harm_seriousness="significant").press("Back").at("about")
    is_checked("about.who", "adult")
    home.go_on("harm")
    is_checked("harm.seriousness", "significant")

    home.page.go_back()
    home.at("about")
    home.page.go_forward()
    home.at("harm")
    is_checked("harm.seriousness", "significant")
