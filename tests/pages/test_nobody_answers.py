"""If nobody answers: the number held for an agency, where to look for another, and care with people."""

import pytest

from decisions.journey import service as drafts
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import seal, shown, started
from tests.pages.test_told_already import SEALED

SERVICES = "exampleshire-childrens-services"


@pytest.mark.parametrize(
    ("said", "there", "not_there"),
    [
        ({"agency_id": SERVICES}, "on a number held here:", "no number of theirs"),
        ({}, "no number of theirs has been checked here", "on a number held here:"),
        (
            {"recipient_class": "parent_carer", "channel": "yes"},
            "Leave no message",
            "recipient's manager",
        ),
    ],
    ids=["registered", "not registered", "at home"],
)
def test_which_number_to_try_again(
    open_as: OpenAs,
    demo: Database,
    amina: Actor,
    said: dict[str, str],
    there: str,
    not_there: str,
) -> None:
    draft = started(demo, amina)
    owner = drafts.load_draft(demo, amina, draft).answers.recipients[0].id
    for name, value in said.items():
        drafts.save_field(demo, amina, draft, f"recipients.{owner}.recipient.{name}", value)

    page = shown(open_as("demo-practitioner", SEALED, record=seal(demo, amina, draft)))

    after = page.split("Try again, and write down each try")[1]
    assert there in after
    assert not_there not in after
    assert ("01632" in after) is (said.get("agency_id") == SERVICES)
