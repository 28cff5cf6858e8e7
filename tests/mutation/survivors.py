"""The slips nobody notices that are accepted, and why: survivors.toml beside this file."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.trial import NOBODY, Verdict

ACCEPTED = Path(__file__).parent / "survivors.toml"


def reasons(path: Path = ACCEPTED) -> dict[str, str]:
    """The reason for each accepted slip, by its name."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    return {slip: entry["because"] for entry in entries for slip in entry["slips"]}


def unexplained(verdicts: Iterable[Verdict], accepted: dict[str, str]) -> list[str]:
    """The slips nobody noticed and nobody gave a reason for."""
    return [one.name for one in verdicts if one.by == NOBODY and one.name not in accepted]


def outdated(verdicts: Iterable[Verdict], accepted: dict[str, str]) -> list[str]:
    """Reasons given for what is noticed by now, or can no longer happen, in the tables tried."""
    tried = list(verdicts)
    tables = {one.table for one in tried}
    survived = {one.name for one in tried if one.by == NOBODY}
    return [name for name in accepted if name.split()[0] in tables and name not in survived]
