"""What is said when an answer will not do: plain words, never the validator's English."""

from collections.abc import Mapping
from typing import Any

from decisions.journey.fields import Question, Widget

_ANYWHERE = {
    "missing": "This is missing.",
    "extra_forbidden": "There is no such question or key.",
    "string_too_long": "This is too long.",
    "string_pattern_mismatch": "An id has 1 to 40 lower-case letters, digits, hyphens or underscores.",
    "too_long": "There are too many of these.",
    "json_invalid": "The answers hold characters that no document can hold.",
    "model_type": "This must be an object with one key for each question.",
    "tuple_type": "This must be a list.",
    "dict_type": "This must be an object.",
}


def sentence(asked: Question | None, kind: str, ctx: Mapping[str, Any]) -> str:
    """One sentence about one fault, in the words of the question when there is one."""
    if asked is None:
        return _ANYWHERE.get(kind, "This is not one of the values allowed here.")
    label = asked.ask.label.rstrip("?")
    if kind == "extra_forbidden":
        return "There is no such question or key."
    if kind == "string_too_long":
        return f"'{label}' must be {ctx.get('max_length', 0):,} characters or fewer"
    if kind.startswith(("date", "time")):
        return f"'{label}' must be a real date, like 2026-11-21"
    if asked.options:
        allowed = ", ".join(option.value for option in asked.options)
        start = asked.ask.error or f"Select an answer to '{label}'"
        return f"{start} (one of: {allowed})" if kind == "enum" else start
    if asked.ask.widget is Widget.DATED:
        return f"'{label}' takes a state of exact, about or not_known, with a date or words"
    return (
        f"'{label}' must be text"
        if kind == "string_type"
        else asked.ask.error or f"Check '{label}'"
    )
