"""The handbook says everything the pack says, in words, and can be read by everybody."""

import io
import itertools
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from decisions.handbook import changes
from decisions.handbook.build import handbook, usual_day
from decisions.handbook.cli import files, handbook_of
from decisions.handbook.drawing import BOX, TALL, drawing
from decisions.handbook.html import html
from decisions.handbook.model import Bullets, Grid, Handbook, Heading, Picture
from decisions.handbook.word import word
from decisions.handbook.words import PackWords
from decisions.policy import released
from decisions.policy.checks_reading import graph
from decisions.policy.checks_words import FINDINGS
from decisions.policy.pack import Pack, load_pack
from isa.cli import app
from isa.platform.config import ROOT

KEPT = ROOT / "docs" / "handbook"
MEND = "The handbook is not that of the newest pack: run make handbook."
VOID = {"meta", "col", "rect", "path", "br"}


@pytest.fixture(scope="module")
def folder() -> Path:
    return released.newest_folder()


@pytest.fixture(scope="module")
def pack(folder: Path) -> Pack:
    return load_pack(folder)


@pytest.fixture(scope="module")
def book(folder: Path) -> Handbook:
    return handbook_of(folder)


@pytest.fixture(scope="module")
def page(book: Handbook) -> str:
    return html(book)


class Reader(HTMLParser):
    """What a browser or a screen reader finds in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_kept_is_the_handbook_of_the_newest_pack(book: Handbook) -> None:
    for name, made in files(book).items():
        kept = KEPT / name
        assert kept.is_file(), f"{MEND} ({name} is missing.)"
        if name.endswith(".docx"):
            assert parts(kept.read_bytes()) == parts(made), MEND
        else:
            assert kept.read_bytes() == made, MEND


def test_every_row_invariant_constraint_fact_and_source_is_in_it(read: Reader, pack: Pack) -> None:
    places = {attributes.get("id") for attributes in read.all("tr")}

    for table in pack.tables.values():
        assert {f"row-{row.id}" for row in table.row} <= places
    assert {f"proof-{name}" for name in pack.invariants} <= places
    assert {f"constraint-{one.id}" for one in pack.constraints} <= places
    assert {f"fact-{name}" for name in pack.facts} <= places
    assert {f"source-{key}" for key in pack.citations} <= places


def test_every_sentence_of_the_pack_is_in_both_files(
    read: Reader, book: Handbook, pack: Pack
) -> None:
    document = Document(io.BytesIO(word(book)))
    printed = " ".join(text.text or "" for text in document.element.body.iter() if text.text)
    said = [row.because for table in pack.tables.values() for row in table.row]
    said += [one.text for one in pack.invariants.values()]
    said += [words for fact in pack.facts.values() for words in fact.says.values()]
    said += [one.sentence.split("{")[0] for one in pack.wording.outcome.values()]
    said += [clock.text[1:] for clock in pack.timescales.values()]

    shown = read.text
    for text in said:
        assert text in shown
        assert text in printed


def test_a_finding_is_in_the_words_of_the_pack_and_never_a_bare_code(
    pack: Pack, folder: Path
) -> None:
    words = PackWords(pack)
    plain_codes = {"yes", "no", "not_known"}
    for name, table in pack.tables.items():
        for code in table.values if table.hit == "first" else ():
            said = pack.wording.finding.get(name, {}).get(code)
            assert said is None or words.finding(name, code) == said
            worded = said is not None or name in FINDINGS or code in plain_codes
            assert worded, f"Nothing words {name} = {code} in the handbook."
    assert words.finding("recipient_check", "no_role") == "no: they have no part in it"


def test_a_condition_is_said_the_shorter_way_and_keeps_its_meaning(pack: Pack) -> None:
    words, harm = PackWords(pack), pack.facts["harm_if_not_shared"]

    def said(*values: str) -> str:
        return "".join(s.text for s in words.condition({"harm_if_not_shared": values})[0])

    assert said("some") == (
        f"The harm if this is not shared: {harm.says['some']} harm_if_not_shared = some"
    )
    every = tuple(value for value in harm.values if value != "not_known")
    assert f"anything but: {harm.says['not_known']}" in said(*every)
    assert "harm_if_not_shared not not_known" in said(*every)
    assert "with whatever answer" in said(*harm.values)


def test_it_is_one_file_that_loads_and_runs_nothing(page: str, read: Reader) -> None:
    assert not read.all("script", "link", "img", "iframe", "object", "embed", "base", "form")
    assert not any("src" in attributes or "style" in attributes for attributes in read.all("svg"))
    assert "url(http" not in page
    assert "@import" not in page
    for _, attributes in read.elements:
        assert not any(name.startswith("on") for name in attributes)


def test_every_link_inside_it_leads_somewhere_and_every_place_is_one(read: Reader) -> None:
    places = [a["id"] for _, a in read.elements if "id" in a]
    targets = {a["href"] for a in read.all("a")}

    assert len(places) == len(set(places))
    for target in targets:
        assert target is not None
        assert target.startswith("https://") or target.removeprefix("#") in places, target


def test_headings_do_not_skip_and_tables_have_captions_and_header_cells(
    page: str, read: Reader
) -> None:
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    tables = page.count("<table>")

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert len(read.all("caption")) == len(read.all("thead")) == tables
    assert {a.get("scope") for a in read.all("th")} == {"row", "col"}
    assert len([a for a in read.all("th") if a["scope"] == "row"]) == page.count("<tr") - tables
    assert read.all("html") == [{"lang": "en-GB"}]


def test_a_row_behind_a_switch_is_marked_until_the_switch_is_on(pack: Pack) -> None:
    rows = {r.id: r.switch for t in pack.tables.values() for r in t.row if r.switch}
    on = usual_day(pack)

    def shown(is_on: bool) -> str:
        setting = {"is_on": is_on, "starts": on if is_on else None}
        switches = {name: one.model_copy(update=setting) for name, one in pack.switches.items()}
        header = pack.header.model_copy(update={"switch": switches})
        return html(handbook(replace(pack, header=header), "", on, is_proved=True))

    off, now_on = shown(False), shown(True)

    assert rows
    for row in rows:
        assert f'id="row-{row}" class="closed"' in off
        assert f'id="row-{row}" class="closed"' not in now_on


def test_a_demonstration_says_so_everywhere_and_a_pack_in_use_does_not(pack: Pack) -> None:
    in_use = replace(pack, header=pack.header.model_copy(update={"demo": False}))
    pages = [
        html(handbook(one, "", usual_day(pack), is_proved=True))
        for one in (replace(pack, header=pack.header.model_copy(update={"demo": True})), in_use)
    ]

    assert pages[0].count("Demonstration. Not reviewed as law") == 2  # at the top, in the margin
    assert "Demonstration. Not reviewed" not in pages[1]


def test_a_pack_that_is_not_proved_says_so(pack: Pack) -> None:
    not_proved = html(handbook(pack, "", usual_day(pack), is_proved=False))

    assert "has not passed the proof since it last changed" in not_proved
    assert "was proved on exactly this pack" not in not_proved


def test_words_of_a_pack_cannot_break_out_of_the_page(pack: Pack) -> None:
    title = '</style><script>alert("x")</script>'
    header = pack.header.model_copy(update={"title": title, "version": '1"}</style>'})

    made = html(handbook(replace(pack, header=header), "", usual_day(pack), is_proved=True))

    assert "<script" not in made
    assert made.count("</style>") == 1


def test_the_picture_shows_every_table_once_and_the_words_beside_it_every_reading(
    book: Handbook, pack: Pack
) -> None:
    picture = next(block for block in book.blocks if isinstance(block, Picture))
    beside = next(
        block
        for block in book.blocks
        if isinstance(block, Grid) and block.caption == "Which table reads which"
    )
    boxes = drawing(picture).boxes
    arrows = graph(pack)

    assert sorted(box.name for box in boxes) == sorted(pack.tables)
    for one in boxes:
        for other in boxes:
            apart = abs(one.x - other.x) >= BOX or abs(one.y - other.y) >= TALL
            assert apart or one is other
    for name, entry in zip(pack.tables, beside.entries, strict=True):
        linked = {span.to for line in entry.cells[2] for span in line}
        assert linked == {f"#table-{t}" for t in arrows.predecessors(name) if t in pack.tables}


def test_notes_become_a_chapter_with_the_doubtful_points_first() -> None:
    notes = """# A pack: what changed

