"""What cannot wait is said before what can, and no sentence is said in two places."""

from collections import Counter

from decisions.policy.compiled import CompiledPack


def test_danger_comes_first_and_what_is_looked_at_again_comes_last(england: CompiledPack) -> None:
    """What is to be done at once is never listed after what can wait."""
    for code, words in england.pack.wording.code.items():
        clock = england.pack.timescales[words.timescale] if words.timescale else None
        if clock and (clock.unit, clock.amount) == ("minutes", 0):
            assert words.moment in ("first", "with"), code
    assert england.pack.wording.code["ring_999_now"].moment == "first"
    assert england.pack.wording.code["review_date"].moment == "after"


def test_every_step_that_answers_for_a_missing_advice_comes_after_it(england: CompiledPack) -> None:
    late = {c for c in england.pack.wording.code if c.startswith("default_")}

    assert {england.pack.wording.code[code].moment for code in late} <= {"after", "first"}


def test_no_sentence_stands_under_two_codes(england: CompiledPack) -> None:
    said = Counter(one.text for one in england.pack.wording.code.values())

    assert [text for text, times in said.items() if times > 1] == []


def test_no_step_is_only_to_write_something_down(england: CompiledPack) -> None:
    """What is to be written down has a list of its own, and the record asks for it."""
    steps = {code for row in england.pack.tables["next_steps"].row for code in row.codes}
    texts = {code: england.pack.wording.code[code].text for code in steps}

    assert [code for code, text in texts.items() if text.startswith("Write down")] == []
