"""Whole journeys in a browser: from the start page to a sealed record, looked at on the way."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import CHILDREN, Walk, child_case, decide_to_share, phone_case

Check = Callable[[Page], None]
Become = Callable[..., None]


@pytest.fixture
def home(page: Page, be: Become) -> Walk:
    """A practitioner on the start page."""
    be(page, "demo-practitioner")
    return Walk(page).sees("What do you need to do?")


@pytest.fixture
def looked_at(page: Page, be: Become, axe: Check, tmp_path: Path) -> Walk:
    """A practitioner who checks every page arrived at: accessible, and no wider than the screen."""
    pictures = Path(os.environ.get("ISA_PICTURES", tmp_path))

    def look(heading: str) -> None:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            picture(
                page, pictures / f"{re.sub('[^a-z]+', '-', heading.lower()).strip('-')}-{width}.png"
            )

    be(page, "demo-practitioner")
    return Walk(page, look).sees("What do you need to do?")


def picture(page: Page, path: Path) -> None:
    """The whole page: Streamlit scrolls a part of it, so the window is made as high."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height + 8, 5000)})
    page.wait_for_timeout(120)
    page.screenshot(path=path)
    page.set_viewport_size(size)


def test_a_worry_about_a_child_becomes_a_sealed_record(looked_at: Walk) -> None:
    child_case(looked_at.press("Decide whether to share"))
    questions = looked_at.screens
    looked_at.press("See the advice").sees(
        f"Share with {CHILDREN}, without asking for agreement first"
    )
    print(f"\nFull: {questions} screens of questions to the check, the advice after it")  # noqa: T201

    assert "You make the decision" in looked_at.text
    assert "would change" not in looked_at.text  # nothing teaches how to get another answer
    decide_to_share(looked_at.press("Record your decision"))
    looked_at.press("Seal the record")
    expect(looked_at.page).to_have_url(re.compile(r"/sealed\?record=rec_"))
    expect(looked_at.page.get_by_role("heading", level=1)).not_to_have_text("Check your decision")
    looked_at.sees(looked_at.heading)


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
    looked_at.press("Go on with the record").sees("Who is it about?")
    expect(looked_at.page.get_by_role("radio", name="Under 18", exact=True)).to_be_checked()


def test_a_capable_adults_free_refusal_stands(home: Walk) -> None:
    home.press("Decide whether to share").sees("Who is it about?")
    home.choose("An adult", "They do not have care and support needs")
    home.choose("By case reference or initials only").go_on("What could happen if nobody is told?")
    home.choose("Some harm, or they will not get help they need").go_on("What is happening?")
    home.write("What is happening, and what worries you?", "She has sold her car to pay a debt.")
    home.choose("When did it happen? > I do not know", "When did you first know? > I do not know")
    home.go_on("Who would you tell?").choose("Not in the list")
    home.write("Their name", "Exampleshire Debt Line").choose("Charity or support service")
    home.choose("I will use a number or address that we already hold for them")
    home.go_on("What would telling them be for?").choose("To protect someone, or to get them help")
    home.go_on("Their part in this")
    home.choose("No link that I know of, and I have thought about it", "Yes")
    home.go_on("Does any of this apply?").tick("None of these")
    home.go_on("Is it safe to tell the person, or their family?").choose(
        "Yes, it is safe to tell them"
    )
    home.go_on("Whose choice is it?").choose("Yes, and I have thought about whether they can")
    home.choose("Yes, nobody is putting pressure on them").go_on("What do they say about sharing?")
    home.choose("They do not want it shared").go_on()
    while home.heading != "What information would you share?":
        home.choose("None that I can see").go_on()
    home.write("A short name for it", "Debt").write("The information, in your own words", "A debt.")
    home.select("What kind of record does it come from?", "Money and benefits")
    home.choose("The adult who may be harmed").tick("None of these").go_on("Why do they need this?")
    home.write("What would they do with it?", "Offer advice.").choose(
        "They need it as it is", "Yes, the good outweighs the effect on them"
    )
    home.go_on("Does this need special care?")
    home.choose("Nothing limits it", "A fact that is true now", "No")
    home.go_on("The information you would share").choose("No").go_on("Before you see the advice")
    home.write("What have you tried to find out, and what do you still not know?", "Nothing more.")
    home.choose("Some days", "No, I have not asked").go_on("Check your answers")

    home.press("See the advice")
    expect(home.page.get_by_role("heading", level=1)).to_contain_text("Do not share")
    home.press("Record your decision").sees("What have you decided?").choose(
        "Do not share with them"
    )
    home.write("Why, in your own words", "It is her choice and she made it freely.")
    home.write("What spoke against it?", "The debt may grow.").go_on("What happens next?")
    assert home.page.get_by_text("Who tells the person?", exact=True).count() <= 1


