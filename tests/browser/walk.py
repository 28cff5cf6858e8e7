"""Walking the journey as a person does: by the words on the page."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SETTLED

CHILDREN = "Exampleshire children's services"


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
        self.page.wait_for_timeout(60)
        self.page.wait_for_selector(SETTLED)
        return self

    def sees(self, heading: str) -> "Walk":
        """Wait for the page with this title, and look at it."""
        title = self.page.get_by_role("heading", level=1, name=heading, exact=True)
        expect(title).to_be_visible()
        self.settle()
        if self._look:
            self._look(heading)
        return self

    def press(self, name: str) -> "Walk":
        """Press a button or follow a link of ours."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).click()
        return self.settle()

    def choose(self, *answers: str) -> "Walk":
        """Select a radio by its words; "group > words" where two groups share words."""
        for answer in answers:
            group, _, words = answer.rpartition(" > ")
            holder: Page | Locator = self.page
            if group:
                holder = (
                    self.page.locator(".stVerticalBlock")
                    .filter(has=self.page.get_by_text(group, exact=True))
                    .last
                )
            label = holder.locator("label").filter(has=self.page.get_by_text(words, exact=True))
            label.click()
            expect(label.locator("input")).to_be_checked()
            self.settle()
        return self

    def tick(self, *lines: str) -> "Walk":
        for line in lines:
            label = self.page.locator("[data-testid=stCheckbox] label").filter(
                has=self.page.get_by_text(line, exact=True)
            )
            label.click()
            expect(label.locator("input")).to_be_checked()
            self.settle()
        return self

    def write(self, label: str, text: str) -> "Walk":
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.blur()
        return self.settle()

    def select(self, label: str, option: str) -> "Walk":
        """Pick from a list that narrows while its words are typed."""
        field = self.page.get_by_role("combobox", name=label)
        field.click()
        field.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        return self.settle()

    def date(self, parts: Sequence[str], group: str = "Date") -> "Walk":
        holder = self.page.get_by_role("group", name=group)
        for label, text in zip(("Day", "Month", "Year"), parts, strict=True):
            field = holder.get_by_label(label, exact=True)
            field.fill(text)
            field.blur()
            self.settle()
        return self

    def go_on(self, heading: str = "") -> "Walk":
        """Continue, and wait for the next page."""
        before = self.page.url
        self.screens += 1
        self.page.get_by_role("button", name="Continue", exact=True).click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.settle()
        return self.sees(heading) if heading else self


def child_case(walk: Walk) -> Walk:
    """A bruise seen at a school, from the first question to the check of the answers."""
    walk.sees("Who is it about?")
    walk.choose("A child or young person under 18", "Under 18")
    walk.write("Your case reference (optional)", "CASE-1042")
    walk.choose("By case reference or initials only").go_on("What could happen if nobody is told?")
    walk.choose("Serious harm is happening or is likely").go_on("What is happening?")
    walk.write(
        "What is happening, and what worries you?",
        "Two round bruises on the left upper arm, seen at registration. The child and the mother "
        "gave accounts that differ.",
    )
    walk.choose("When did it happen? > On a day I know").date(("19", "11", "2026"))
    walk.choose("When did you first know? > I know about when")
    walk.write("About when?", "Friday morning").go_on("Who would you tell?")
    walk.choose(CHILDREN, "I will use a number or address that we already hold for them")
    walk.go_on("What would telling them be for?")
    walk.choose("To protect someone, or to get them help").go_on("Their part in this")
    walk.choose("No link that I know of, and I have thought about it", "Yes")
    walk.go_on("Does any of this apply?").tick("None of these")
    walk.go_on("Is it safe to tell the person, or their family?")
    walk.choose("No").tick("It could lead to harm or pressure on them")
    walk.go_on("What could telling them lead to?").choose("None that I can see")
    walk.go_on("What information would you share?")
    an_item(walk, "Bruise seen on Thursday", "The child who may be harmed")
    walk.choose("No").go_on("Before you see the advice")
    walk.write(
        "What have you tried to find out, and what do you still not know?",
        "I do not know what the mother thinks.",
    )
    return walk.choose("Today", "No, I have not asked").go_on("Check your answers")


def an_item(walk: Walk, label: str, about: str) -> Walk:
    """One item of information, from its name to the list of items."""
    walk.write("A short name for it", label)
    walk.write("The information, in your own words", "I saw two round bruises at registration.")
    walk.select(
        "What kind of record does it come from?",
        "School record: attendance, attainment, behaviour, exclusions",
    )
    walk.choose(about).tick("None of these").go_on("Why do they need this?")
    walk.write("What would they do with it?", "Judge whether he is safe to go home.")
    walk.choose("They need it as it is").go_on("Does this need special care?")
    walk.choose("Nothing limits it", "A fact that is true now", "No")
    return walk.go_on("The information you would share")


def phone_case(walk: Walk) -> Walk:
    """A child in danger now: the questions of Phone now."""
    walk.sees("Who is it about?").choose("A child or young person under 18", "Under 18")
    walk.go_on("What could happen if nobody is told?")
    walk.choose("Someone could be killed or seriously hurt now or in the next hours")
    walk.go_on("What is happening?")
    walk.write(
        "What is happening, and what worries you?", "He said his stepfather will kill him tonight."
    )
    walk.go_on("Who would you tell?")
    walk.choose(CHILDREN, "I will use a number or address that we already hold for them")
    walk.go_on("What would telling them be for?")
    return walk.choose("To protect someone, or to get them help").go_on()


def decide_to_share(walk: Walk) -> Walk:
    """The pages of a decision to share with one recipient, to the check before sealing."""
    walk.sees("What have you decided?").choose("Share")
    walk.write("Why, in your own words", "I am not willing to wait until Monday.")
    walk.write("What spoke against it?", "She has been open with us until now.")
    walk.choose("By phone, on a number we hold").write("To which named person?", "The duty desk")
    walk.write("How did you check that it is them?", "Rang the number held here")
    walk.go_on("What will be sent").choose("Share it as it is")
    walk.go_on("What else should they know?")
    walk.write(
        "Why are you telling them, in one sentence?", "A child has bruises nobody has explained."
    )
    walk.go_on("What happens next?")
    return walk.go_on("Check your decision")
