"""A sentence with a count has a form for one: "1 agreements" is not English, nor is "1 have"."""

import re

import pytest

from isa.platform.config import ROOT
from tests.wording.extract import template

COUNTED = (
    "agencies|agreements|answers|calls|cells|days|decisions|entries|events|files|flows|hours|items|links|"
    "members|messages|minutes|names|notes|parties|parts|people|places|points|posts|questions|records|"
    "recipients|reviews|rows|sheets|signatures|tasks|weeks|words|years"
)
"""What the service counts, as it says it of several."""
_SEVERAL = re.compile(
    r"\{(?!most|MOST|fewest|limit|longest|max)\w+(?::,)?\}(?:\*\*)? (?:[a-z]+ )?"
    rf"(?:(?:{COUNTED})\b|(?:are|were|have)\b)"
)
"""A number that is not a fixed limit, and right after it what only several do or are."""
NEVER_ONE = (
    "Advice for {count} recipients",
    "Draw all {count:,} links",
    "Make sure {when} that {name} have it.",
    "These are {count} agreements. Select at most {most} for signing packs.",
    "{count} agencies stand as lead; {lead_name} leads, the others are parties",
    "{count} agreements have the reference {name}",
    "{count} names stand here with nothing between them: check the split",
    "{left_out:,} of {count:,} links",
    "{count:,} flows would be needed here",
    "{count:,} agreements join these agencies",
    "This touches {count:,} agencies, and at most {most:,}",
    "to check first who {name} are",
    "The table has {rows:,} rows and {columns} columns, which is too much at once.",
    "The head of the trail names event {n}, but {count} events were found.",
)
"""Said only of two or more, or of what is no number: each looked at where it is said."""
FOLDERS = ("isa/",)


def _single_forms() -> list[str]:
    texts = []
    for message in template():
        places = [place for place, _line in message.locations]
        if isinstance(message.id, str) and any(each.startswith(FOLDERS) for each in places):
            texts.append(message.id)
    return texts


def test_every_count_has_a_form_for_one() -> None:
    wrong = [
        text for text in _single_forms() if _SEVERAL.search(text) and not text.startswith(NEVER_ONE)
    ]

    assert wrong == [], "Use ngettext, with a form for one"


def test_the_form_for_one_does_not_say_several_of_one() -> None:
    ones = [message.id[0] for message in template() if isinstance(message.id, tuple)]

    assert [
        text
        for text in ones
        if re.search(r"\{count(?::,)?\} (?:agreements|parties|agencies) are", text)
    ] == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("{count} agreements.", True),
        ("**{count:,}** parties have not signed", True),
        ("{left} of them; {days} days late", True),
        ("{count} further rows", True),
        ("Keep at most {most_rows} rows", False),
        ("{count} agreement", False),
        ("{agency} keeps this", False),
    ],
)
def test_the_search_itself_finds_what_it_should(text: str, *, is_found: bool) -> None:
    assert bool(_SEVERAL.search(text)) is is_found


def test_no_page_puts_a_count_before_a_plain_word_of_several() -> None:
    plain = re.compile(rf'f"[^"]*\{{(?:len\(|count|total)[^}}]*\}} (?:{COUNTED})\b')
    pages = [*(ROOT / "isa" / "pages").glob("*.py"), *(ROOT / "isa" / "documents").glob("*.py")]

    assert [path.name for path in pages if plain.search(path.read_text(encoding="utf-8"))] == []
