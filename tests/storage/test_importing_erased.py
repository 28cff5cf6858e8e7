"""Erasing a mistaken import: all of it goes, nothing else does, and not while something rests on it."""

import json

import pytest
from sqlalchemy import text

from isa.platform import audit
from isa.platform.errors import Invalid, NotPermitted, Stale
from isa.platform.identity import Role
from isa.register import service as register
from isa.register.exporting.service import export_register
from isa.register.importing import service
from isa.register.importing.model import Weight
from isa.register.model import NewAgency, NewAgreement, NewParty
from tests.conftest import an_actor
from tests.storage.test_importing import LEAD, ON, an_agency, committed, content_of, count, staged

MISTAKEN = (
    "Ref,Title,Purpose,Lead,Parties\n"
    "M-1,About Jo Bloggs,safeguard_child,Bloggs Family Trust,Exampleshire Council\n"
)
KEPT_IN_TIME = ("agency_status", "agreement", "agreement_party", "data_row")


def everything(database):
    """Each table that an import may write, whole, but for what says that an import was."""
    tables = ("agency", "agency_identifier", "agreement_code", "data_row_code", *KEPT_IN_TIME)
    tables = (*tables, "agreement_reach")
    with database.read() as session:
        return {
            name: sorted(map(str, session.execute(text(f"SELECT * FROM {name}"))))  # noqa: S608
            for name in tables
        }


def taken_back(database, content=MISTAKEN):
    batch = committed(database, content, name="Jo Bloggs.csv")
    service.undo(database, LEAD, batch.id)
    return batch


def test_an_import_that_was_taken_back_is_erased_with_all_it_had_added(database):
    an_agency(database, "council", "Exampleshire Council")
    before = everything(database)
    batch = taken_back(database)
    assert everything(database) != before
    assert service.reasons_against_erasing(database, LEAD, batch.id) == ()

    erased = service.erase(database, LEAD, batch.id)

    assert everything(database) == before
    assert count(database, "import_rows") == 0
    assert (erased.state, erased.file_name, erased.erased_at is None) == ("undone", "", False)
    assert erased.counts["agreements_new"] == 1
    assert batch.id not in {each.id for each in service.batches(database, LEAD)}
    with database.read() as session:
        audit.verify(session)
        body = session.execute(
            text("SELECT body FROM audit_event WHERE type = 'import_erased'")
        ).scalar()
        assert json.loads(bytes(body))["codes"] == {
            "raw": 1,
            "agencies": 1,
            "agreements": 1,
            "rows": 5,
        }
    with pytest.raises(Stale, match="erased already"):
        service.erase(database, LEAD, batch.id)
    again = committed(database, MISTAKEN)
    assert again.counts["agreements_new"] == 1


def test_a_file_that_was_put_away_or_never_went_in_is_erased(database):
    for put_away in (True, False):
        batch = staged(database, MISTAKEN, name="Jo Bloggs.csv")
        if put_away:
            service.discard(database, LEAD, batch.id)

        assert service.erase(database, LEAD, batch.id).state == "discarded"

        assert count(database, "import_rows") == 0
        with pytest.raises(Stale):
            service.commit(database, LEAD, batch.id)


def test_what_is_in_the_register_is_taken_back_first(database):
    batch = committed(database, MISTAKEN)

    with pytest.raises(Stale, match="Take it back first"):
        service.erase(database, LEAD, batch.id)

    assert count(database, "import_rows") == 1


def test_an_import_on_which_something_rests_is_not_erased_and_says_what(database):
    batch = taken_back(database)
    with database.read() as session:
        trust = session.execute(text("SELECT id FROM agency WHERE name LIKE 'Bloggs%'")).scalar()
    register.record_agreement(
        database,
        LEAD,
        NewAgreement(reference="X", title="Another", parties=(NewParty(agency_id=trust),)),
    )
    before = everything(database)

    with pytest.raises(Invalid, match="Bloggs Family Trust is named in agreement_party"):
        service.erase(database, LEAD, batch.id)

    assert service.reasons_against_erasing(database, LEAD, batch.id)
    assert everything(database) == before
    assert count(database, "import_rows") == 1


def test_what_an_import_changed_of_others_stays_in_their_history(database):
    an_agency(database, "council", "Exampleshire Council")
    register.record_agreement(
        database, LEAD, NewAgreement(id="old", reference="M-1", title="About homes")
    )
    batch = committed(database, "Ref,Title,Parties\nM-1,About Jo Bloggs,Bloggs Family Trust\n")
    service.undo(database, LEAD, batch.id)
    here = content_of(database)

    service.erase(database, LEAD, batch.id)

    assert content_of(database) == here
    with database.read() as session:
        titles = session.execute(text("SELECT DISTINCT title FROM agreement")).scalars().all()
    assert sorted(titles) == ["About Jo Bloggs", "About homes"]
    assert count(database, "agency") == 1


def test_a_whole_register_that_was_taken_back_is_erased(database, tmp_path):
    for name in ("council", "police"):
        register.add_agency(
            database, LEAD, NewAgency(id=name, name=f"Exampleshire {name}", type="council")
        )
    told = json.loads(export_register(database, LEAD, form="json", on=ON))
    for sheet in ("agencies", "agency_status"):
        for row in told[sheet]:
            for column, value in row.items():
                row[column] = "other" if value == "police" else value
        told[sheet] = [row for row in told[sheet] if "other" in row.values()]
    before = everything(database)
    batch = service.stage(database, LEAD, json.dumps(told).encode(), "whole.json")
    plan = service.plan_of(database, LEAD, batch.id)
    assert plan.is_ready, plan.of(Weight.FAULT)
    service.commit(database, LEAD, batch.id)
    assert count(database, "agency") == 3
    service.undo(database, LEAD, batch.id)

    service.erase(database, LEAD, batch.id)

    assert everything(database) == before


@pytest.mark.parametrize("table", [*KEPT_IN_TIME[:3], "import_rows", "agreement_code"])
def test_nothing_is_deleted_that_was_not_erased(database, table):
    committed(
        database,
        "Ref,Title,Purpose,Party\nE-1,Homes,safeguard_child,Exampleshire Police\n",
    )
    taken_back(database)
    assert count(database, table)

    with (
        pytest.raises(Exception, match=r"append-only|never removed"),
        database.engine.begin() as connection,
    ):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def test_only_an_ig_lead_erases(database):
    batch = staged(database, MISTAKEN)
    for act in (service.erase, service.reasons_against_erasing):
        with pytest.raises(NotPermitted):
            act(database, an_actor(Role.PRACTITIONER), batch.id)
