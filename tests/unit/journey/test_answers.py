"""Answers are refused for what they are, in the words of the question, one sentence per fault."""

import json
from datetime import date

import pytest

from decisions.journey.answers import MAX_ITEMS
from decisions.journey.check_answers import check_rows, show_dated
from decisions.journey.fields import Ask, Dated, Step, When, questions
from decisions.journey.paths import question_at
from decisions.journey.reading import parse
from decisions.journey.relevance import relevant
from decisions.journey.schema import schema_text
from decisions.journey.steps import QUESTIONS, STEPS
from decisions.journey.steps_case import About, Purpose
from decisions.journey.steps_item import Item
from decisions.journey.steps_recipient import Recipient
from decisions.service import law_behind
from isa.platform.config import ROOT, data_dir
from isa.platform.errors import Invalid
from tests.unit.journey.cases import CHILD, ON, answers, pack


def faults(text: str) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        parse(text, on=ON)
    return refused.value.faults


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", ""),
        ("[]", ""),
        ('{"about": {}, "about": {}}', "about"),
        ('{"items": NaN}', ""),
        ('{"unheard_of": 1}', "unheard_of"),
        ('{"about": {"who": "nobody"}}', "about.who"),
        ('{"about": {"who": 1}}', "about.who"),
        ('{"about": {"who": true}}', "about.who"),
        ('{"about": 7}', "about"),
        ('{"story": {"concern": 7}}', "story.concern"),
        ('{"story": {"happened": {"state": "exact", "on": 20261101}}}', "story.happened.on"),
        ('{"story": {"happened": {"state": "exact", "on": "2026-02-30"}}}', "story.happened.on"),
        ('{"story": {"happened": {"state": "exact", "on": "2027-01-01"}}}', "story.happened"),
        ('{"story": {"known": {"state": "exact"}}}', "story.known"),
        ('{"person": {"born": "2030-01-01"}}', "person.born"),
        ('{"circumstances": {"ticked": ["none", "crime"]}}', "circumstances.ticked"),
        ('{"circumstances": {"ticked": ["crime", "crime_not_known"]}}', "circumstances.ticked"),
        ('{"circumstances": {"ticked": ["crime", "crime"]}}', "circumstances.ticked"),
        (
            '{"about": {"who": "adult"}, "choice": {"competence": "gillick_competent"}}',
            "choice.competence",
        ),
        ('{"items": [{"id": "a"}, {"id": "a"}]}', "items[1].id"),
        ('{"items": [{"id": "A B"}]}', "items[0].id"),
        (
            '{"items": [{"id": "a", "item": {"kinds": ["anonymous", "special"]}}]}',
            "items.a.item.kinds",
        ),
        ('{"recipients": [{"id": "r", "items": {"x": {}}}]}', "recipients.r.items.x"),
        ('{"answers_schema": "2"}', "answers_schema"),
    ],
)
def test_each_fault_is_named_by_its_path(text: str, path: str) -> None:
    found = faults(text)

    assert list(found) == [path]
    assert found[path]


def test_every_fault_is_reported_not_only_the_first() -> None:
    found = faults('{"about": {"who": 1, "q": 2}, "harm": {"seriousness": "x"}}')

    assert set(found) == {"about.who", "about.q", "harm.seriousness"}


def test_ten_thousand_items_are_one_fault() -> None:
    found = faults(json.dumps({"items": [{"id": f"i{n}"} for n in range(10_000)]}))

    assert list(found) == ["items"]
    assert f"at most {MAX_ITEMS}" in found["items"]


def test_deep_nesting_is_a_fault_and_not_a_crash() -> None:
    assert list(faults('{"items":' + "[" * 200_000 + "]" * 200_000 + "}")) == [""]


def test_a_lone_surrogate_is_a_fault_and_not_a_crash() -> None:
    assert faults('{"story": {"concern": "\\ud800"}}')


def test_any_words_are_kept_as_they_are() -> None:
    words = "Ŵyn 👩‍👩‍👧 <script>alert(1)</script> {recipient} %s ' \" \\ \n\ttab"
    found = parse(json.dumps({"story": {"concern": words}}), on=ON)

    assert found.story is not None
    assert found.story.concern == words


def test_line_ends_are_one_kind_and_control_characters_are_gone() -> None:
    found = parse(json.dumps({"story": {"concern": "a\r\nb\rc\x00\x07\vd"}}), on=ON)

    assert found.story is not None
    assert found.story.concern == "a\nb\nc\nd"


def test_the_schema_on_file_is_the_schema_of_the_code() -> None:
    on_file = (ROOT / "data" / "schemas" / "answers.json").read_text(encoding="utf-8")

    assert on_file == schema_text(), "Write it again: python -m decisions.journey.schema"


