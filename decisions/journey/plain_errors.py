"""What is said when an answer will not do: plain words, never the validator's English."""

import re
from collections.abc import Iterable

from pydantic_core import ErrorDetails

from decisions.journey.fields import Question, Widget
from decisions.pointing import unknown_name, unknown_value
from isa.platform.wording import gettext as _

_ANYWHERE = {
    "missing": _("This is missing."),
    "string_too_long": _("This is too long."),
    "string_type": _("This must be text."),
    "string_pattern_mismatch": _(
        "An id has 1 to 40 lower-case letters, digits, hyphens or underscores."
    ),
    "too_long": _("There are too many of these."),
    "json_invalid": _("The answers hold characters that no document can hold."),
    "model_type": _("This must be an object with one key for each question."),
    "tuple_type": _("This must be a list."),
    "dict_type": _("This must be an object."),
}
_CLOSED = ("enum", "literal_error")


def sentence(asked: Question | None, error: ErrorDetails, known: Iterable[str] = ()) -> str:
    """One sentence about one fault; ``known`` are the keys there could be where one is not known.

    Nothing that was typed is repeated: only keys and codes that this release knows.
    """
    kind, given, limits = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_name(error["loc"][-1], known)
    if asked is not None:
        return _about(asked, kind, given, limits.get("max_length", 0))
    if kind in _CLOSED:
        return unknown_value(given, re.findall(r"'([^']*)'", limits["expected"]))
    return _ANYWHERE.get(kind, _("This is not one of the values allowed here."))


def _too_long(label: str, given: object, limit: int) -> str:
    """How much too long, and what to do: nothing is cut, so the writer chooses what stays."""
    over = len(given) - limit if isinstance(given, str) else 0
    if over <= 0:
        return _("'{label}' must be {limit:,} characters or fewer").format(label=label, limit=limit)
    return _(
        "'{label}' must be {limit:,} characters or fewer: take out {over:,}. Keep what worries you and "
        "say where the rest is filed"
    ).format(label=label, limit=limit, over=over)


def _about(asked: Question, kind: str, given: object, limit: int) -> str:
    """The fault in the words of the question."""
    label = asked.ask.label.rstrip("?")
    if kind == "string_too_long":
        return _too_long(label, given, limit)
    if kind.startswith("date"):
        return _("'{label}' must be a real date, like 2026-11-21").format(label=label)
    if kind.startswith("time"):
        return _("'{label}' must have a real time, like 14:30:00").format(label=label)
    if asked.options and kind == "tuple_type":
        return _("'{label}' takes a list of codes. See: isa questions").format(label=label)
    if asked.options:
        return unknown_value(given, [option.value for option in asked.options])
    if asked.ask.widget is Widget.DATED:
        return _(
            "'{label}' takes a state of exact, about or not_known, with a date or words"
        ).format(label=label)
    return (
        _("'{label}' must be text").format(label=label)
        if kind == "string_type"
        else asked.ask.error or _("Check '{label}'").format(label=label)
    )
