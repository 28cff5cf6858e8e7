"""An item that mixes what was seen with what somebody said is noticed, and a plain one is not."""

import pytest

from decisions.journey.choices_item import About
from decisions.journey.mixed import is_mixed
from decisions.journey.steps_item import Item


@pytest.mark.parametrize(
    ("words", "about", "mixed"),
    [
        ('A round bruise on his left arm. He said "Daddy did it".', (), True),
        ("A round bruise on his left arm. He said \u2018Daddy did it\u2019.", (), True),
        ("A bruise, and who made it.", (About.PROTECTED_CHILD, About.SUSPECTED), True),
        ("He can't say how. It wasn't there on Monday, the nursery's staff say.", (), False),
        ('"Daddy did it."', (), False),
        ("He was arrested once.", (About.SUSPECTED,), False),
    ],
)
def test_two_kinds_in_one_item_are_noticed(
    words: str, about: tuple[About, ...], mixed: bool
) -> None:
    assert is_mixed(Item(words=words, about=about or None)) is mixed


def test_an_item_of_which_nothing_is_said_is_not() -> None:
    assert not is_mixed(None)
    assert not is_mixed(Item())
