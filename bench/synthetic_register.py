"""An invented register of the size of England: a few national bodies that are in everything.

Sizes are heavy-tailed: most agreements have a few parties, some have hundreds; twelve agencies are
in some 3,000 agreements each. Rows go straight into the tables, because a service call for each of
a million rows would take an hour; what is measured is reading.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Connection, insert, text
from sqlmodel import SQLModel

from isa.platform import clock
from isa.platform.database import Database
from isa.register.tables import (
    AgencyRow,
    AgencyStatusRow,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
    DataRowCodeRow,
    DataRowRow,
    RegisterChangeRow,
)
from isa.register.vocabulary import vocabulary

START = date(2024, 4, 1)
HUBS = 12
_AT_ONCE = 20_000
_TIMES = {"valid_from": START, "valid_to": None, "known_from": 1, "known_to": None}


@dataclass(frozen=True)
class Size:
    """How many agencies, agreements and party rows (about) there are, and how busy the hubs are."""

    agencies: int = 45_000
    agreements: int = 20_000
    parties: int = 400_000
    hub_share: float = 0.15


@dataclass(frozen=True)
class Made:
    """What was put in: the parties and purposes of each agreement."""

    agencies: int
    parties: tuple[tuple[int, ...], ...]
    purposes: tuple[tuple[str, ...], ...]


def agency_id(number: int) -> str:
    return f"agency-{number:06}"


def fill(database: Database, size: Size, seed: int = 1) -> Made:
    """Fill an empty register; version 1 holds everything."""
    chance = random.Random(seed)  # noqa: S311
    made = _drawn(size, chance)
    with database.engine.begin() as connection:
        now = clock.now()
        change = {"version": 1, "at": now, "actor_id": "system", "reason": "Measuring"}
        connection.execute(insert(RegisterChangeRow), [{**change, "batch_id": None}])
        connection.execute(text("UPDATE register_head SET version = 1"))
        _put_agencies(connection, size.agencies, now)
        _put_agreements(connection, made, chance)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    return made


def _drawn(size: Size, chance: random.Random) -> Made:
    purposes = sorted(vocabulary().purposes)
    typical = max(2, round(size.parties / size.agreements - HUBS * size.hub_share))
    parties = []
    for _ in range(size.agreements):
        # Pareto with this shape has a mean of 2.5 times its least value.
        many = min(600, size.agencies // 2, max(2, int(chance.paretovariate(1.65) * typical / 2.4)))
        chosen = {hub for hub in range(HUBS) if chance.random() < size.hub_share}
        chosen |= {chance.randrange(HUBS, size.agencies) for _ in range(many)}
        parties.append(tuple(sorted(chosen)))
    chosen_for = (tuple(chance.sample(purposes, chance.choice((1, 1, 2, 3)))) for _ in parties)
    return Made(agencies=size.agencies, parties=tuple(parties), purposes=tuple(chosen_for))


def _put(connection: Connection, model: type[SQLModel], rows: Iterable[dict]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        connection.execute(insert(model), some)


def _put_agencies(connection: Connection, count: int, now: datetime) -> None:
    kinds = sorted(vocabulary().agency_types)
    _put(
        connection,
        AgencyRow,
        (
            {
                "id": agency_id(n),
                "name": f"Agency {n}",
                "search_key": f"agency {n}",
                "type": kinds[n % len(kinds)],
                "area": "",
                "created_at": now,
            }
            for n in range(count)
        ),
    )
    _put(
        connection,
        AgencyStatusRow,
        (
            {**_TIMES, "agency_id": agency_id(n), "status": "active", "controller_id": None}
            for n in range(count)
        ),
    )


def _put_agreements(connection: Connection, made: Made, chance: random.Random) -> None:
    numbers = range(len(made.parties))
    _put(connection, AgreementRow, (_agreement(n, chance) for n in numbers))
    _put(
        connection,
        AgreementCodeRow,
        (
            {"row_id": n + 1, "kind": "purpose", "code": code}
            for n in numbers
            for code in made.purposes[n]
        ),
    )
    _put(
        connection,
        AgreementPartyRow,
        (_party(n, member, chance) for n in numbers for member in made.parties[n]),
    )
    _put(connection, DataRowRow, (_row(n, line) for n in numbers for line in (1, 2)))
    _put(
        connection,
        DataRowCodeRow,
        (
            {"row_id": 2 * n + line, "kind": kind, "code": code}
            for n in numbers
            for line in (1, 2)
            for kind, code in _codes(chance)
        ),
    )


def _agreement(n: int, chance: random.Random) -> dict:
    return {
        **_TIMES,
        "row_id": n + 1,
        "agreement_id": f"agreement-{n:06}",
        "reference": f"REF-{n:06}",
        "title": f"Agreement {n}",
        "summary": "",
        "type": "tier2_isa",
        "status": chance.choice(("in_force",) * 6 + ("review_due", "expired")),
        "starts_on": START,
        "ends_on": None,
        "review_due_on": date(2027, 4, 1),
        "is_reciprocal": False,
        "requires_all_signatures": n % 10 == 0,
        "is_retrospective": False,
        "has_part3_clause": False,
        "onward_sharing": "originator_consent",
    }


def _party(n: int, member: int, chance: random.Random) -> dict:
    return {
        **_TIMES,
        "agreement_id": f"agreement-{n:06}",
        "agency_id": agency_id(member),
        "role": "controller",
        "state": "signed" if chance.random() < 0.95 else "invited",
        "signed_on": START,
        "signatory_title": "",
        "sign_method": "",
        "evidence": "",
    }


def _row(n: int, line: int) -> dict:
    return {
        **_TIMES,
        "row_id": 2 * n + line,
        "data_row_id": f"row-{n:06}-{line}",
        "agreement_id": f"agreement-{n:06}",
        "number": line,
        "direction": "reciprocal",
        "items": "",
        "justification": "",
    }


def _codes(chance: random.Random) -> list[tuple[str, str]]:
    words = vocabulary()
    leaves = sorted(code for code, term in words.categories.items() if not term.is_group)
    return [
        ("provider", "*"),
        ("recipient", "*"),
        *(("category", code) for code in chance.sample(leaves, 5)),
        *(("subject", code) for code in chance.sample(sorted(words.subjects), 2)),
    ]
