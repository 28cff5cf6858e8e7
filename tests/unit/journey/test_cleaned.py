"""A paste from a case system: what a person reads stays, what breaks a document or turns words round goes."""

import pytest

from decisions.casework.words import ConsultationWords, RequestWords
from decisions.casework.writing import checked
from decisions.journey.cleaned import cleaned
from decisions.journey.fields import LINE_LIMIT, NARRATIVE_LIMIT, Widget, path_of, questions
from decisions.journey.reading import parse_field
from decisions.journey.steps import DECISION, QUESTIONS
from isa.platform.errors import Invalid

DIRTY = "\ufeffHe said \x93no\x94.\r\nMum\x00\x0b\x0c\u200b then\u2028left \u202egnp\u202c \ud83d\x1b[0m"
CLEAN = "He said “no”.\nMum\n\n then\nleft gnp [0m"
OWNER = {"case": None, "recipients": "r1", "items": "i1", "people": "p1", "cells": "r1/i1"}
TYPED = [
    path_of(step, OWNER[step.scope.value], asked.name)
    for step in (*QUESTIONS, *DECISION)
    for asked in questions(step)
    if asked.ask.widget in (Widget.LINE, Widget.NARRATIVE)
]


@pytest.mark.parametrize("path", TYPED)
def test_every_field_that_is_typed_into_keeps_what_can_be_read(path: str) -> None:
    assert parse_field(path, DIRTY) == '"' + CLEAN.replace("\n", "\\n") + '"'


def test_a_time_in_words_is_typed_too() -> None:
    assert "\x00" not in parse_field("story.happened", {"state": "about", "words": "May\x00"})


def test_names_in_other_scripts_and_letters_joined_without_width_stay() -> None:
    for name in ("Ŵyn-Jones", "\u0645\u06cc\u200c\u062e", "👩\u200d👧", "Zoë\u0301"):
        assert cleaned(name) == name


def test_a_text_is_measured_as_it_is_kept() -> None:
    parse_field("story.concern", "a\r\n" * (NARRATIVE_LIMIT // 2))
    parse_field("about.reference", "\x00" * LINE_LIMIT + "CASE-1")
    with pytest.raises(Invalid, match="20,000"):
        parse_field("story.concern", "a" * (NARRATIVE_LIMIT + 1))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("request", RequestWords), ("consultation", ConsultationWords)],
)
def test_a_request_and_a_log_entry_are_cleaned_as_well(kind: str, words: type) -> None:
    texts = [name for name, one in words.model_fields.items() if one.annotation is str]

    held = checked(kind, dict.fromkeys(texts, DIRTY))

    assert texts
    assert set(held.values()) == {CLEAN}
