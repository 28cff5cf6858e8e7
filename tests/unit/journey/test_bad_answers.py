"""Every fault in a file of answers is one clear sentence at its path, exit code 2, and nothing else.

No sentence repeats what somebody typed: only keys, codes that this release knows, and positions.
"""

import copy
import json
import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from decisions import cli
from decisions.journey.answers import Answers
from decisions.journey.reading import read
from isa.platform import clock
from isa.platform.config import Settings, data_dir
from isa.platform.errors import Invalid
from tests.any_json import TYPED, any_json, paths
from tests.unit.journey.cases import ON

BRUISE = json.loads((data_dir() / "demo" / "answers-bruise.json").read_text(encoding="utf-8"))

app = typer.Typer()
app.command("decide")(cli.decide)
app.command("questions")(cli.questions)


@pytest.fixture(autouse=True)
def no_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nowhere = Settings(database_url=f"sqlite:///{tmp_path}/none.sqlite")
    monkeypatch.setattr(cli, "settings", lambda: nowhere)


def decide(source: str, *options: str, given: str | bytes | None = None):
    day = () if "--on" in options else ("--on", ON.isoformat())
    return CliRunner().invoke(app, ["decide", "--answers", source, *day, *options], input=given)


def refused(given: str | bytes) -> dict[str, str]:
    """The faults in what was piped in, which are also all that is said."""
    result = decide("-", "--json", given=given)
    assert result.exit_code == 2, result.output
    faults = json.loads(result.stdout)
    assert list(faults) == ["faults"]
    lines = [f"{path}: {told}" if path else told for path, told in faults["faults"].items()]
    assert result.stderr.splitlines() == lines
    assert "Traceback" not in result.output
    assert TYPED not in result.output
    return faults["faults"]


def changed(path: str, value: object) -> str:
    """The bruise with one thing put in at a path of keys and positions."""
    raw = copy.deepcopy(BRUISE)
    holder, (*way, last) = raw, [int(k) if k.isdigit() else k for k in path.split("/")]
    for part in way:
        holder = holder.setdefault(part, {}) if isinstance(holder, dict) else holder[part]
    holder[last] = value
    return json.dumps(raw)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "empty"),
        (" \n", "empty"),
        (TYPED, "not valid JSON: see line 1, column 1"),
        ('{\n"about": }', "not valid JSON: see line 2, column 10"),
        ('{"items": NaN}', "NaN or Infinity"),
        ('{"items": -Infinity}', "NaN or Infinity"),
        ('{"about": ' + "9" * 5000 + "}", "a number in it is too long"),
        ("1e999", "This number is too large"),
        ("[" * 10_000 + "]" * 10_000, "levels deep"),
        (json.dumps(BRUISE).encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8 text: see byte 1"),
        (json.dumps({"story": {"concern": "x" * 40_000_000}}), "longer than 8,000,000 bytes"),
        ("null", "one JSON object"),
        ("[]", "one JSON object"),
        ('"' + TYPED + '"', "one JSON object"),
    ],
)
def test_what_cannot_be_read_is_one_fault_of_the_whole(given: str | bytes, said: str) -> None:
    found = refused(given)

    assert list(found) == ["--answers"]
    assert said in found["--answers"]


def test_a_mark_at_the_start_of_utf8_is_no_fault() -> None:
    assert decide("-", given=b"\xef\xbb\xbf" + json.dumps(BRUISE).encode()).exit_code == 0


def test_files_that_cannot_be_opened_are_told_apart(tmp_path: Path) -> None:
    inside = tmp_path / "a.json"
    inside.write_text("{}", encoding="utf-8")

    for source, said in (
        (tmp_path / f"{TYPED}.json", "There is no file at this path"),
        (inside / "b.json", "There is no file at this path"),
        (tmp_path, "This is a folder"),
        (tmp_path / ("x" * 300), "cannot be read as a file"),
    ):
        result = decide(str(source))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("--answers: ")
        assert said in result.stderr
        assert TYPED not in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_said_to_be_one(tmp_path: Path) -> None:
    locked = tmp_path / "a.json"
    locked.write_text("{}", encoding="utf-8")
    locked.chmod(0)

    assert "may not be read" in decide(str(locked)).stderr


