"""Walking the journey as a person does: by the words on the page."""

import re
import tomllib
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, TimeoutError, expect

from decisions.journey.fields import Question, question
from decisions.journey.steps import STEPS
from isa.platform.config import data_dir
from tests.browser.conftest import SETTLED

DRAWN = ".st-key-foot"
"""What stands at the end of every page."""
_DEMO = tomllib.loads((data_dir() / "demo/agencies.toml").read_text(encoding="utf-8"))
CHILDREN = next(
    agency["name"]
    for agency in _DEMO["agency"]
    if agency["id"] == "exampleshire-childrens-services"
)


class Walk:
    """A person at a page. ``look`` is called on each page arrived at; ``screens`` counts Continue."""

    def __init__(self, page: Page, look: Callable[[str], None] | None = None) -> None:
        self.page = page
        self.screens = 0
        self._look = look

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def text(self) -> str:
        return self.page.locator("[data-testid=stMain]").inner_text()

    def settle(self) -> "Walk":
        for _ in range(2):  # a busy machine may begin the run only after the first look
            self.page.wait_for_timeout(60)
            self.page.wait_for_selector(SETTLED)
        self.page.wait_for_selector(DRAWN)  # the sheet of a new page is empty at first
        return self

    def sees(self, heading: str | re.Pattern[str]) -> "Walk":
        """Wait for the page with this title, and look at it."""
        title = self.page.get_by_role("heading", level=1, name=heading, exact=True)
        expect(title).to_be_visible()
        self.settle()
        if self._look:
            self._look(title.inner_text())
        return self

    def press(self, name: str) -> "Walk":
        """Press a button or follow a link of ours."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).click()
        return self.settle()

    def part(self, path: str) -> Locator:
        """The control of a question: "about.who", whoever's it is."""
        key = path.replace(".", "-")
        box = '[class*="st-key-in-"]'
        return self.page.locator(f'{box}[class*="{key} "], {box}[class$="{key}"]')

    def choose(self, **answers: str) -> "Walk":
        """Select radios by question and code: ``about_who="child"`` stands for about.who."""
        for name, code in answers.items():
            path = dotted(name)
            self.choose_words(path, said(path, code))
        return self

    def choose_words(self, path: str, words: str) -> "Walk":
        whole = re.compile(rf"^\s*{re.escape(words)}\s*($|[A-Z])")  # a hint may follow in its label
        label = self.part(path).locator("label").filter(has_text=whole)
        label.click()
        expect(label.locator("input")).to_be_checked()
        return self.settle()

    def tick(self, path: str, *codes: str) -> "Walk":
        for code in codes:
            self.choose_words(path, said(path, code))
        return self

    def write(self, **texts: str) -> "Walk":
        """Fill text fields by question: ``item_label="..."`` stands for item.label."""
        for name, text in texts.items():
            field = self.field(dotted(name))
            field.fill(text)
            field.blur()
            self.settle()
        return self

    def field(self, path: str) -> Locator:
        """The text field of a question."""
        return self.page.get_by_label(label_of(path), exact=True)

    def pick_category(self, words: str) -> "Walk":
        """Pick from a list that narrows while its words are typed."""
        field = self.page.get_by_role("combobox", name=label_of("item.category"))
        field.click()
        field.fill(words)
        self.page.get_by_role("option", name=words, exact=True).click()
        return self.settle()

    def date(self, parts: Sequence[str], group: str = "Date") -> "Walk":
        holder = self.page.get_by_role("group", name=group)
        for label, text in zip(("Day", "Month", "Year"), parts, strict=True):
            field = holder.get_by_label(label, exact=True)
            field.fill(text)
            field.blur()
            self.settle()
        return self

    def at(self, step: str) -> "Walk":
        """Wait for the page of a step, and look at it; a title may name the recipient."""
        title = re.escape(STEPS[step].title).replace(re.escape("this recipient"), ".+")
        return self.sees(re.compile(f"^{title}$"))

    def at_step(self, step: str) -> bool:
        """Whether the address is that of a step."""
        return bool(re.search(rf"step=([^&]*%2F)?{step}(&|$)", self.page.url))

    @property
    def draft(self) -> str:
        found = re.search(r"draft=(dft_\w+)", self.page.url)
        assert found is not None, self.page.url
        return found[1]

    def open(self, place: str, **params: str) -> "Walk":
        """Open a page of the same draft by its address; a demonstration asks again who one is."""
        base = self.page.url.split("?")[0].rpartition("/")[0]
        return self.goto(f"{base}/{place}?{urlencode({'draft': self.draft, **params})}")

    def goto(self, address: str, name: str = "Amina Yusuf") -> "Walk":
        self.page.goto(address)
        self.page.get_by_role("button", name=f"Choose {name}").click()
        return self.settle()

    def open_check(self) -> "Walk":
        return self.open("check").sees("Check your answers")

    def go_on(self, step: str = "") -> "Walk":
        """Continue, and wait for the next page."""
        before = self.page.url
        self.screens += 1
        self.page.get_by_role("button", name="Continue", exact=True).click()
        try:
            self.page.wait_for_function("before => location.href !== before", arg=before)
        except TimeoutError as error:
            raise AssertionError(f"Continue led nowhere from:\n{self.text}") from error
        self.settle()
        return self.at(step) if step else self


