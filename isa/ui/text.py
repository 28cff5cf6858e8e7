"""Making text safe to show where Streamlit reads markdown."""

import re
import string

_MARKUP = str.maketrans({mark: "\\" + mark for mark in string.punctuation})
_MADE_INTO_SOMETHING = re.compile(
    r"(?<=[-<>~])(?=[-=>])|(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE
)
_JOINER = "\u2060"
"""Invisible. Breaks what is changed without any markup: ``--``, ``->``, bare addresses."""


def plain(text: str) -> str:
    """The text as markdown that shows it as it is: no links, images, colours, maths or emphasis.

    For names and labels from the register. A person's own words go through ``panels.own_words``.
    """
    return _MADE_INTO_SOMETHING.sub(_JOINER, " ".join(text.split())).translate(_MARKUP)
