"""What whoever asked said about telling stands beside the question whether telling is safe."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import service
from decisions.journey.choices_case import Depth, Trigger
from isa.platform import users
from isa.platform.database import Database
from tests.pages.test_wizard import QUESTION, title, words

OpenAs = Callable[..., AppTest]
SAID = {
    "request.asked_by": "Jo Placeholder",
    "request.received_by": "letter",
    "request.asked_for": "Dates of visits.",
    "request.power": "none_cited",
    "recipient.recipient.agency_id": "exampleshire-childrens-services",
    "recipient.recipient.verified": "known_route",
    "recipient.link.conflict": "none",
    "recipient.link.use": "act_to_protect",
    "recipient.link.unmet": "yes",
    "about.who": "child",
    "about.child_stage": "child",
    "about.naming": "reference_only",
    "harm.seriousness": "some",
    "story.happened": {"state": "not_known"},
    "story.known": {"state": "not_known"},
    "purpose.aim": "protect",
    "enquiries.tried": "Nothing.",
    "enquiries.time": "today",
    "enquiries.advice": "not_sought",
    "circumstances.ticked": ["none"],
}


@pytest.mark.parametrize(
    ("warned", "sentence"),
    [
        ("nobody", "their family and those around them may not be told"),
        ("only_them", "only the person may be told, and only alone"),
        ("may_know", ""),
        (None, ""),
    ],
)
def test_a_warning_is_shown_again_where_telling_is_asked(
    open_as: OpenAs, demo: Database, warned: str | None, sentence: str
) -> None:
    amina = users.actor_by_id(demo, "demo-practitioner")
    assert amina is not None
    draft = service.start_draft(
        demo,
        amina,
        trigger=Trigger.REQUEST_RECEIVED,
        depth=Depth.QUICK,
        said={**SAID, "request.warned": warned},
    )

    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step="telling")

    assert "Is it safe to tell them" in title(app)
    assert ("Ask them why, on the number held here" in words(app)) is bool(sentence)
    assert sentence in words(app)