@pytest.mark.parametrize(
    ("path", "value", "at", "said"),
    [
        # A key that is not known, at every level.
        ("recipents", [], "recipents", "Did you mean recipients?"),
        ("discloser/acting", "x", "discloser.acting", "Did you mean acting_as?"),
        ("harm/seriosness", "immediate", "harm.seriosness", "Did you mean seriousness?"),
        ("story/known/day", "x", "story.known.day", "later version"),
        ("recipients/0/recipiant", {}, "recipients[0].recipiant", "Did you mean recipient?"),
        ("recipients/0/link/conflct", 1, "recipients[0].link.conflct", "Did you mean conflict?"),
        ("recipients/0/items/i1/as_snet", {}, "recipients[0].items.i1.as_snet", "mean as_sent?"),
        ("items/2/uses", {}, "items[2].uses", "Did you mean use?"),
        ("items/2/use/neded", "yes", "items[2].use.neded", "Did you mean needed?"),
        ("weather", "fine", "weather", "later version"),
        (TYPED, 1, "[key 18]", "no such question or key"),
        ("harm/" + TYPED, 1, "harm.[key 2]", "no such question or key"),
        ("k" * 5000, 1, "[key 18]", "no such question or key"),
        # The wrong kind of value.
        ("harm", ["immediate"], "harm", "an object with one key for each question"),
        ("harm", TYPED, "harm", "an object with one key for each question"),
        ("harm/seriousness", ["immediate"], "harm.seriousness", "one code, as text"),
        ("harm/seriousness", 3, "harm.seriousness", "one code, as text"),
        ("harm/seriousness", {"a": 1}, "harm.seriousness", "one code, as text"),
        ("story/concern", True, "story.concern", "must be text"),
        ("story/concern", 10**400, "story.concern", "must be text"),
        ("circumstances/ticked", "none", "circumstances.ticked", "a list of codes"),
        ("recipients", {}, "recipients", "must be a list"),
        ("recipients", None, "recipients", "must be a list"),
        ("recipients/0", None, "recipients[0]", "must be an object"),
        ("items/1/id", 7, "items[1].id", "must be text"),
        ("items/1/id", TYPED, "items[1].id", "An id has"),
        ("recipients/0/items", {TYPED: {}}, "recipients[0].items.[key 1]", "An id has"),
        ("about/reference", "x" * 301, "about.reference", "300 characters or fewer"),
        # A value that is not one of those asked for, or comes from a later version.
        ("harm/seriousness", "imediate", "harm.seriousness", "Did you mean immediate?"),
        ("harm/seriousness", "grave_v2", "harm.seriousness", "later version. It takes one of: imm"),
        ("harm/seriousness", TYPED, "harm.seriousness", "It takes one of: immediate"),
        ("circumstances/ticked", ["crme"], "circumstances.ticked[0]", "Did you mean crime?"),
        ("trigger", "own_concerns", "trigger", "Did you mean own_concern?"),
        ("depth", "deep", "depth", "It takes one of: phone, quick, check, full"),
        ("discloser/acting_as", "police", "discloser.acting_as", "It takes one of"),
        ("answers_schema", "9", "answers_schema", "later version. It takes one of: 1"),
        ("items/0/item/category", "edu_recrod", "items.i1.item.category", "mean edu_record?"),
        # Dates.
        ("story/known/on", "2026-02-30", "story.known.on", "real date"),
        ("story/known/on", 20261120, "story.known.on", "real date"),
        ("story/known/on", TYPED, "story.known.on", "real date"),
        ("story/known/at", "25:99", "story.known.at", "real time"),
        ("story/known/on", "2026-11-22", "story.known", "today or in the past"),
        ("story/happened", {"state": "exact", "on": "2027-01-01"}, "story.happened", "in the past"),
        ("story/known/on", "0202-11-20", "story.known", "Check the year"),
        ("person", {"born": "2026-11-22"}, "person.born", "in the past"),
        ("person", {"born": "1026-11-22"}, "person.born", "Check the year"),
        (
            "recipients/0/decided",
            {"sent": {"state": "exact", "on": "2026-11-22"}},
            "recipients.r1.decided.sent",
            "in the past",
        ),
        ("about", json.loads("[" * 900 + "]" * 900), "about" + "[0]" * 23, "24 levels deep"),
        # Two answers that cannot both be true: both are named.
        ("items/2/id", "i1", "items[2].id", "items[0] has the same id"),
        ("recipients/0/items", {"i9": {}}, "recipients.r1.items.i9", "Add it to items"),
        ("circumstances/ticked", ["none", "crime"], "circumstances.ticked", "not both"),
        ("circumstances/ticked", ["crime", "crime"], "circumstances.ticked", "twice"),
        (
            "circumstances/ticked",
            ["crime", "crime_not_known"],
            "circumstances.ticked",
            "I do not know whether there is a serious crime', not both",
        ),
        ("items/0/item/kinds", ["none", "special"], "items.i1.item.kinds", "only on its own"),
        ("items/0/item/about", ["staff", "staff"], "items.i1.item.about", "twice"),
        ("items/2/item/whose", "father", "items.i3.item.whose", "Add them to people"),
        ("people/0/id", "Mary", "people[0].id", "An id has"),
        ("people/0/them/veiw", "agrees", "people[0].them.veiw", "Did you mean view?"),
        (
            "story/happened",
            {"state": "not_known", "words": TYPED},
            "story.happened",
            "say that you do not know, not both",
        ),
        (
            "story/happened",
            {"state": "exact", "on": "2026-11-21"},
            "story.known",
            "before it happened",
        ),
        (
            "recipients/0/decided",
            {"sent": {"state": "exact", "on": "2026-11-19"}},
            "recipients.r1.decided.sent",
            "before you first knew",
        ),
        (
            "about",
            {"who": "adult", "adult_position": "other_adult"},
            "choice.competence",
            "cannot be right for an adult",
        ),
        ("person", {"born": "1990-01-01"}, "person.born", "say that it is about an adult"),
        ("discloser_id", "exampleshire-primary", "discloser_id", "Say who would share once"),
        ("discloser", None, "discloser", "Say who would share"),
        # Agencies, where there is no register to look in.
        (
            "recipients/0/recipient/agency_id",
            "nowhere",
            "recipients.r1.recipient.agency_id",
            "no register here",
        ),
    ],
)
def test_each_fault_is_one_sentence_at_its_path(
    path: str, value: object, at: str, said: str
) -> None:
    raw = json.loads(changed(path, value))
    if at == "choice.competence":
        raw["choice"] = {"competence": "gillick_competent"}

    found = refused(json.dumps(raw))

    assert list(found) == [at]
    assert said in found[at]