First release, of `one` kind.

## Differences

- one **bold**
- two
  goes on

## Doubtful points, and the safer side

| point | what was decided |
|---|---|
| May they? | No: `x` \\| safer |

## Sources still to verify

- left out
"""
    found = list(changes.changes(notes))
    headings = [block.text for block in found if isinstance(block, Heading)]
    grid = next(block for block in found if isinstance(block, Grid))
    bullets = next(block for block in found if isinstance(block, Bullets))

    assert headings[1:] == ["Doubtful points, and the safer side", "What changed", "Differences"]
    assert grid.heads == ("Point", "What was decided")
    assert [s.text for s in grid.entries[0].cells[1][0]] == ["No: ", "x", " | safer"]
    assert [s.look for s in grid.entries[0].cells[1][0]] == ["plain", "code", "plain"]
    assert len(bullets.lines) == 2
    assert "".join(span.text for span in bullets.lines[1]) == "two goes on"


def test_the_command_writes_both_files_and_refuses_a_pack_there_is_not(tmp_path: Path) -> None:
    run = CliRunner()
    made = run.invoke(
        app, ["policy", "handbook", "england/2026.1", "--out", str(tmp_path), "--on", "2026-12-01"]
    )
    refused = run.invoke(app, ["policy", "handbook", "england/1066", "--out", str(tmp_path / "no")])

    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "england-2026.1.docx",
        "england-2026.1.html",
    ]
    assert "as at 1 December 2026" in (tmp_path / "england-2026.1.html").read_text()
    assert refused.exit_code == 2
    assert "There is no pack 'england/1066'" in refused.output
    assert not (tmp_path / "no").exists()
