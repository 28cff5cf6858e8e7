"""A draft from another version of the questions: the start page stands, and what was lost is said."""

from decisions.journey import rows
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform import users
from isa.platform.database import Database
from isa.ui import state
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import started
from tests.pages.test_wizard import title, words

STORED = {
    "severity.level": '"high"',
    "story.heard": '"Shouting at night, twice."',
    "harm.seriousness": '"dire"',
    "about.who": '"adult"',
}


def test_it_opens_from_the_start_page_and_says_what_could_not_be_carried_over(
    open_as: OpenAs, demo: Database
) -> None:
    me = users.actor_by_id(demo, "demo-practitioner")
    assert me is not None
    made = drafts.start_draft(demo, me, depth=Depth.QUICK)
    with demo.write(me) as work:
        row = rows.own(work.session, me, made.id)
        for path, value in STORED.items():
            rows.put(work, row, path, value)
        work.record("draft_answer_saved", made.id, path="about.who")

    home = open_as("demo-practitioner", "decisions/pages/home.py")
    page = open_as("demo-practitioner", "decisions/pages/check.py", draft=made.id)
    check = words(page)

    assert title(home) == "What do you need to do?"
    assert "no such question" not in words(home)
    assert "Some answers could not be carried over" in [one.value for one in page.header]
    assert "Shouting at night, twice." in check
    assert "What harm could come if nobody is told?" in check
    assert "An option that is no longer offered" in check
    assert "1 more answer was chosen" in check
    assert "dire" not in check


def test_a_name_where_an_agency_belongs_is_asked_again(open_as: OpenAs, demo: Database) -> None:
    me = users.actor_by_id(demo, "demo-practitioner")
    assert me is not None
    which = started(demo, me)
    owner = drafts.load_draft(demo, me, which).answers.recipients[0].id
    path = f"recipients.{owner}.recipient.agency_id"
    drafts.save_field(demo, me, which, path, "Exampleshire children's services")
    at = {"draft": which, "step": f"recipients/{owner}/recipient"}

    page = open_as("demo-practitioner", "decisions/pages/question.py", **at)
    assert page.radio(key=f"w.{path}").value is None
    page.button(key="primary").click().run()
    assert page.session_state[state.ATTEMPT].faults == {path: "Select who you would tell"}
    sealing = open_as("demo-practitioner", "decisions/pages/decide.py", draft=which)
    assert title(sealing) == "Who would you tell?"

    page.radio(key=f"w.{path}").set_value("exampleshire-police").run()
    page.button(key="primary").click().run()
    assert title(page) != "Who would you tell?"