@pytest.mark.parametrize(
    "text", ['{"about": {"who": "child", "who": "adult"}}', '{"a": 1, "a": 1}']
)
def test_a_key_given_twice_is_named_where_it_stands(text: str) -> None:
    ((path, said),) = refused(text).items()

    assert path in ("about.who", "a")
    assert "given twice" in said


@pytest.mark.parametrize(
    ("path", "entries", "most"),
    [("items", 10_000, 200), ("recipients", 10_000, 30), ("people", 10_000, 20)],
)
def test_ten_thousand_are_one_fault_that_names_the_limit_at_once(
    path: str, entries: int, most: int
) -> None:
    text = changed(path, [{**BRUISE[path][0], "id": f"x{n}"} for n in range(entries)])

    start = time.process_time()
    found = refused(text)

    assert found == {path: f"There are 10,000; a decision takes at most {most}. Split it up."}
    assert time.process_time() - start < 3  # under a second on a quiet machine


def test_ten_thousand_decisions_about_items_are_one_fault() -> None:
    text = changed("recipients/0/items", {f"x{n}": {} for n in range(10_000)})

    assert list(refused(text)) == ["recipients[0].items"]


@pytest.mark.parametrize(
    ("path", "value"),
    [("harm", {f"k{n}": 1 for n in range(10_000)}), ("circumstances", {"ticked": ["x"] * 10_000})],
)
def test_of_ten_thousand_faults_a_hundred_are_told_and_the_rest_counted(
    path: str, value: object
) -> None:
    found = refused(changed(path, value))

    assert len(found) == 101
    assert found["..."] == "There are 9,900 more faults like these."


