"""``isa dispose``: what has been kept long enough, and disposing of it; ``isa hold``: what must stay."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from decisions.disposal import service
from decisions.disposal.certificates import service as kept
from decisions.disposal.due import service as due_service
from decisions.disposal.holding.service import hold as place
from decisions.disposal.holding.service import lift
from decisions.disposal.model import Certificate, Due
from isa.platform import clock, installation, users
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted
from isa.platform.identity import SYSTEM, Actor

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
By = Annotated[str, typer.Option("--by", help="The e-mail address of the person who decides it.")]
_CERTIFICATES = TypeAdapter(tuple[Certificate, ...])


@contextmanager
def _opened() -> Iterator[Database]:
    """The database, also one that stays closed until what went since a copy went again."""
    database, _kind = installation.open_put_back(settings())
    try:
        yield database
    finally:
        database.engine.dispose()


def _person(database: Database, email: str) -> Actor:
    if not email:
        raise Invalid({"--by": "Say who decides it: the e-mail address of a user who may"})
    found = users.actor_by_id(database, users.find_user(database, SYSTEM, email).id)
    if found is None:
        raise NotPermitted("This user can no longer sign in.")
    return found


def dispose(
    record: Annotated[
        list[str] | None, typer.Argument(help="Ids of records to dispose of; see --due.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="All that are due and may go.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what is due, and change nothing.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="Why it may go, in your own words.")] = "",
    by: By = "",
    certificates: Annotated[
        bool, typer.Option("--certificates", help="Print what was disposed of, as JSON.")
    ] = False,
    again: Annotated[
        list[Path] | None,
        typer.Option(
            "--again", help="Certificates to apply to a copy that was put back; repeat for several."
        ),
    ] = None,
    none_since: Annotated[
        bool,
        typer.Option(
            "--none-since", help="Nothing was disposed of since the copy that was put back."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List decisions kept for ISA_RETENTION_YEARS, and dispose of their content for good.

    With --due --dry-run it lists them. To dispose, name the records, or --due for all that nothing stops, with
    --why and --by. Exit code 0 when done, 1 when something stops one of the records named, 2 for a fault in
    what was given.

    A database that was put back stays closed until --again or --none-since says what went since the copy.
    """
    with _opened() as database:
        if certificates:
            found = kept.certificates(database, SYSTEM)
            typer.echo(_CERTIFICATES.dump_json(found, indent=1).decode())
        elif again:
            count = kept.again(database, SYSTEM, [each for path in again for each in _read(path)])
            typer.echo(f"{count:,} records disposed of again. The database is open.")
        elif none_since:
            kept.none_since(database, _person(database, by))
            typer.echo("Nothing went since the copy. The database is open.")
        elif dry_run or not (record or due):
            _list(
                due_service.due(
                    database, SYSTEM, years=settings().retention_years, on=clock.today()
                ),
                as_json=as_json,
            )
        else:
            _dispose(database, record or [], due=due, why=why, by=by, as_json=as_json)


def _read(path: Path) -> tuple[Certificate, ...]:
    try:
        return _CERTIFICATES.validate_json(path.read_bytes())
    except OSError as error:
        raise Invalid({"--again": f"{path} cannot be read: {error.strerror}"}) from error
    except ValidationError as error:
        raise Invalid(
            {"--again": f"{path} does not hold what 'isa dispose --certificates' printed"}
        ) from error


def _list(found: tuple[Due, ...], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([each.model_dump(mode="json") for each in found], indent=1))
        return
    for each in found:
        stopped = f"  stays: {'; '.join(each.stopped_by)}" if each.stopped_by else ""
        typer.echo(
            f"{each.record_id}  {each.agency_id}  due since {clock.show_date(each.due_on)}{stopped}"
        )
    free = sum(not each.stopped_by for each in found)
    typer.echo(f"{len(found):,} kept long enough, {free:,} of them may go. Nothing was changed.")


def _dispose(
    database: Database, records: list[str], *, due: bool, why: str, by: str, as_json: bool
) -> None:
    person, years, on = _person(database, by), settings().retention_years, clock.today()
    wanted = list(records)
    if due:
        listed = due_service.due(database, person, years=years, on=on)
        wanted += [each.record_id for each in listed if not each.stopped_by]
    found = service.dispose_of_many(database, person, wanted, why=why, years=years, on=on)
    _say(found.made, found.stopped, as_json=as_json)
    if found.stopped:
        raise typer.Exit(1)


def _say(made: Sequence[Certificate], stopped: Mapping[str, str], *, as_json: bool) -> None:
    if as_json:
        disposed = [each.model_dump(mode="json") for each in made]
        typer.echo(json.dumps({"disposed": disposed, "stopped": dict(stopped)}, indent=1))
        return
    for each in made:
        typer.echo(f"{each.record_id}: {each.blocks} blocks gone. {each.removed}")
    for record_id, sentence in stopped.items():
        typer.echo(f"{record_id}: {sentence}", err=True)
    typer.echo(f"{len(made):,} disposed of. Copies in backups go when those do.")


def hold(
    record: Annotated[str, typer.Argument(help="The id of the record that must stay.")],
    kind: Annotated[
        str, typer.Option("--for", help="litigation, inquest, inquiry, review or police.")
    ] = "",
    lifted: Annotated[
        str, typer.Option("--lift", help="The id of the hold to lift, instead of placing one.")
    ] = "",
    why: Annotated[str, typer.Option("--why", help="In your own words.")] = "",
    by: By = "",
) -> None:
    """Hold a record, so that it cannot be disposed of; or lift a hold with --lift."""
    with _opened() as database:
        person = _person(database, by)
        if lifted:
            lift(database, person, lifted, why=why)
            typer.echo(f"The hold {lifted} on {record} is lifted.")
            return
        typer.echo(f"Held. To lift it: {place(database, person, record, kind=kind, why=why)}")
