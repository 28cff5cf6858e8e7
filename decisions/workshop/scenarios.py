"""Scenarios: situations with the advice a practitioner would expect, written as TOML by practitioners.

A folder holds one file for each theme and ``defaults.toml``, which every scenario starts from. How
to write one is in the folder's README.md. Nothing here evaluates anything.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from isa.platform.config import ROOT, data_dir
from isa.platform.errors import Invalid

DEFAULTS = "defaults.toml"
Answered = dict[str, str | list[str]]
"""Facts by name: one code each, or a list of codes for a set of tick boxes."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_Any = TypeVar("_Any", bound=BaseModel)


class _Written(_Shape):
    """One ``[[scenario]]`` as its author wrote it: only what differs from the defaults."""

    id: str
    name: str
    on: date
    profile: str
    say: str = ""
    trap: str = ""
    group: str = ""
    judged: str = ""
    is_partial: bool = False
    case: Answered
    recipients: tuple[Answered, ...] | None = None
    items: tuple[Answered, ...] | None = None
    expect: dict[str, Any]


class _File(_Shape):
    """One file: the heading its cards stand under, else the file's own word, and its scenarios."""

    heading: str = ""
    scenario: tuple[_Written, ...]


class _Profile(_Shape):
    """An organisation: what to call it, and what it answers once and not for every case."""

    called: str
    acting_as: str
    discloser_health_or_secrecy: str
    discloser_listed_16la: str


class _Defaults(_Shape):
    """defaults.toml: what is answered unless a scenario says otherwise, and the organisations."""

    case: Answered
    recipient: Answered
    item: Answered
    profile: dict[str, _Profile]


@dataclass(frozen=True)
class Scenario:
    """One situation. ``written`` holds what its author wrote, ``facts`` that with the defaults filled in.

    Both have ``case``, ``recipients`` and ``items``, as a facts file has. ``group`` is the word of
    the file whose cards it belongs with; ``who`` is the organisation that decides.
    """

    id: str
    name: str
    on: date
    group: str
    who: str
    say: str
    trap: str
    written: dict[str, Any]
    facts: dict[str, Any]
    expect: dict[str, Any]


@dataclass(frozen=True)
class Library:
    """Every scenario of a folder, in the order of the files, and the heading of each group."""

    headings: dict[str, str]
    scenarios: tuple[Scenario, ...]


def scenarios_dir() -> Path:
    """Where the scenarios are: beside the source, or the copy that travels inside the package.

    They stay in ``tests/scenarios`` because that is where they are proved and where practitioners
    add them; the package carries the same files, so that there is one text and no second version.
    """
    packaged = data_dir() / "scenarios"
    return packaged if packaged.is_dir() else ROOT / "tests" / "scenarios"


def read(folder: Path) -> Library:
    """Every scenario in a folder. Raises Invalid naming the file, the scenario and the key."""
    if not (folder / DEFAULTS).is_file():
        raise Invalid({str(folder): f"There is no {DEFAULTS} here, which every scenario needs."})
    defaults = _shaped(_Defaults, folder / DEFAULTS)
    files = {
        path.stem: _shaped(_File, path)
        for path in sorted(folder.glob("*.toml"))
        if path.name != DEFAULTS
    }
    headings = {word: file.heading or word.replace("_", " ") for word, file in files.items()}
    scenarios = tuple(_scenarios(files, defaults))
    _check(scenarios, headings)
    return Library(headings, scenarios)


def _scenarios(files: Mapping[str, _File], defaults: _Defaults) -> Iterator[Scenario]:
    for word, file in files.items():
        for one in file.scenario:
            if one.profile not in defaults.profile:
                known = ", ".join(defaults.profile)
                problem = f"There is no organisation {one.profile!r} in {DEFAULTS}; it has {known}."
                raise Invalid({f"{word}.toml {one.id} profile": problem})
            yield Scenario(
                id=one.id,
                name=one.name,
                on=one.on,
                group=one.group or word,
                who=defaults.profile[one.profile].called,
                say=one.say,
                trap=one.trap,
                written=_parts(one.case, one.recipients or (), one.items or ()),
                facts=_filled(one, defaults),
                expect=one.expect,
            )


def _filled(one: _Written, defaults: _Defaults) -> dict[str, Any]:
    """The answers: the defaults, then the organisation's, then the scenario's own.

    A partial scenario has only the last two: everything else is unanswered.
    """
    profile: Answered = defaults.profile[one.profile].model_dump(exclude={"called"})
    if one.is_partial:
        return _parts(profile | one.case, one.recipients or (), one.items or ())
    recipients = one.recipients if one.recipients is not None else ({},)
    items = one.items if one.items is not None else ({},)
    return _parts(
        defaults.case | profile | one.case,
        [defaults.recipient | recipient for recipient in recipients],
        [defaults.item | item for item in items],
    )


def _parts(
    case: Answered,
    recipients: tuple[Answered, ...] | list[Answered],
    items: tuple[Answered, ...] | list[Answered],
) -> dict[str, Any]:
    return {"case": case, "recipients": list(recipients), "items": list(items)}


def _check(scenarios: tuple[Scenario, ...], headings: Mapping[str, str]) -> None:
    """No id twice, and no group without a file."""
    faults: dict[str, str] = {}
    seen: set[str] = set()
    for scenario in scenarios:
        if scenario.id in seen:
            faults[scenario.id] = "Two scenarios have this id. Give one of them the next number."
        if scenario.group not in headings:
            groups = ", ".join(headings)
            faults[scenario.id] = f"There is no group {scenario.group!r}; the groups are {groups}."
        seen.add(scenario.id)
    if faults:
        raise Invalid(faults)


def _shaped(shape: type[_Any], path: Path) -> _Any:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid({path.name: f"This is not TOML: {error}."}) from None
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        faults = {_where(path, raw, one["loc"]): one["msg"] for one in error.errors()}
        raise Invalid(faults) from None


def _where(path: Path, raw: Mapping[str, Any], place: tuple[int | str, ...]) -> str:
    """The file, the scenario by its id where it has one, and the key."""
    if len(place) > 1 and place[0] == "scenario":
        number = int(place[1])
        one = raw["scenario"][number]
        name = one.get("id", f"scenario {number + 1}") if isinstance(one, Mapping) else number + 1
        return " ".join(str(part) for part in (path.name, name, *place[2:]))
    return " ".join(str(part) for part in (path.name, *place))
