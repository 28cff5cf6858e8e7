"""``isa backup`` and ``isa restore``: a copy of the database in one file, and putting it back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from isa.platform.backup import Copied, back_up
from isa.platform.backup import restore as put_back
from isa.platform.config import settings
from isa.platform.errors import Tampered

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def backup(
    out: Annotated[str, typer.Option("--out", help="The file to write; it must not be there yet.")],
    as_json: AsJson = False,
) -> None:
    """Copy the database to one file while the service runs, and check the copy and its audit trail.

    The keys are not in it: keep the key ring elsewhere. Exit code 0 when written, 1 when the audit trail
    does not hold together (nothing is written then), 2 when something stands in the way.
    """
    _say(lambda: back_up(settings(), Path(out)), "Copied to", as_json=as_json)


def restore(
    file: Annotated[str, typer.Argument(help="A file written by isa backup.")],
    as_json: AsJson = False,
) -> None:
    """Put a copy back where the database that is set has nothing yet, and check its audit trail and keys.

    Exit code 0 when it is there, 1 when the audit trail of the copy does not hold together, 2 when
    something stands in the way, such as a database that is there already, or a key ring that does not open
    the copy (the keys it lacks are named). Nothing is put back then. Put back only a copy of your own:
    check its digest against the one that isa backup printed.

    What was disposed of after the copy was taken is in it again, so it stays closed until isa dispose
    --again FILE, or --none-since, was run.
    """
    _say(lambda: put_back(settings(), Path(file)), "Put back at", as_json=as_json)
    if not as_json:
        typer.echo(
            "It stays closed until what was disposed of since the copy is gone again. Run: isa dispose "
            "--again FILE, or isa dispose --none-since --by lead@example.org if nothing was."
        )


def _say(act: Callable[[], Copied], words: str, *, as_json: bool) -> None:
    try:
        made = act()
    except Tampered as error:
        answer = {"is_intact": False, "problem": str(error)}
        typer.echo(json.dumps(answer) if as_json else f"The audit trail is not intact. {error}")
        raise typer.Exit(1) from None
    told = {
        "path": str(made.path),
        "kind": made.kind,
        "sha256": made.sha256,
        "is_intact": True,
        "events": made.trail.events,
        "head": made.trail.head,
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"{words} {made.path}: a {made.kind} installation, {made.trail.events} audit events, "
        f"ending in {made.trail.head}.\nIts digest (SHA-256) is {made.sha256}. The keys are not in it."
    )
