"""``isa decide`` and ``isa questions``: the advice without a browser, and without a database.

Exit code 0 is an answer, 2 a fault in what was given; each fault is one line.
"""

import json
from datetime import date
from typing import Annotated

import typer

from decisions import assessing, given, plain, service
from decisions.assessing import Assessed, Known
from decisions.journey.answers import Answers
from decisions.journey.contacts import Contacts
from decisions.journey.coverage_words import NOT_LISTED_SENTENCE
from decisions.journey.derive import listed_id
from decisions.journey.fields import path_of
from decisions.journey.fields import questions as questions_of
from decisions.journey.local import Local
from decisions.journey.reading import read
from decisions.journey.schema import schema_text
from decisions.journey.step_map import step_map
from decisions.journey.steps import STEPS
from decisions.lookup import discloser_of
from decisions.pointing import unknown_value
from decisions.policy.overlays import in_use
from isa.platform import clock, installation
from isa.platform.config import settings
from isa.platform.database import Database, sqlite_path
from isa.platform.errors import Invalid, IsaError, NotSetUp
from isa.platform.identity import SYSTEM
from isa.register.vocabulary import vocabulary

_NO_DISCLOSER = (
    "Say who would share: acting_as, health_or_secrecy and listed_16la, or give discloser_id, the id of "
    "an agency in the register."
)
_TWO_DISCLOSERS = "Say who would share once: take out discloser_id, or discloser."
_NO_REGISTER = (
    "There is no register here to look this agency up in. Run 'isa demo load', or give {instead}."
)
_NOT_THERE = "There is no agency with this id in the register."


def decide(
    answers: Annotated[str, typer.Option(help="A JSON file of answers, or - to read them here.")],
    on: Annotated[
        str, typer.Option(help="The day to decide as at, like 2026-11-21. Today if left out.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Advise on a set of answers: what must happen now, and for each recipient the answer and why."""
    try:
        day = _day(on)
        given.pack_on(day)
        read_in = read(given.document(answers, "--answers"), on=day)
        assessed = _assess(read_in, day)
    except Invalid as error:
        given.refuse(error.faults, as_json=as_json)
    except IsaError as error:
        given.refuse({"": str(error)}, as_json=as_json)
    if as_json:
        found = plain.as_plain(assessed, read_in, given.pack_on(day))
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        typer.echo(plain.in_words(assessed))


def questions(
    as_json: Annotated[bool, typer.Option("--json", help="Print the JSON Schema.")] = False,
    as_map: Annotated[
        bool, typer.Option("--map", help="Print every page, and when each question is asked.")
    ] = False,
) -> None:
    """Every question in order; with --json, the JSON Schema of the answers; with --map, the pages."""
    if as_json and as_map:
        given.refuse({"--map": "Choose --json or --map, not both."}, as_json=False)
    if as_json or as_map:
        typer.echo(schema_text().rstrip() if as_json else step_map().rstrip())
        return
    for step in STEPS.values():
        typer.echo(f"{step.key}: {step.title}")
        for asked in questions_of(step):
            if asked.ask.is_retired:
                continue
            typer.echo(f"  {path_of(step, '<id>', asked.name)}: {asked.ask.label}")
            for option in asked.options:
                typer.echo(f"    {option.value}: {option.text}")


def _day(on: str) -> date:
    """The day to decide as at. Nobody decides tomorrow: the law and the agreements may have changed."""
    today = clock.today()
    day = given.day(on) or today
    if day > today:
        raise Invalid({"--on": f"{day} is in the future. Give {today} or an earlier day."})
    return day


def _assess(answers: Answers, on: date) -> Assessed:
    """With the register only where the answers name an agency of it."""
    if answers.discloser is None and answers.discloser_id is None:
        raise Invalid({"discloser": _NO_DISCLOSER})
    if answers.discloser is not None and answers.discloser_id is not None:
        raise Invalid({"discloser_id": _TWO_DISCLOSERS})
    _require_known_categories(answers)
    named = _named(answers)
    if named:
        return _assess_with_register(answers, named, on)
    pack = given.pack_on(on)
    known = Known(discloser=answers.discloser, contacts=Contacts(names={}))
    counting, pages = assessing.counted(answers, known, pack, on)
    covered = {one.id: (None, NOT_LISTED_SENTENCE) for one in answers.recipients}
    local = Local(in_use(settings().overlay, pack.pack, on, is_demo=False))
    return assessing.assess(
        counting, pages, known, pack, covered, on=on, at=clock.now(), local=local
    )


def _require_known_categories(answers: Answers) -> None:
    """A kind of record that no agreement can name would look like a lack of cover."""
    known = vocabulary().categories
    faults = {
        f"items.{one.id}.item.category": unknown_value(one.item.category, known)
        for one in answers.items
        if one.item and one.item.category and one.item.category not in known
    }
    if faults:
        raise Invalid(faults)


def _named(answers: Answers) -> dict[str, str]:
    """The agencies of the register that the answers name, by the path that names them."""
    named = {
        f"recipients.{one.id}.recipient.agency_id": key
        for one in answers.recipients
        if (key := listed_id(one)) is not None
    }
    if answers.discloser is None and answers.discloser_id:
        named["discloser_id"] = answers.discloser_id
    return named


def _assess_with_register(answers: Answers, named: dict[str, str], on: date) -> Assessed:
    database = _register(named)
    try:
        found = {path: discloser_of(database, SYSTEM, key) for path, key in named.items()}
        if missing := {path: _NOT_THERE for path, entry in found.items() if entry is None}:
            raise Invalid(missing)
        discloser = answers.discloser or found["discloser_id"]
        return service.assess_answers(database, SYSTEM, answers, discloser, on=on, at=clock.now())
    finally:
        database.engine.dispose()


def _register(named: dict[str, str]) -> Database:
    """The installation's database; nothing is created where there is none.

    One that is there and cannot be opened says itself why, and what to do about it.
    """
    path = sqlite_path(settings().database_url)
    try:
        if path is not None and not path.is_file():
            raise NotSetUp("There is no database here.")
        return installation.open_existing(settings())[0]
    except NotSetUp:
        instead = {"discloser_id": "discloser in full"}
        raise Invalid(
            {
                where: _NO_REGISTER.format(instead=instead.get(where, "name and recipient_class"))
                for where in named
            }
        ) from None
