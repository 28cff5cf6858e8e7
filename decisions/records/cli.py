"""``isa record``: list, show, export and verify sealed records.

``verify`` needs no database: it works on an exported file alone, on any computer. Exit code 0 is
success, 1 a record that does not verify, 2 a fault in what was given.
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from decisions.records import bundle, document_check, exports, service, wording
from decisions.records.document_check import Compared
from decisions.records.exports import Export
from decisions.records.paste import paste
from decisions.records.verify import MAX_CHARACTERS, Verified
from isa.documents.paper import printable
from isa.platform import clock, installation
from isa.platform.database import Database
from isa.platform.errors import Invalid, Tampered
from isa.platform.identity import SYSTEM

app = typer.Typer(help="List, show, export and verify sealed records.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


class Kind(StrEnum):
    """What can be exported."""

    WORD = "word"
    SEALED = "sealed"
    JSON = "json"
    PASTE = "paste"
    QUESTIONS = "questions"
    SCHEDULE = "schedule"


@app.command("list")
def list_records(as_json: AsJson = False) -> None:
    """List the newest records: number, date, kind of decision, agency."""
    with installation.opened() as database:
        lines = service.readable_records(database, SYSTEM)
    if as_json:
        shown = [line.model_dump(mode="json", exclude={"reference"}) for line in lines]
        typer.echo(json.dumps(shown, indent=1))
        return
    for line in lines:
        when = clock.show_instant(line.sealed_at)
        typer.echo(f"{line.id}  {when}  {wording.title(line.outcome)}  {line.agency_id}")
    if not lines:
        typer.echo("There are no records yet.")


@app.command()
def show(record_id: str, as_json: AsJson = False) -> None:
    """Show one record in short, or whole with --json. It is noted as looked at by the system."""
    with installation.opened() as database:
        found = service.record(database, SYSTEM, record_id)
        service.log_view(database, SYSTEM, record_id)
    if as_json:
        content = found.content.model_dump(mode="json") if found.content else None
        typer.echo(json.dumps({"kid": found.kid, "content": content}, indent=1))
    elif found.content is None:
        typer.echo("The content of this record was disposed of. Its signature is kept.")
    else:
        typer.echo(printable(paste(found.content)))


def _export(database: Database, record_id: str, kind: Kind, recipient: str) -> Export:
    if recipient:
        made_for = {Kind.WORD: exports.recipient_word, Kind.SEALED: exports.recipient_file}
        if kind not in made_for:
            raise Invalid({"--recipient": "A recipient's copy is exported as word or sealed."})
        return made_for[kind](database, SYSTEM, record_id, recipient)
    whole = {
        Kind.WORD: exports.decision_word,
        Kind.SEALED: exports.whole_file,
        Kind.JSON: exports.as_json,
        Kind.PASTE: exports.paste_text,
        Kind.QUESTIONS: exports.examination_word,
        Kind.SCHEDULE: exports.schedule_word,
    }
    return whole[kind](database, SYSTEM, record_id)


@app.command()
def export(
    record_id: str,
    kind: Annotated[Kind, typer.Option(help="What to write.")] = Kind.SEALED,
    recipient: Annotated[str, typer.Option(help="Recipient's id: write their copy alone.")] = "",
    folder: Annotated[Path, typer.Option(help="Where to write the file.")] = Path(),
) -> None:
    """Write a record, or one recipient's copy of it, to a file. It is noted in the audit trail."""
    if not folder.is_dir():
        raise Invalid({"--folder": "There is no folder with this name."})
    with installation.opened() as database:
        made = _export(database, record_id, kind, recipient)
    path = folder / made.name
    _write(path, made.data)
    typer.echo(str(path))


def _write(path: Path, data: bytes) -> None:
    """Write a file that its owner alone may read: it is about a person."""
    try:
        path.touch(mode=0o600)
        path.write_bytes(data)
    except OSError as error:
        raise Invalid({"--folder": f"The file cannot be written: {error.strerror}."}) from error


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_CHARACTERS + 1)
    except OSError as error:
        raise Invalid({str(path): f"This file cannot be read: {error.strerror}."}) from error
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Tampered("The file holds characters that a sealed record never holds.") from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(document_check.MOST_BYTES)
    except OSError as error:
        raise Invalid({str(path): f"This file cannot be read: {error.strerror}."}) from error


def _say(verified: Verified) -> None:
    typer.echo(verified.sentence)
    typer.echo(f"Record {verified.claims.record_id}, from {verified.claims.iss}.")
    typer.echo(f"Key {verified.kid}")
    typer.echo(f"Blocks shown: {len(verified.blocks)}")


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="An exported .sdjwt file.")],
    jwks: Annotated[Path | None, typer.Option(help="The agency's published key set.")] = None,
    thumbprint: Annotated[
        str | None, typer.Option(help="The key's thumbprint, as the agency told you.")
    ] = None,
    document: Annotated[
        Path | None, typer.Option(help="A Word document, to compare with what the record says.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check an exported record on the file alone. Exit 1 says what does not fit."""
    try:
        keys = bundle.parse_jwks(_read(jwks)) if jwks else None
        verified = bundle.check(_read(file), jwks=keys, thumbprint=thumbprint)
        compared = document_check.compare(verified, _bytes(document)) if document else None
    except Tampered as error:
        answer = {"is_valid": False, "problem": str(error)}
        typer.echo(json.dumps(answer) if as_json else f"Not valid. {printable(str(error))}")
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "is_valid": True,
                    "key_is_confirmed": verified.key_is_confirmed,
                    "kid": verified.kid,
                    "claims": verified.claims.model_dump(),
                    "blocks": verified.blocks,
                    **({"document_differs_in": compared.differing} if compared else {}),
                }
            )
        )
    else:
        _say(verified)
        if compared is not None:
            _say_compared(compared)
    if compared is not None and not compared.has_the_words:
        raise typer.Exit(1)


def _say_compared(compared: Compared) -> None:
    if not compared.differing:
        typer.echo("The document is exactly what this record gives.")
    elif compared.has_the_words:
        typer.echo("The document has the words of this record. It looks different in:")
    else:
        typer.echo("The document does not have the words of this record. It differs in:")
    for name in compared.differing:
        typer.echo(f"  {printable(name)}")
