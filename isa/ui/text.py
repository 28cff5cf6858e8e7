"""Making text safe to show where Streamlit reads markdown."""

import re

_MARKUP = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>$|~:&^"})
_AT_THE_START = re.compile(r"^(\d*)(?=[-+#=.)])")
_MADE_INTO_SOMETHING = re.compile(
    r"(?<=[-<>~])(?=[-=>])|(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE
)
_JOINER = "\u2060"
"""Invisible. Breaks what is changed without any markup: ``--``, ``->``, bare addresses."""


def plain(text: str) -> str:
    """The text as markdown that shows it as it is: no links, images, colours, maths, lists or emphasis.

    For names and labels from the register. A person's own words go through ``panels.own_words``.
    """
    line = " ".join(text.split())
    escaped = _MADE_INTO_SOMETHING.sub(_JOINER, line).translate(_MARKUP)
    return _AT_THE_START.sub(r"\1\\", escaped)
