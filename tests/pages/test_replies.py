"""What whoever asked and got nothing is told, on a record: that it is declined, or that it is looked at."""

import pytest
from streamlit.testing.v1 import AppTest


def _beside_a_record(trigger: str, outcome: str, aim: str) -> None:
    from decisions.pages import _replies
    from tests.unit.records.test_documents import CONTENT

    first, *rest = CONTENT.decision.recipients
    asker = first.model_copy(update={"outcome": outcome})
    decided = CONTENT.decision.model_copy(update={"recipients": (asker, *rest)})
    answers = {"trigger": trigger, "purpose": {"aim": aim}}
    _replies.after(CONTENT.model_copy(update={"decision": decided, "answers": answers}))


@pytest.mark.parametrize(
    ("trigger", "outcome", "aim", "told"),
    [
        (
            "request_received",
            "do_not_share",
            "crime",
            "A reply to Exampleshire children's social care",
        ),
        ("request_received", "seek_advice", "crime", "A reply for now"),
        ("request_received", "do_not_share", "rights_request", "A reply for now"),
        ("request_received", "share_some", "crime", ""),
        ("own_concern", "do_not_share", "crime", ""),
    ],
)
def test_whoever_asked_is_told_and_nothing_of_the_case(
    trigger: str, outcome: str, aim: str, told: str
) -> None:
    app = AppTest.from_function(_beside_a_record, args=(trigger, outcome, aim)).run()

    assert not app.exception
    assert [one.value for one in app.header] == ([told] if told else [])
    words = "".join(str(one.proto) for one in app.get("bidi_component"))
    assert ("whether we hold any information" in words) is bool(told)
    for case in ("Sami", "bruise", "CASE-1042", "sertraline", "social care has"):
        assert case not in words
