"""``isa record replay`` and ``isa policy impact``: the law run again over decisions already made.

Exit code 0 is the same advice, or a finished study; 1 a record that gives other advice, cannot be run
again or does not verify; 2 a fault in what was given.
"""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from decisions import given
from decisions.policy import released
from decisions.policy.cli import faults_told
from decisions.policy.compiled import CompiledPack
from decisions.policy.replay import TITLE
from decisions.records import bundle
from decisions.records.verify import MAX_CHARACTERS
from decisions.replaying import again
from decisions.replaying.again import Again
from isa.documents.paper import printable
from isa.platform import clock, installation
from isa.platform.errors import Invalid, Tampered
from isa.platform.identity import SYSTEM

if TYPE_CHECKING:
    from decisions.policy.impact import Tally

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
On = Annotated[str, typer.Option(help="The day to read the law on, like 2026-11-21.")]
_NO = 1
_TOLD_EVERY = 20_000


def replay(
    record: Annotated[str, typer.Argument(help="A record's id, or an exported .sdjwt file.")],
    pack: Annotated[
        str, typer.Option(help="nation/version; the pack it was made under if left out.")
    ] = "",
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Run a record's sealed facts again. Exit 1 when the advice differs or it cannot be run."""
    with faults_told(as_json):
        day = given.day(on)
        try:
            found = _again(record, pack or None, day)
        except Tampered as error:
            _refuse_tampered(error, as_json=as_json)
    typer.echo(
        json.dumps(again.as_json(found), ensure_ascii=False, indent=2)
        if as_json
        else printable(again.in_words(found))
    )
    if again.code(found) != "same":
        raise typer.Exit(_NO)


def _again(record: str, pack: str | None, on: date | None) -> Again:
    file = Path(record)
    if file.suffix == ".sdjwt" or file.is_file():
        whole = again.of_file(bundle.check(_read(file)))
        return again.again(whole, pack=pack, on=on)
    from decisions.replaying import service  # it brings in numpy, which other commands do without

    with installation.opened() as database:
        return service.replay_record(database, SYSTEM, record, pack=pack, on=on)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_CHARACTERS + 1).decode("ascii")
    except OSError as error:
        raise Invalid({str(file): f"This file cannot be read: {error.strerror}."}) from None
    except UnicodeDecodeError:
        raise Tampered("The file holds characters that a sealed record never holds.") from None


def _refuse_tampered(error: Tampered, *, as_json: bool) -> NoReturn:
    answer = {"title": TITLE, "result": "not_valid", "why": str(error)}
    typer.echo(json.dumps(answer) if as_json else f"Not valid. {printable(str(error))}")
    raise typer.Exit(_NO)


def impact(
    to: Annotated[str, typer.Option("--to", help="The pack to try, as nation/version.")],
    from_pack: Annotated[
        str,
        typer.Option(
            help="Only records made under this pack; for a file, the pack to compare with."
        ),
    ] = "",
    facts: Annotated[
        Path | None, typer.Option(help="Facts to try it on, one JSON object a line, not records.")
    ] = None,
    since: Annotated[str, typer.Option(help="Only records sealed since this day.")] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only this many records, the newest.")
    ] = None,
    on: On = "",
    out: Annotated[Path | None, typer.Option(help="Write the counts to this file as CSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count what a pack would say of decisions already made. Not a finding about any of them."""
    from decisions.policy import impact_report

    with faults_told(as_json):
        after = released.load_named(to)
        before = released.load_named(from_pack) if from_pack else None
        if facts is not None:
            _for_records_only(since, limit)
            tally, smallest = _of_file(facts, before, after, given.day(on)), 1
        else:
            days = _since(since), given.day(on)
            tally, smallest = _of_records(before, after, days, limit), impact_report.SMALLEST_SHOWN
        if out is not None:
            _write(out, impact_report.as_csv(tally, to, smallest=smallest))
    if as_json:
        found = impact_report.as_json(tally, to, smallest=smallest)
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif out is not None:
        typer.echo(str(out))
    else:
        typer.echo(impact_report.in_words(tally, to, smallest=smallest))


def _of_records(
    before: CompiledPack | None,
    after: CompiledPack,
    days: tuple[date | None, date | None],
    limit: int | None,
) -> "Tally":
    from decisions.replaying import service

    since, on = days
    with installation.opened() as database:
        return service.study(
            database, SYSTEM, after, before=before, since=since, limit=limit, on=on, heard=_told
        )


def _told(read: int) -> None:
    """Say on stderr how far a long study has come; a short one says nothing."""
    if read % _TOLD_EVERY == 0:
        typer.echo(f"{read:,} records read", err=True)


def _for_records_only(since: str, limit: int | None) -> None:
    for option, value in (("--since", since), ("--limit", limit)):
        if value:
            raise Invalid({option: "This is for stored records. Leave it out with --facts."})


def _of_file(
    file: Path, before: CompiledPack | None, after: CompiledPack, on: date | None
) -> "Tally":
    from decisions.policy.impact import Decided, FileStudy

    if before is None:
        raise Invalid({"--from-pack": "Name the pack to compare with; a file of facts names none."})
    study, day = FileStudy(after), on or clock.today()
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if text := line.strip():
                    study.take(Decided(f"line {number}", text), before, day)
    except OSError as error:
        raise Invalid({"--facts": f"This file cannot be read: {error.strerror}."}) from None
    except UnicodeDecodeError:
        raise Invalid({"--facts": "The file is not UTF-8 text."}) from None
    return study.tally()


def _since(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid({"--since": "Give a real date, like 2026-11-21."}) from None


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Invalid({"--out": f"The file cannot be written: {error.strerror}."}) from None