def test_half_a_character_is_a_fault_where_it_stands() -> None:
    assert list(refused('{"story": {"concern": "\\ud800"}}')) == ["story.concern"]
    assert list(refused('{"story": {"\\ud800": 1}}')) == ["story"]


def test_every_fault_is_told_and_not_only_the_first() -> None:
    raw = json.loads(changed("harm/seriousness", "grave"))
    raw["about"]["wo"] = raw["story"]["known"] = 1

    assert set(refused(json.dumps(raw))) == {"harm.seriousness", "about.wo", "story.known"}


def test_a_null_answer_is_one_that_was_not_given() -> None:
    for path in ("harm", "harm/seriousness", "story/happened"):
        assert decide("-", given=changed(path, None)).exit_code == 0, path


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "21/11/2026", TYPED])
def test_a_day_that_is_none_is_a_fault(day: str) -> None:
    result = decide("-", "--on", day, given=json.dumps(BRUISE))

    assert (result.exit_code, result.stderr) == (2, "--on: Give a real date, like 2026-11-21.\n")


def test_nobody_decides_tomorrow_or_before_the_first_pack() -> None:
    tomorrow = clock.today() + timedelta(days=1)

    late = decide("-", "--on", tomorrow.isoformat(), given=json.dumps(BRUISE))
    early = decide("-", "--on", "1999-01-01", given=json.dumps(BRUISE))

    assert (late.exit_code, early.exit_code) == (2, 2)
    assert late.stderr.startswith(f"--on: {tomorrow} is in the future")
    assert early.stderr == "--on: No law pack is in force on 1999-01-01. Give a later day.\n"


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    where=st.sampled_from(sorted(paths(BRUISE), key=str)),
    value=any_json(["yes", "not_known", "2026-11-20", "9999-12-31", "child", "none", "r1"]),
)
def test_any_json_at_any_path_is_advice_or_faults_and_never_a_traceback(
    where: tuple[Any, ...], value: object
) -> None:
    raw = _put(copy.deepcopy(BRUISE), where, value)
    try:
        text = json.dumps(raw)
    except (TypeError, ValueError):
        return

    result = CliRunner().invoke(
        app, ["decide", "--answers", "-", "--on", ON.isoformat(), "--json"], input=text
    )

    assert result.exception is None or isinstance(result.exception, SystemExit), where
    assert result.exit_code in (0, 2)
    if result.exit_code == 2:
        assert TYPED not in result.output
        assert all(told.strip() for told in json.loads(result.stdout)["faults"].values())


def _put(raw: Any, where: tuple[Any, ...], value: object) -> Any:
    if not where:
        return value
    holder = raw
    for part in where[:-1]:
        holder = holder[part]
    holder[where[-1]] = value
    return raw


def _read(change: Callable[[dict[str, Any]], None], on: date) -> Answers:
    raw = copy.deepcopy(BRUISE)
    change(raw)
    return read(raw, on=on)


def test_an_age_is_held_against_who_it_is_about_on_the_day_itself() -> None:
    def of_18(raw: dict[str, Any]) -> None:
        raw["person"] = {"born": "2008-11-21"}

    def disputed(raw: dict[str, Any]) -> None:
        of_18(raw)
        raw["about"]["child_stage"] = "age_disputed"

    assert _read(of_18, date(2026, 11, 20)).person
    assert _read(disputed, ON).person
    with pytest.raises(Invalid, match="an adult"):
        _read(of_18, ON)
