"""A nation asked about at once: only what can matter is read, and what is too much is refused in words."""

from collections.abc import Iterator
from datetime import date

import pytest

from isa.coverage.network import losing
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import SYSTEM
from isa.register.demo import load_demo
from isa.register.national.agencies import Size, agency_id
from isa.register.national.filling.service import load_national
from isa.register.network import picture as pictures
from isa.register.network import service as network
from isa.register.network.impact import service as changing
from isa.register.network.impact.touched import service as touched

ON = date(2026, 11, 21)
HUB = agency_id(0)
NOWHERE = ""


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('nation') / 'isa.sqlite'}"
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    load_national(database, SYSTEM, Size(agencies=100, agreements=120, parties=700))
    yield database
    database.engine.dispose()


def test_only_agreements_that_can_join_two_of_them_are_read(nation: Database) -> None:
    bodies = network.partnership(nation, SYSTEM, NOWHERE, on=ON)
    book = network.network_book(nation, SYSTEM, bodies, on=ON)
    alone = network.network_book(nation, SYSTEM, [HUB], on=ON)

    stand = {key: [one for one in bodies if key in book.stands[one]] for key in book.agreements}
    assert stand
    assert all(len(standing) > 1 for standing in stand.values())
    assert not alone.agreements


def test_where_nothing_is_needed_no_agreement_is_read(nation: Database) -> None:
    found = pictures.picture(nation, SYSTEM, "mash", NOWHERE, on=ON)

    assert found.cells == ()
    assert not found.book.agreements


def test_too_much_is_refused_from_counts_with_what_to_do(
    nation: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError("agreements were read all the same")

    monkeypatch.setattr(pictures, "MOST_FLOWS", 3)
    monkeypatch.setattr(pictures, "network_book", never)
    for purpose, says in (("", "Choose one purpose"), ("safeguard_child", "Choose a smaller")):
        with pytest.raises(Invalid) as refused:
            pictures.picture(nation, SYSTEM, "mash", None, on=ON, purpose=purpose)
        assert says in refused.value.faults["area"]

    monkeypatch.setattr(network, "MOST_AGREEMENTS", 3)
    with pytest.raises(Invalid) as refused:
        network.network_book(
            nation, SYSTEM, network.partnership(nation, SYSTEM, NOWHERE, on=ON), on=ON
        )
    assert "Choose a smaller place" in refused.value.faults["agencies"]


def test_a_purpose_that_was_chosen_is_not_asked_for_again(
    nation: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "MOST_TOUCHED", 0)

    for purpose, says in (("", "Choose one purpose"), ("safeguard_child", "open it")):
        with pytest.raises(Invalid) as refused:
            changing.agency_leaves(nation, SYSTEM, HUB, on=ON, purpose=purpose)
        assert says in refused.value.faults["purpose"]


@pytest.mark.parametrize("agency", ["exampleshire-primary", "exampleshire-refuge"])
def test_adding_up_what_an_agency_loses_finds_what_asking_each_does(
    nation: Database, monkeypatch: pytest.MonkeyPatch, agency: str
) -> None:
    def lost(most: int) -> list[tuple[set[object], set[object]]]:
        monkeypatch.setattr(losing, "FEW_PAIRS", most)
        every = (
            changing.agency_leaves(nation, SYSTEM, agency, on=ON),
            changing.agency_merges(nation, SYSTEM, agency, HUB, on=ON),
        )
        return [
            (
                {(one.flow, one.before, one.after, frozenset(one.lost)) for one in found.changes()},
                {found.lost.stays, *found.lost.kept},
            )
            for found in every
        ]

    added, asked = lost(0), lost(10**9)

    assert all(flows for flows, _stays in asked)
    assert added == asked
