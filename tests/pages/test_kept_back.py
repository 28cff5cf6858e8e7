"""Before anything goes: words for a reader that stand in what is kept back from them are pointed out."""

import pytest

from decisions.journey import service as drafts
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import actor, started
from tests.pages.test_wizard import words

ME = "demo-practitioner"
DECIDE, SEAL = "decisions/pages/decide.py", "decisions/pages/seal.py"


@pytest.mark.parametrize(("outcome", "is_warned"), [("share_some", True), ("do_not_share", False)])
def test_the_page_where_it_is_written_and_the_page_where_it_is_sealed_say_so(
    open_as: OpenAs, demo: Database, outcome: str, is_warned: bool
) -> None:
    me = actor(demo, ME)
    which = started(demo, me, outcome=outcome)
    answers = drafts.load_draft(demo, me, which).answers
    recipient, item, other = answers.recipients[0].id, answers.items[0].id, answers.items[1].id
    drafts.save_field(
        demo, me, which, f"recipients.{recipient}.items.{other}.as_sent.rule", "share"
    )
    drafts.save_field(demo, me, which, f"items.{item}.item.words", "She takes sertraline.")
    said = "I rang her about the sertraline."
    drafts.save_field(demo, me, which, f"recipients.{recipient}.message.done", said)

    written = words(open_as(ME, DECIDE, draft=which, step=f"message/{recipient}"))
    checked = words(open_as(ME, SEAL, draft=which))

    for shown in (written, checked):
        assert ("what is kept back from them: bruise, sertraline." in shown) is is_warned