def dotted(name: str) -> str:
    step = next(key for key in sorted(STEPS, key=len, reverse=True) if name.startswith(f"{key}_"))
    return f"{step}.{name.removeprefix(f'{step}_')}"


def asked(path: str) -> Question:
    step, _, name = path.partition(".")
    return question(STEPS[step], name)


def label_of(path: str) -> str:
    ask = asked(path).ask
    return ask.label if ask.is_required else f"{ask.label} (optional)"


def said(path: str, code: str) -> str:
    """What an option says; a dated question has three of its own."""
    words = {option.value: option.text for option in asked(path).options} or DATED
    return words[code]


DATED = {
    "exact": "On another day I know",
    "about": "I know about when",
    "not_known": "I do not know",
}


def child_case(walk: Walk, at_telling: Callable[[Walk], None] = lambda _: None) -> Walk:
    """A bruise seen at a school, from the first question to the check of the answers."""
    walk.at("about").choose(about_who="child", about_child_stage="child")
    walk.write(about_reference="CASE-1042").choose(about_naming="reference_only").go_on("harm")
    walk.choose(harm_seriousness="significant").go_on("story")
    walk.write(
        story_concern="Two round bruises on the left upper arm, seen at registration. The child and "
        "the mother gave accounts that differ."
    )
    walk.choose(story_happened="exact").date(("19", "11", "2026"))
    walk.choose(story_known="about")
    about_when = walk.page.get_by_label("About when?", exact=True)
    about_when.fill("Friday morning")
    about_when.blur()
    to_social_care(walk.settle().go_on("recipient")).go_on("purpose")
    walk.choose(purpose_aim="protect").go_on("link")
    walk.choose(link_conflict="none", link_use="act_to_protect", link_unmet="yes")
    walk.go_on("circumstances")
    walk.tick("circumstances.ticked", "none").go_on("telling").choose(telling_safe="no")
    walk.tick("telling.unsafe", "harm_to_person")
    at_telling(walk)
    walk.go_on()
    if walk.at_step("choice"):
        walk.sees("Whose choice is it, and what do they say?")
        walk.choose(choice_competence="lacks", choice_free="free")
        walk.choose(views_view="not_asked", views_reason_not_asked="raises_risk")
        walk.choose(views_proxy="conflicted_proxy").go_on()
    an_item(walk.at("item"), "Bruise seen on Thursday", "protected_child")
    walk.choose(more_another="no").go_on("effect")
    walk.choose(effect_harm="none_seen").go_on("enquiries")
    walk.write(enquiries_tried="I do not know what the mother thinks.")
    walk.choose(enquiries_time="today", enquiries_advice="not_sought").go_on()
    return walk.sees("Check your answers")


def to_social_care(walk: Walk) -> Walk:
    """The children's front door, rung on a number that we hold."""
    walk.choose_words("recipient.agency_id", CHILDREN)
    return walk.choose(recipient_verified="known_route")


def an_item(walk: Walk, label: str, about: str) -> Walk:
    """One item of information, from its name to the list of items."""
    walk.write(item_label=label, item_words="I saw two round bruises at registration.")
    walk.pick_category("School record: attendance, attainment, behaviour, exclusions")
    walk.tick("item.about", about).tick("item.kinds", "none").go_on("use")
    walk.choose(use_how_much="all_of_it")
    walk.write(use_used_for="They judge whether he is safe to go home.").go_on("care")
    walk.choose(care_restriction="none", care_reliability="current_fact", care_locates="no")
    return walk.go_on("more")


def phone_case(walk: Walk) -> Walk:
    """A child in danger now: the questions of Phone now."""
    walk.at("about").choose(about_who="child", about_child_stage="child").go_on("harm")
    walk.choose(harm_seriousness="immediate").go_on("story")
    walk.write(story_concern="He said his stepfather will kill him tonight.").go_on("recipient")
    to_social_care(walk).go_on("purpose")
    return walk.choose(purpose_aim="protect").go_on()


def decide_to_share(walk: Walk, at_decided: Callable[[Walk], None] = lambda _: None) -> Walk:
    """The pages of a decision to share with one recipient, to the check before sealing."""
    walk.choose(decided_outcome="share")
    walk.write(
        decided_reasons="I am not willing to wait until Monday.",
        decided_weighed_against="She has been open with us until now.",
    )
    walk.choose(decided_method="phone_callback")
    walk.write(decided_sent_to="The duty desk", decided_verified_how="Rang the number held here")
    walk.choose(decided_gone="not_yet")
    at_decided(walk)
    walk.go_on("as_sent").choose(as_sent_rule="share").go_on("message")
    walk.write(message_reason="A child has bruises nobody has explained.").go_on("after")
    walk.go_on()
    return walk.sees("Check your decision")
