"""Making text safe to show where Streamlit reads markdown."""

import string

_MARKUP = str.maketrans({mark: "\\" + mark for mark in string.punctuation})


def plain(text: str) -> str:
    """The text as markdown that shows it as it is: no links, images, colours, maths or emphasis.

    For names and labels from the register. A person's own words go through ``panels.own_words``.
    """
    return " ".join(text.split()).translate(_MARKUP)
