"""Workshop cards: both sides of a card, by its parts; and what is refused, by name."""

import io
import os
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder
from decisions.workshop.cards import PROMPTS, Card, card
from decisions.workshop.document import VOTES, render
from decisions.workshop.neighbours import Neighbours, tried
from decisions.workshop.phrases import KNOWN, SUPPOSED
from decisions.workshop.scenarios import Library, Scenario, read, scenarios_dir
from isa.cli import app

WHOLE_FILE = """heading = "Mine"

[[scenario]]
id = "mine_01"
name = "A sentence of our own"
on = 2026-11-21
profile = "school"

[scenario.case]
harm_if_not_shared = "some"

[scenario.expect]
act_now = "none"
outcomes = ["share_now"]
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return read(scenarios_dir())


@pytest.fixture(scope="module")
def pack() -> CompiledPack:
    return compile_pack(load_pack(newest_folder()))


@pytest.fixture(scope="module")
def neighbours(library: Library, pack: CompiledPack) -> Neighbours:
    return Neighbours(pack, library.scenarios)


def named(library: Library, name: str) -> Scenario:
    return next(s for s in library.scenarios if s.id == name)


def one(library: Library, neighbours: Neighbours, name: str) -> Card:
    return card(library, named(library, name), neighbours)


def text_of(file: bytes) -> list[str]:
    """Every paragraph and table cell, in no more order than each part has."""
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of scenarios of somebody's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "defaults.toml").write_bytes((scenarios_dir() / "defaults.toml").read_bytes())
    (folder / "mine.toml").write_text(WHOLE_FILE, encoding="utf-8")
    return folder


def run(*options: object) -> tuple[int, str]:
    """``isa policy workshop``: the exit code, and what was said on either stream."""
    result = CliRunner().invoke(app, ["policy", "workshop", *map(str, options)])
    return result.exit_code, result.output


def test_the_front_tells_the_situation_and_asks_for_a_vote(
    library: Library, pack: CompiledPack, neighbours: Neighbours
) -> None:
    told = text_of(
        render([one(library, neighbours, "seeds_01")], packs=[pack.pack.id], is_demonstration=True)
    )

    assert "Many agencies, one picture \u00b7 card seeds_01" in told
    scenario = named(library, "seeds_01")
    assert scenario.name in told
    assert scenario.say in told
    assert "You work for a charity or private body." in told
    assert any(line.startswith("Unless somebody acts, there may be significant") for line in told)
    assert "Children's social care" in told
    assert {*VOTES.values()} <= {*told}


def test_the_back_answers_with_reasons_and_law_and_something_to_talk_about(
    library: Library, pack: CompiledPack, neighbours: Neighbours
) -> None:
    made = one(library, neighbours, "seeds_01")
    told = text_of(render([made], packs=[pack.pack.id], is_demonstration=True))
    words = pack.pack.wording

    assert f"Now: {words.act_now['front_door_now'].headline}" in told
    outcome = words.outcome["share_without_agreement"]
    assert outcome.sentence in told
    assert {reason.sentence for reason in made.answer.recipients[0].reasons} <= {*told}
    telling = words.telling["do_not_tell_review"]
    assert {f"Telling the person. {one.sentence}" for one in (telling, *telling.variant)} & {*told}
    assert any("(to verify)" in line for line in told)
    assert PROMPTS["share_without_agreement"] in told


def test_every_outcome_can_be_voted_for_and_talked_about(pack: CompiledPack) -> None:
    outcomes = {*pack.pack.tables["outcome"].values}

    assert outcomes == {*VOTES} == {*PROMPTS}


def test_a_neighbouring_card_is_what_people_talk_about_first(
    library: Library, neighbours: Neighbours
) -> None:
    prompts = one(library, neighbours, "everyday_01").prompts

    assert any(prompt.endswith("That is card everyday_02. Why?") for prompt in prompts)


def test_neighbours_differ_in_one_answer_and_in_the_advice(
    library: Library, neighbours: Neighbours
) -> None:
    here = named(library, "requests_01")

    found = {change.beside.id: change.fact for change in neighbours.beside(here)}

    assert found == {"requests_02": "recipient_verified"}


def test_without_a_neighbour_the_answers_themselves_are_tried(
    library: Library, pack: CompiledPack
) -> None:
    here = named(library, "seeds_01")

    found = {(change.fact, change.value) for change in tried(pack, here)}

    assert ("harm_if_not_shared", "immediate") in found
    assert not any(fact == "recipient_conflict" and value == "none" for fact, value in found)


def test_a_card_never_talks_of_what_the_answers_contradict(
    library: Library, pack: CompiledPack
) -> None:
    here = named(library, "practice_10")

    assert all(not change.found.breached for change in tried(pack, here))


def test_each_side_starts_a_page_and_headings_and_header_rows_are_marked(
    library: Library, pack: CompiledPack, neighbours: Neighbours
) -> None:
    made = [one(library, neighbours, name) for name in ("everyday_01", "everyday_02")]

    document = Document(io.BytesIO(render(made, packs=[pack.pack.id], is_demonstration=True)))

    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == "Workshop cards"
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") == 2 + len(made)
    body = document.element.xml
    assert body.count("w:pageBreakBefore") == len(made)
    assert body.count('w:type w:val="oddPage"') == len(made)
    assert body.count("w:tblHeader") == len(document.tables)


def test_the_footer_names_the_pack_and_the_head_says_it_is_a_demonstration(
    library: Library, pack: CompiledPack, neighbours: Neighbours
) -> None:
    made = [one(library, neighbours, "everyday_01")]

    demo = Document(io.BytesIO(render(made, packs=["england/2026.2"], is_demonstration=True)))
    live = Document(io.BytesIO(render(made, packs=["england/2026.2"], is_demonstration=False)))

    assert "Law pack england/2026.2" in demo.sections[0].footer.paragraphs[0].text
    assert [p.text for p in demo.sections[0].header.paragraphs] == [
        "Workshop cards",
        "DEMONSTRATION: the law pack has not been reviewed. Not for real cases.",
    ]
    assert [p.text for p in live.sections[0].header.paragraphs] == ["Workshop cards"]


def test_the_same_cards_give_the_same_bytes(library: Library, neighbours: Neighbours) -> None:
    made = [one(library, neighbours, "everyday_01")]

    assert render(made, packs=["x"], is_demonstration=True) == render(
        made, packs=["x"], is_demonstration=True
    )


def test_every_scenario_makes_a_card(library: Library, neighbours: Neighbours) -> None:
    """Every tenth in the fast lane, which is another tenth whenever one is added; all when it looks deep."""
    every = 1 if os.environ.get("ISA_HYPOTHESIS") == "deep" else 10
    for scenario in library.scenarios[::every]:
        made = card(library, scenario, neighbours)

        assert made.expected == (), scenario.id
        assert made.known, scenario.id


def test_the_command_writes_the_cards_that_were_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "cards.docx"

    code, said = run("--group", "staff", "--scenario", "everyday_02", "--out", out)

    assert code == 0
    told = text_of(out.read_bytes())
    assert "Ordinary weeks \u00b7 card everyday_02" in told
    assert any(line.startswith("Colleagues \u00b7 card staff_01") for line in told)
    assert not any("card everyday_01" in line for line in told if "That is" not in line)
    assert str(out) in said


def test_own_scenarios_are_printed_with_what_their_authors_expected(
    own: Path, tmp_path: Path
) -> None:
    out = tmp_path / "cards.docx"

    code, _ = run("--scenarios", own, "--out", out)

    assert code == 0
    assert any(
        line.startswith("The authors of this card expected: Share now.")
        for line in text_of(out.read_bytes())
    )


@pytest.mark.parametrize(
    ("options", "named_as"),
    [
        (("--group", "cookery"), "--group cookery: There is no group of this name."),
        (("--scenario", "everyday_999"), "--scenario everyday_999: There is no card"),
        (("--scenarios", "/nowhere/at/all"), "There is no defaults.toml here"),
    ],
)
def test_an_unknown_choice_is_named_and_nothing_is_written(
    tmp_path: Path, options: tuple[str, ...], named_as: str
) -> None:
    out = tmp_path / "cards.docx"

    code, said = run(*options, "--out", out)

    assert code == 2
    assert named_as in " ".join(said.split())
    assert not out.exists()


def test_a_file_name_that_is_not_a_word_file_is_refused(tmp_path: Path) -> None:
    code, said = run("--group", "staff", "--out", tmp_path / "cards.pdf")

    assert code == 2
    assert "--out: cards.pdf is not a Word file name. End it in .docx." in said


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    code, said = run("--group", "staff", "--out", tmp_path / "not" / "there.docx")

    assert code == 2
    assert "cannot be written" in said


@pytest.mark.parametrize(
    ("wrong", "right", "named_as"),
    [
        ('profile = "school"', 'profile = "circus"', "mine.toml mine_01 profile"),
        ('name = "A sentence of our own"\n', "", "mine.toml mine_01 name"),
        ('heading = "Mine"', "heading = 3", "mine.toml heading"),
        ("[scenario.case]", "[scenario.cas]", "mine.toml mine_01 cas"),
        ('"some"', '"dreadful"', "mine_01 harm_if_not_shared"),
        ('id = "mine_01"', 'id = "mine_01"\ngroup = "theirs"', "mine_01"),
        ("[[scenario]]", "[[scenario", "mine.toml: This is not TOML"),
    ],
)
def test_a_mistake_in_a_scenario_is_named_by_file_scenario_and_key(
    own: Path, tmp_path: Path, wrong: str, right: str, named_as: str
) -> None:
    (own / "mine.toml").write_text(WHOLE_FILE.replace(wrong, right), encoding="utf-8")

    code, said = run("--scenarios", own, "--out", tmp_path / "cards.docx")

    assert code == 2
    assert named_as in " ".join(said.split())


def test_what_is_supposed_is_a_sentence_a_facilitator_would_say(
    library: Library, neighbours: Neighbours
) -> None:
    harm = one(library, neighbours, "adults_08")
    other = one(library, neighbours, "everyday_30")

    assert any(
        p.startswith("Suppose you judged that telling the Home Office") for p in harm.prompts
    )
    assert any(
        "Suppose it went to a relative, friend or neighbour instead" in p for p in other.prompts
    )
    assert not any("Share with your own" in p for p in other.prompts)


def test_a_phrase_is_of_an_answer_that_the_pack_has(pack: CompiledPack) -> None:
    for told in (KNOWN, SUPPOSED):
        for fact, phrases in told.items():
            assert set(phrases) - {""} <= set(pack.pack.facts[fact].values), fact


def test_somebody_who_cannot_decide_is_not_said_to_choose_freely(
    library: Library, neighbours: Neighbours
) -> None:
    told = one(library, neighbours, "everyday_02")

    assert "They cannot decide this for themselves." in told.known
    assert not [line for line in told.known if "pressing" in line or "asked them" in line]
