"""A nation of invented agencies: as many as asked for, the same every time, and never among real ones."""

from collections import Counter

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from isa import cli
from isa.platform.database import Database
from isa.platform.errors import ConfigurationError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.checking.service import check_register
from isa.register.model import NewAgency, NewAgreement
from isa.register.national.agencies import Size, agencies, hubs
from isa.register.national.agreements import agreements
from isa.register.national.filling.service import load_national
from isa.register.vocabulary import vocabulary

SMALL = Size(agencies=330, agreements=60, parties=900)
INVENTED = ("sample", "example", "specimen", "mock", "fict", "invent", "dummi", "pretend", "test")


@pytest.fixture
def demo(database: Database) -> Database:
    """An empty demonstration, on either engine."""
    return Database(database.engine, database.keys, is_demo=True)


def count(database: Database, table: str) -> int:
    with database.look() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_it_holds_what_was_asked_for_and_the_register_finds_no_fault(demo: Database) -> None:
    assert load_national(demo, SYSTEM, SMALL)

    held = {name: count(demo, name) for name in ("agency", "agreement", "agreement_party")}
    assert held == {"agency": 330, "agreement": 60, "agreement_party": 900}
    assert check_register(demo, SYSTEM) == []


def test_a_second_time_changes_nothing(demo: Database) -> None:
    load_national(demo, SYSTEM, SMALL)
    before = count(demo, "audit_event")

    assert not load_national(demo, SYSTEM, SMALL)
    assert count(demo, "audit_event") == before


def test_the_register_goes_on_after_it(demo: Database) -> None:
    load_national(demo, SYSTEM, SMALL)
    service.add_agency(demo, SYSTEM, NewAgency(id="later", name="Later", type="school"))

    found = service.record_agreement(
        demo,
        SYSTEM,
        NewAgreement(
            reference="LATER", title="Later", type="tier2_isa", status="draft", purposes=("lac",)
        ),
    )
    assert count(demo, "agreement") == SMALL.agreements + 1
    assert found


def test_a_live_installation_is_refused_and_left_as_it_was(database: Database) -> None:
    with pytest.raises(ConfigurationError, match="live installation"):
        load_national(database, SYSTEM, SMALL)

    assert count(database, "agency") == 0


def test_the_same_size_gives_the_same_nation_with_hubs() -> None:
    words = vocabulary()
    once, again = (list(agreements(SMALL, words)) for _ in range(2))
    busy = Counter(number for one in once for number in one.parties)

    assert once == again
    assert sum(len(one.parties) for one in once) == SMALL.parties
    assert min(busy[hub] for hub in range(hubs())) > 0
    assert all(one.lead in one.parties for one in once)


def test_every_name_says_that_it_is_invented() -> None:
    plain = [each.name for each in agencies(Size()) if not _is_invented(each.name)]
    assert plain == []


def _is_invented(name: str) -> bool:
    return "notaplace" in name.lower() or any(part in name.lower() for part in INVENTED)


def test_the_command_asks_for_it_by_size(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    asked = []
    monkeypatch.setattr(cli, "load_national", lambda *given: asked.append(given) or True)
    monkeypatch.setattr(cli, "load_demo", lambda _database: None)
    monkeypatch.setattr(cli.installation, "create", lambda *_given: _Closed())

    run = CliRunner().invoke
    assert run(cli.app, ["demo", "load"]).exit_code == 0
    assert not asked
    assert run(cli.app, ["demo", "load", "--size", "national"]).exit_code == 0
    assert len(asked) == 1
    assert run(cli.app, ["demo", "load", "--size", "vast"]).exit_code == 2


class _Closed:
    """Stands for a database that is only closed."""

    engine = type("Engine", (), {"dispose": staticmethod(lambda: None)})
