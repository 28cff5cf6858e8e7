"""No question asks more of a reader than was agreed, and the measure can tell hard from easy."""

import pytest

from tests.wording.reading_age import AIM, age, sentences, syllables
from tests.wording.reading_report import PAGE
from tests.wording.sources import CANNOT_BE_SIMPLER, CEILING, all_sources, steps

SYLLABLES = {
    "the": 1, "ring": 1, "safe": 1, "asked": 1, "closed": 1, "child": 1, "being": 2, "people": 2,
    "needed": 2, "someone": 2, "safely": 2, "police": 2, "social": 2, "agency": 3, "decided": 3,
    "serious": 3, "safeguarding": 3, "agreement": 3, "disclosure": 3, "information": 4,
    "immediate": 4, "organisation": 5, "responsibility": 6,
}  # fmt: skip


def test_no_sentence_of_a_question_is_harder_than_agreed() -> None:
    hard = [
        f"{years:.1f} {text}"
        for years, text in steps().hardest()
        if years > CEILING and text not in CANNOT_BE_SIMPLER
    ]
    assert not hard, "Say these in shorter words or sentences:\n" + "\n".join(hard)


def test_what_is_excused_is_still_said_and_still_hard() -> None:
    said = {text: years for years, text in steps().hardest()}
    assert [text for text in CANNOT_BE_SIMPLER if said.get(text, 0.0) <= CEILING] == []


def test_the_questions_as_a_whole_are_for_the_reader_we_aim_at() -> None:
    assert steps().whole < AIM
    assert steps().middle < AIM


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables_are_counted_as_they_are_said(word: str) -> None:
    assert syllables(word) == SYLLABLES[word]


def test_the_measure_agrees_with_a_sum_done_by_hand() -> None:
    """Six words, six syllables: 0.39 * 6 + 11.8 * 1 - 15.59 + 5."""
    assert age(["The cat sat on the mat"]) == pytest.approx(3.55)
    assert age(["Statutory organisations necessitate appropriate documentation"]) > 20


def test_marks_links_and_names_in_braces_are_not_counted() -> None:
    text = "**Ring [999](tel:999)** first. Tell {name}: now\n:gray[Later]"
    assert sentences(text) == ["Ring 999 first.", "Tell it:", "now", "Later"]


def test_the_page_names_every_source() -> None:
    page = PAGE.read_text(encoding="utf-8")
    from decisions.policy.released import newest_folder

    assert [one.source for one in all_sources(newest_folder()) if one.source not in page] == []
