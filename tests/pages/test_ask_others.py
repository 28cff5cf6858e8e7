"""From a record to a request, through the door: who is offered it, and what stands beside the letters."""

from datetime import timedelta

from decisions.casework import addressees, from_record
from decisions.journey import service as drafts
from isa.platform import clock
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import WRITE, press, shown
from tests.pages.test_review_page import RECORD, actor, seal, sealed, started


def test_a_record_begins_a_request_that_its_page_then_lists(
    open_as: OpenAs, demo: Database
) -> None:
    amina = actor(demo, "demo-practitioner")
    record = sealed(demo, amina)

    app = open_as("demo-practitioner", RECORD, record=record)
    app._page_hash = ""  # the next run stays on the page that the press leads to
    words = shown(press(app, "Ask others about this"))

    assert "What do you need, and why?" in words
    assert "From your record." in words
    assert "decided to share" in words
    assert "A child has a bruise." in words
    (made,) = from_record.requests_of(demo, amina, record)
    listed = shown(open_as("demo-practitioner", RECORD, record=record))
    assert "Requests that began from this record" in listed
    assert made.id in listed


def test_nobody_who_writes_no_requests_is_offered_one(open_as: OpenAs, demo: Database) -> None:
    record = sealed(demo, actor(demo, "demo-practitioner"))

    assert "Ask others about this" not in shown(open_as("demo-auditor", RECORD, record=record))


def test_whoever_was_not_to_be_told_is_pointed_out_before_the_letters(
    open_as: OpenAs, demo: Database
) -> None:
    amina = actor(demo, "demo-practitioner")
    draft = started(demo, amina, outcome="do_not_share")
    (told,) = drafts.load_draft(demo, amina, draft).answers.recipients
    listed = f"recipients.{told.id}.recipient.agency_id"
    drafts.save_field(demo, amina, draft, listed, "exampleshire-childrens-services")
    soon = clock.today() + timedelta(days=5)
    drafts.save_field(demo, amina, draft, "after.review_on", soon.isoformat())
    record = seal(demo, amina, draft)
    which = from_record.begin_from_record(demo, amina, record)
    addressees.add(demo, amina, which, "exampleshire-childrens-services")
    addressees.add(demo, amina, which, "exampleshire-gp")

    for step in ("whom", "check"):
        words = shown(open_as("demo-practitioner", WRITE, id=which, step=step))
        assert words.count("Your record decided against telling") == 1
