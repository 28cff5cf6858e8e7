"""``isa impact``: who loses cover when an agreement ends, or an agency leaves."""

import json
from datetime import date
from itertools import islice
from typing import Annotated

import typer

from isa.coverage.wording import STANDING_SENTENCE, VERDICTS
from isa.platform import clock, installation
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import Invalid, IsaError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.network.impact import service as changing
from isa.register.network.impact.service import Impact, pairs
from isa.register.vocabulary import vocabulary

MOST_LISTED = 50
MOST_IN_JSON = 100_000


def impact(
    agreement: Annotated[str, typer.Option(help="The agreement: its reference or id.")] = "",
    agency: Annotated[str, typer.Option(help="The agency: its id, identifier or name.")] = "",
    on: Annotated[str, typer.Option(help="As at this day, 2026-11-21. Today if left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Who loses cover when an agreement ends, or when an agency leaves every agreement.

    With both an agreement and an agency: when that agency leaves that agreement.

    Exit code 0 when answered, also when nothing is lost; 2 for an unknown agreement, agency or day.
    """
    try:
        day = _day(on)
        database, _ = installation.open_existing(settings())
        found = lost_by(database, agreement, agency, day)
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"--{path}: {sentence}", err=True)
        raise typer.Exit(2) from error
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(_as_json(found), indent=2, ensure_ascii=False))
    else:
        _print(found)


def lost_by(database: Database, agreement: str, agency: str, on: date) -> Impact:
    """What would lapse. ``Invalid`` unless an agreement is named, an agency, or both: it leaves that one."""
    if not agreement and not agency:
        raise Invalid({"agreement": "Give --agreement, --agency, or both"})
    if not agency:
        return changing.agreement_ends(database, SYSTEM, agreement, on=on)
    found = service.find_agency(database, SYSTEM, agency, path="agency").id
    if agreement:
        return changing.party_leaves(database, SYSTEM, agreement, found, on=on)
    return changing.agency_leaves(database, SYSTEM, found, on=on)


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid({"on": "Give the day like 2026-11-21"}) from error


def _as_json(found: Impact) -> dict[str, object]:
    losses = found.lost.losses
    changes = islice(found.changes(), MOST_IN_JSON)
    return {
        "on": found.on.isoformat(),
        "flows": sum(one.count for one in losses),
        "pairs": pairs(losses),
        "changes": [one.model_dump(mode="json") for one in changes],
        "note": STANDING_SENTENCE,
    }


def _print(found: Impact) -> None:
    losses, labels = found.lost.losses, {**found.names, **purpose_labels()}
    flows = sum(one.count for one in losses)
    if not losses:
        typer.echo("Nothing that is covered today would be covered less.")
    else:
        typer.echo(f"{counted(flows, pairs(losses))} would be worse off:")
    for one in islice(found.changes(), MOST_LISTED):
        flow = one.flow
        ends = f"{labels[flow.provider]} to {labels[flow.recipient]}"
        after = VERDICTS[one.after].lower()
        typer.echo(
            f"  {ends}, {labels[flow.purpose]}: {VERDICTS[one.before].lower()}, then {after}"
        )
    if flows > MOST_LISTED:
        typer.echo(f"  and {flows - MOST_LISTED:,} more. --json lists up to {MOST_IN_JSON:,}.")
    typer.echo(STANDING_SENTENCE)


def counted(flows: int, joined: int) -> str:
    """So many flows between so many pairs."""
    few = "1 flow" if flows == 1 else f"{flows:,} flows"
    return f"{few} between {'1 pair' if joined == 1 else f'{joined:,} pairs'} of agencies"


def purpose_labels() -> dict[str, str]:
    """The words for every purpose."""
    return {code: term.label for code, term in vocabulary().purposes.items()}