@pytest.mark.parametrize(
    "path",
    [data_dir() / "demo" / "answers-bruise.json", ROOT / "tests/golden/answers_example.json"],
)
def test_the_samples_are_answers_with_nothing_left_out(path) -> None:
    given = parse(path.read_text(encoding="utf-8"), on=date(2026, 11, 21))

    assert relevant(given) == given


def test_every_question_has_words_and_every_required_one_says_what_to_do() -> None:
    for step in STEPS.values():
        for asked in questions(step):
            assert asked.ask.label, f"{step.key}.{asked.name}"
            if asked.ask.is_required:
                start = asked.ask.error.split()[0]
                assert start in {"Select", "Enter", "Say"}, f"{step.key}.{asked.name}"


def test_words_on_the_pages_keep_the_house_rules() -> None:
    for step in STEPS.values():
        texts = [step.title, step.lede]
        for asked in questions(step):
            texts += [asked.ask.label, asked.ask.hint, asked.ask.why, asked.ask.error]
            texts += [part for option in asked.options for part in (option.text, option.hint)]
        for text in texts:
            assert "!" not in text, text
            assert "please" not in text.lower(), text
            assert "e.g." not in text, text
            assert text == text.strip(), text


def test_the_law_behind_a_question_is_in_the_pack_and_stands_where_the_law_decides() -> None:
    cited = {f"{q.step.key}.{q.name}": q.ask.cites for s in QUESTIONS for q in questions(s)}

    assert {key for keys in cited.values() for key in keys} <= set(pack().pack.citations)
    for path in ("choice.competence", "views.view", "telling.safe", "use.how_much", "them.proxy"):
        assert cited[path], path
    assert cited["care.restriction"]
    assert [c.key for c in law_behind([STEPS["choice"]], ON)][:2] == ["mca2005_s1", "mca2005_s2"]


def test_a_step_that_depends_on_what_is_not_asked_before_it_is_refused() -> None:
    from typing import Annotated, ClassVar

    from decisions.journey.steps import _check_when

    class Wrong(Step):
        key: ClassVar[str] = "wrong"
        title: ClassVar[str] = "Wrong"
        first: Annotated[
            str | None, Ask("First?", error="Enter it", when=When("second", ("x",)))
        ] = None
        second: Annotated[str | None, Ask("Second?", error="Enter it")] = None
        bad: Annotated[
            str | None, Ask("Bad?", error="Enter it", when=When("about.who", ("no_such",)))
        ] = None

    asked = questions(Wrong)
    before = [q for step in STEPS.values() for q in questions(step)]
    for one in (asked[0], asked[2]):
        with pytest.raises(TypeError):
            _check_when(one, before)


def test_paths_lead_to_questions_and_nothing_else_does() -> None:
    assert question_at("items.i1.item.label").step is Item
    for path in ("", "x", "about", "about.x", "items.i1.harm.seriousness", "a.b.c.d.e.f.g"):
        with pytest.raises(Invalid):
            question_at(path)


def test_check_rows_show_answers_in_words_with_where_to_change_them() -> None:
    given = relevant(answers(about__who="both", about__adult_position="other_adult"))
    names = {"agency": lambda code: {"csc": "Children's services"}.get(code, code), "category": str}

    about = {row.label: row for row in check_rows(About, None, given, **names)}
    to = {row.label: row.shown for row in check_rows(Recipient, "r1", given, **names)}
    item = {row.label: row.target for row in check_rows(Item, "i1", given, **names)}

    assert about["Who may come to harm?"].shown == "An adult and a child"
    assert about["Who may come to harm?"].target == "about"
    assert to["Which agency?"] == "Children's services"
    assert "Their name" not in to
    assert item["A short name for it"] == "items/i1/item"


def test_check_rows_show_a_required_question_without_an_answer() -> None:
    rows = check_rows(Purpose, None, answers(purpose=None), agency=str, category=str)

    assert [row.shown for row in rows] == ["Not answered"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"state": "not_known"}, "Not known"),
        ({"state": "exact", "on": "2026-11-20"}, "20 November 2026"),
        ({"state": "exact", "on": "2026-11-20", "at": "16:05:00"}, "20 November 2026 at 16:05"),
        ({"state": "about", "words": "early November"}, "About early November"),
    ],
)
def test_dates_are_shown_as_they_are_known(value: dict, shown: str) -> None:
    assert show_dated(Dated.model_validate_json(json.dumps(value))) == shown


def test_the_sample_case_is_whole() -> None:
    assert relevant(answers()).items[0].item is not None
    assert CHILD["items"][0]["id"] == "i1"
