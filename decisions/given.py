"""What a command was given: a JSON document, a day; and how it is refused.

Faults go to standard error, one on each line with its path, and as JSON to standard output when JSON
was asked for. The exit code is 2, and nothing has been worked out or written by then.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import typer

from decisions import strict_json
from decisions.policy.compiled import CompiledPack
from decisions.policy.released import NotInForce, load_released
from isa.platform.errors import Invalid

_FAULT = 2
_UNREADABLE: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "There is no file at this path."),
    (NotADirectoryError, "There is no file at this path."),
    (IsADirectoryError, "This is a folder, not a file."),
    (PermissionError, "This file may not be read. Ask for permission, or copy it."),
)


def document(source: str, option: str) -> dict[str, Any]:
    """The JSON object in a file, or in standard input for ``-``.

    Raises Invalid by path; faults of the whole are at ``option``.
    """
    try:
        value = strict_json.parsed(strict_json.decoded(_bytes(source)))
    except OSError as error:
        told = (sentence for kind, sentence in _UNREADABLE if isinstance(error, kind))
        raise Invalid({option: next(told, "This cannot be read as a file.")}) from None
    except Invalid as error:
        raise Invalid({path or option: told for path, told in error.faults.items()}) from None
    if not isinstance(value, dict):
        raise Invalid({option: "This must be one JSON object."})
    return value


def _bytes(source: str) -> bytes:
    most = strict_json.MAX_BYTES + 1
    if source == "-":
        return sys.stdin.buffer.read(most)
    with Path(source).open("rb") as file:
        return file.read(most)


def day(text: str) -> date | None:
    """The day an option names, or None if it was left out."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({"--on": "Give a real date, like 2026-11-21."}) from None


def pack_on(on: date) -> CompiledPack:
    """The law in force on the day an option names; Invalid at that option where there is none."""
    try:
        return load_released(on)
    except NotInForce:
        raise Invalid({"--on": f"No law pack is in force on {on}. Give a later day."}) from None


def refuse(faults: dict[str, str], *, as_json: bool) -> NoReturn:
    """Say every fault and leave."""
    for path, sentence in faults.items():
        typer.echo(f"{path}: {sentence}" if path else sentence, err=True)
    if as_json:
        typer.echo(json.dumps({"faults": faults}, indent=2, ensure_ascii=False))
    raise typer.Exit(_FAULT)