def test_a_change_comes_back_to_the_check_with_everything_else_kept(home: Walk) -> None:
    child_case(home.press("Decide whether to share"))
    home.press("Change How long do you have to decide?").sees("Before you see the advice")
    home.choose("Minutes").go_on("Check your answers")
    assert "Minutes" in home.text
    assert "I do not know what the mother thinks." in home.text


def test_phone_now_can_be_walked_by_keyboard_alone(home: Walk) -> None:
    page = home.page

    def tab_to(name: str, role: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "() => { let a = document.activeElement;"
                " while (a?.shadowRoot?.activeElement) a = a.shadowRoot.activeElement;"
                " const label = a?.closest('label');"
                " return [a?.getAttribute('role') || a?.type || a?.tagName,"
                " (a?.labels?.[0] || label || a)?.textContent ?? ''] }"
            )
            if role in focused[0] and name in focused[1]:
                return
        raise AssertionError(f"{name} was not reached with Tab; at {focused}")

    def press(name: str, heading: str) -> None:
        tab_to(name, "button")
        page.keyboard.press("Enter")
        home.sees(heading)
        assert page.evaluate("document.activeElement.tagName") == "H1"

    def select(first: str, downs: int) -> None:
        tab_to(first, "radio")
        page.keyboard.press("Space")
        for _ in range(downs):
            page.keyboard.press("ArrowDown")
        home.settle()

    press("Someone may be in immediate danger", "Who to ring now")
    press("Start Phone now", "Who is it about?")
    select("A child or young person under 18", 0)
    select("Under 18", 0)
    press("Continue", "What could happen if nobody is told?")
    select("Someone could be killed", 0)
    press("Continue", "What is happening?")
    tab_to("What is happening, and what worries you?", "textarea")
    page.keyboard.type("He is alone with someone who has hit him.")
    press("Continue", "Who would you tell?")
    select(CHILDREN, 0)
    select("I will use a number", 0)
    press("Continue", "What would telling them be for?")
    select("To protect someone", 0)
    tab_to("Continue", "button")
    page.keyboard.press("Enter")
    home.sees("What to say when you ring")


def test_an_unanswered_page_says_what_is_missing_and_leads_there(home: Walk, axe: Check) -> None:
    page = home.press("Decide whether to share").sees("Who is it about?").page
    page.get_by_role("button", name="Continue", exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: Who is it about?"))
    axe(page)
    summary.get_by_text("Select who may come to harm").click()
    expect(page.get_by_role("radio", name="A child or young person under 18")).to_be_focused()


def test_a_page_that_may_not_be_visited_yet_leads_to_the_first_question(home: Walk) -> None:
    home.press("Decide whether to share").sees("Who is it about?")
    draft = re.search(r"draft=(dft_\w+)", home.page.url)
    assert draft is not None
    base = home.page.url.split("/question")[0]
    home.page.goto(f"{base}/question?draft={draft[1]}&step=telling")
    home.page.get_by_role("button", name="Choose Amina Yusuf").click()
    home.sees("Who is it about?")
    assert "Answer this question first" in home.text


def test_back_and_forward_keep_every_answer(home: Walk) -> None:
    home.press("Decide whether to share").sees("Who is it about?")
    home.choose("An adult", "They do not have care and support needs")
    home.choose("By case reference or initials only").go_on("What could happen if nobody is told?")
    home.choose("Serious harm is happening or is likely").press("Back").sees("Who is it about?")
    expect(home.page.get_by_role("radio", name="An adult", exact=True)).to_be_checked()
    home.go_on("What could happen if nobody is told?")
    expect(
        home.page.get_by_role("radio", name="Serious harm is happening or is likely")
    ).to_be_checked()

    home.page.go_back()
    home.sees("Who is it about?")
    home.page.go_forward()
    home.sees("What could happen if nobody is told?")
    expect(
        home.page.get_by_role("radio", name="Serious harm is happening or is likely")
    ).to_be_checked()
