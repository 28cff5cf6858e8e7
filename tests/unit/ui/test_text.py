"""Text from the register or a person is shown as it is, never read as markup."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isa.ui.components.mounting import css_key
from isa.ui.text import plain


def shown(markdown: str) -> str:
    """What a markdown reader shows of a text in which everything is escaped."""
    return markdown.replace("\\", "").replace("\u2060", "")


@given(st.text(alphabet=string.ascii_letters + " 12.-+*_[]()<>:$#`|~^'\"é€", max_size=40))
def test_plain_text_says_the_same_with_every_mark_escaped(text: str) -> None:
    escaped = plain(text)
    assert shown(escaped) == " ".join(text.split())
    for place, mark in enumerate(escaped):
        if mark in "`*_[]<>:$|~^":
            assert escaped[place - 1] == "\\"


@pytest.mark.parametrize("start", ["- a", "+ a", "# a", "= a", "1. a", "12) a", "2026. a", "> a"])
def test_a_line_cannot_start_a_list_a_heading_or_a_quotation(start: str) -> None:
    assert "\\" in plain(start)


def test_ordinary_names_stay_readable() -> None:
    assert plain("Exampleshire children's social care (front door)?") == (
        "Exampleshire children's social care (front door)?"
    )


@pytest.mark.parametrize(
    "bare", ["https://example.org", "http://x", "www.example.org", "a@example.org", "--", "->"]
)
def test_what_becomes_a_link_or_a_sign_without_markup_is_broken_up(bare: str) -> None:
    assert "\u2060" in plain(f"see {bare} now")


def test_new_lines_cannot_start_a_list_or_a_heading() -> None:
    assert "\n" not in plain("one\n# two\n- three")


def test_a_key_becomes_the_class_streamlit_gives_it() -> None:
    assert css_key("who.name ü/1") == "who-name---1"
