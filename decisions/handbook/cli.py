"""``isa policy handbook``: write a pack as a book, for people who read law and not tables of codes."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from decisions import given
from decisions.handbook.build import handbook as built
from decisions.handbook.build import usual_day
from decisions.handbook.html import html
from decisions.handbook.model import Handbook
from decisions.handbook.word import word
from decisions.policy import released
from decisions.policy.cli import faults_told, folders_of
from decisions.policy.compiled import compile_pack
from decisions.policy.pack import load_pack

NOTES = "CHANGES.md"


def handbook(
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")],
    pack: Annotated[
        str | None, typer.Argument(help="nation/version; the newest if left out.")
    ] = None,
    on: Annotated[
        str, typer.Option(help="The day, like 2026-11-21; the pack's first day of use if left out.")
    ] = "",
) -> None:
    """Write a readable, printable handbook of a pack, as HTML and as Word."""
    with faults_told():
        folder = released.newest_folder() if pack is None else folders_of(pack)[0]
        book = handbook_of(folder, given.day(on))
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files(book).items():
        (out / name).write_bytes(content)
        typer.echo(str(out / name))


def handbook_of(folder: Path, on: date | None = None) -> Handbook:
    """The handbook of the pack in a folder. Raises PackError for a pack that does not fit together."""
    pack = load_pack(folder)
    notes = folder / NOTES
    return built(
        pack,
        notes.read_text(encoding="utf-8") if notes.is_file() else "",
        on or usual_day(pack),
        is_proved=released.is_proved(compile_pack(pack), folder),
    )


def files(book: Handbook) -> dict[str, bytes]:
    """The files of a handbook by name."""
    return {
        f"{book.file_stem}.html": html(book).encode(),
        f"{book.file_stem}.docx": word(book),
    }
