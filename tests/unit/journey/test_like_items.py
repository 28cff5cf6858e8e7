"""Items that stand alike are worked out once; items that do not are each told of their own."""

from dataclasses import replace

from decisions.policy.evaluate import evaluate
from tests.unit.journey.cases import ON, answers, assessed, pack


def test_each_item_rests_on_its_own_law_among_others_as_it_does_alone():
    one, criminal = answers().items[0], answers(items__0__item__kinds=["criminal_offence"]).items[0]
    items = (one, criminal.model_copy(update={"id": "i2"}))
    given = answers().model_copy(update={"items": items})
    every = assessed(given).assessment.recipients[0].items

    alone = [
        assessed(given.model_copy(update={"items": (one,)})).assessment.recipients[0].items[0]
        for one in given.items
    ]

    assert [one.law for one in every] == [one.law for one in alone]
    assert every[0].law != every[1].law


def test_what_each_item_still_needs_is_asked_of_it():
    facts = assessed(answers()).facts
    whole = facts.items[0]
    short = [
        {name: value for name, value in whole.items() if name != left_out}
        for left_out in ("restriction", "item_reliability")
    ]

    def needed(*items):
        return set(evaluate(pack(), replace(facts, items=items), on=ON).missing)

    first, second = needed(short[0]), needed(short[1])
    assert first != second
    moved = {path.replace("items[0]", "items[1]") for path in second}
    assert needed(*short) == first | moved
