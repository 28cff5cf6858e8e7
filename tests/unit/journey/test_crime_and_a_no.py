"""A crime against somebody who can decide and says no is weighed with that no, however serious it is."""

import pytest

from tests.unit.journey.cases import ADULT, answers, assessed

CRIME = {
    "circumstances__ticked": ["crime"],
    "recipients__0__recipient__agency_id": "not_listed",
    "recipients__0__recipient__name": "Exampleshire Police",
    "recipients__0__recipient__recipient_class": "police",
}
USE = {"how_much": "all_of_it", "used_for": "Investigate."}


@pytest.mark.parametrize(
    ("weighed", "outcome"),
    [("no", "do_not_share"), ("not_weighed", "seek_advice"), ("yes", "share_without_agreement")],
)
def test_their_no_stands_unless_somebody_weighed_that_it_may_not(
    weighed: str, outcome: str
) -> None:
    found = assessed(answers(ADULT, **CRIME, items__0__use={**USE, "weighed": weighed}))

    assert found.assessment.recipients[0].outcome == outcome
    assert found.assessment.act_now is not None
    assert "without naming them" in found.assessment.act_now.headline
