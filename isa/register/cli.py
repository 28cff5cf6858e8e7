"""``isa coverage``: may one agency send this to another, according to the register?"""

import json
from datetime import date, datetime
from typing import Annotated

import typer

from isa.coverage.model import CoverageAnswer, CoverageQuestion
from isa.coverage.wording import REASONS, STANDING_SENTENCE, VERDICTS
from isa.platform import clock, installation
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import Invalid, IsaError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.vocabulary import vocabulary

app = typer.Typer(help="Ask the register.")
_OPTION_OF = {
    "provider": "--from",
    "recipient": "--to",
    "purpose": "--purpose",
    "categories": "--category",
    "subjects": "--subject",
    "on": "--on",
    "known_at": "--known-at",
}


@app.command()
def coverage(
    from_: Annotated[str, typer.Option("--from", help="Who would send: id, identifier or name.")],
    to: Annotated[str, typer.Option("--to", help="Who would receive: id, identifier or name.")],
    purpose: Annotated[str, typer.Option(help="A code of data/vocabulary/purposes.toml.")],
    category: Annotated[list[str], typer.Option(help="What: repeat for several.")],
    subject: Annotated[list[str], typer.Option(help="About whom: repeat for several.")],
    on: Annotated[str, typer.Option(help="As at this day, 2026-11-21. Today if left out.")] = "",
    known_at: Annotated[
        str, typer.Option(help="As known at a version of the register, or on a day or instant.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Whether an agreement anticipates this flow. It never says whether the flow is lawful.

    Exit code 0 when answered, whatever the verdict; 2 for an unknown agency, code or date.
    """
    try:
        database, _ = installation.open_existing(settings())
        question = CoverageQuestion(
            provider=service.find_agency(database, SYSTEM, from_, path="provider").id,
            recipient=service.find_agency(database, SYSTEM, to, path="recipient").id,
            purpose=purpose,
            categories=tuple(category),
            subjects=tuple(subject),
            on=_day(on),
            known_at=_version(database, known_at),
        )
        answer = service.ask_coverage(database, SYSTEM, question)
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"{_OPTION_OF.get(path, path)}: {sentence}", err=True)
        raise typer.Exit(2) from error
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(answer.model_dump(mode="json"), indent=2, ensure_ascii=False))
    else:
        _print(answer)


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid({"on": "Give the day like 2026-11-21"}) from error


def _version(database: Database, text: str) -> int | None:
    """A version given as a number, or as the day or instant at which it was the newest."""
    if not text:
        return None
    if text.isdecimal() and len(text) < 10:
        return int(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            {"known_at": "Give a version number, or a day or instant like 2026-11-21T16:00"}
        ) from error
    if len(text) == len("2026-11-21"):
        return service.known_on(database, SYSTEM, at.date())
    at = at if at.tzinfo else at.replace(tzinfo=clock.LONDON)
    return service.known_version(database, SYSTEM, at)


def _print(answer: CoverageAnswer) -> None:
    words = vocabulary()
    typer.echo(VERDICTS[answer.verdict])
    for pair in answer.pairs:
        reasons = "; ".join(REASONS[reason] for reason in pair.reasons)
        where = f" by {pair.agreement_reference}, row {pair.row}" if pair.agreement_id else ""
        about = f"{words.categories[pair.category].label}, {words.subjects[pair.subject].label}"
        because = f" ({reasons})" if reasons else ""
        typer.echo(f"  {about}: {VERDICTS[pair.verdict].lower()}{where}{because}")
    if answer.closest_miss is not None:
        typer.echo(f"To mend it: {answer.closest_miss.mend}")
    typer.echo(STANDING_SENTENCE)
