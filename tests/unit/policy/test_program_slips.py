"""A slip in the program changes one expression, and leaves a file that still can be read."""

import ast

from tests.mutation.expressions import slips

SOURCE = '''def is_free(day: int, of: set[int]) -> bool:
    """Whether a day is free."""
    return day in of and not is_taken(day + 1)
'''


def test_each_expression_is_changed_alone_and_words_for_readers_are_not() -> None:
    found = list(slips("days.py", SOURCE))

    assert [(slip.was, slip.becomes) for slip in found] == [
        ("day in of and not is_taken(day + 1)", "(day in of or not is_taken(day + 1))"),
        ("day in of", "(day not in of)"),
        ("not is_taken(day + 1)", "(is_taken(day + 1))"),
        ("is_taken(day + 1)", "(None)"),
        ("day + 1", "(day - 1)"),
        ("1", "(2)"),
    ]
    assert {slip.line for slip in found} == {3}
    for slip in found:
        ast.parse(slip.written(SOURCE))
