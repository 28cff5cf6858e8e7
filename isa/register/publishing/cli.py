"""``isa register publish``: the public register as a folder for a website."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from isa.documents.public_register import as_files
from isa.platform import clock, installation
from isa.platform.config import settings
from isa.platform.errors import Invalid, IsaError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.publishing.service import Publication, publication, style


def publish(
    out: Annotated[
        str, typer.Option("--out", help="The folder to write; made if it is not there.")
    ],
    agency: Annotated[
        str, typer.Option(help="Only what binds this agency, also through a group: id or name.")
    ] = "",
    drop_overdue: Annotated[
        bool, typer.Option("--drop-overdue", help="Leave out what is over 90 days late for review.")
    ] = False,
    on: Annotated[str, typer.Option(help="As at this day, 2026-11-21. Today if left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Write the public register: index.html, register.csv, register-dea.csv and register.json.

    Only agreements in force that are marked as public are in it, without contacts and without free
    text that is not public. Exit code 0 when written, 2 for an unknown agency, day or folder.
    """
    folder = Path(out)
    try:
        database, _ = installation.open_existing(settings())
        chosen = service.find_agency(database, SYSTEM, agency, path="agency").id if agency else ""
        found = publication(
            database, SYSTEM, on=_day(on), agency_id=chosen, drops_overdue=drop_overdue
        )
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in as_files(found.public, style()).items():
            (folder / name).write_bytes(body)
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"--{path}: {sentence}", err=True)
        raise typer.Exit(2) from error
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        typer.echo(f"--out: {folder} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    _say(found, folder, as_json=as_json)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError as error:
        raise Invalid({"on": "Give the day like 2026-11-21"}) from error


def _say(found: Publication, folder: Path, *, as_json: bool) -> None:
    left_out = {
        "not_decided": found.not_decided,
        "held_back": found.held_back,
        "overdue": found.overdue,
    }
    if as_json:
        told = {"published": len(found.public.entries), "folder": str(folder), **left_out}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    count = len(found.public.entries)
    typer.echo(f"{count} agreement{'' if count == 1 else 's'} written to {folder}.")
    for words, references in (
        ("Nobody has said whether these may be published", found.not_decided),
        ("Marked as not to be published", found.held_back),
        ("Left out, their review is more than three months late", found.overdue),
    ):
        if references:
            typer.echo(f"{words}: {', '.join(references)}.")
