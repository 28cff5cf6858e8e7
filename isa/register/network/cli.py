"""``isa impact``: who loses cover when an agreement ends, or an agency leaves."""

import json
from datetime import date
from typing import Annotated

import typer

from isa.coverage.network import changes
from isa.coverage.network.book import Book
from isa.coverage.wording import STANDING_SENTENCE, VERDICTS
from isa.platform import clock, installation
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import Invalid, IsaError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.network import service as network

MOST_LISTED = 50


def impact(
    agreement: Annotated[str, typer.Option(help="The agreement: its reference or id.")] = "",
    agency: Annotated[str, typer.Option(help="The agency: its id, identifier or name.")] = "",
    on: Annotated[str, typer.Option(help="As at this day, 2026-11-21. Today if left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Who loses cover when an agreement ends, or when an agency leaves every agreement.

    Exit code 0 when answered, also when nothing is lost; 2 for an unknown agreement, agency or day.
    """
    try:
        day = _day(on)
        database, _ = installation.open_existing(settings())
        book, lost = lost_by(database, agreement, agency, day)
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"--{path}: {sentence}", err=True)
        raise typer.Exit(2) from error
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(_as_json(day, lost), indent=2, ensure_ascii=False))
    else:
        _print(book, lost)


def lost_by(
    database: Database, agreement: str, agency: str, on: date
) -> tuple[Book, tuple[changes.Change, ...]]:
    """The register as it stands, and every flow that gets worse. ``Invalid`` unless one is named."""
    if bool(agreement) == bool(agency):
        raise Invalid({"agreement": "Give either --agreement or --agency"})
    if agreement:
        key = network.agreement_known_as(database, SYSTEM, agreement)
        book = _book(database, on, agreement_id=key)
        flows = changes.flows_of(book, key) if key in book.agreements else ()
        return book, changes.without_agreement(book, flows, key)
    found = service.find_agency(database, SYSTEM, agency, path="agency").id
    book = _book(database, on, agency_id=found)
    every = dict.fromkeys(
        flow
        for key in book.stands.get(found, ())
        for flow in changes.flows_of(book, key)
        if found in (flow.provider, flow.recipient)
    )
    return book, changes.without_party(book, tuple(every), found)


def _book(database: Database, on: date, *, agreement_id: str = "", agency_id: str = "") -> Book:
    touched = network.stakeholders(
        database, SYSTEM, on=on, agreement_id=agreement_id, agency_id=agency_id
    )
    return network.network_book(database, SYSTEM, touched, on=on)


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid({"on": "Give the day like 2026-11-21"}) from error


def _as_json(on: date, lost: tuple[changes.Change, ...]) -> dict[str, object]:
    return {
        "on": on.isoformat(),
        "flows": len(lost),
        "pairs": len({(one.flow.provider, one.flow.recipient) for one in lost}),
        "changes": [one.model_dump(mode="json") for one in lost],
        "note": STANDING_SENTENCE,
    }


def _print(book: Book, lost: tuple[changes.Change, ...]) -> None:
    pairs = {(one.flow.provider, one.flow.recipient) for one in lost}
    if not lost:
        typer.echo("Nothing that is covered today would be covered less.")
    else:
        typer.echo(f"{len(lost)} flows between {len(pairs)} pairs of agencies would be worse off:")
    for one in lost[:MOST_LISTED]:
        ends = f"{book.name(one.flow.provider)} to {book.name(one.flow.recipient)}"
        purpose = book.words.labels.get(one.flow.purpose, one.flow.purpose)
        after = VERDICTS[one.after].lower()
        typer.echo(f"  {ends}, {purpose}: {VERDICTS[one.before].lower()}, then {after}")
    if len(lost) > MOST_LISTED:
        typer.echo(f"  and {len(lost) - MOST_LISTED} more. --json lists every one.")
    typer.echo(STANDING_SENTENCE)
