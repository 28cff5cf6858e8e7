"""Where a coverage question looks for agreements: kept by triggers, whatever is recorded first."""

from datetime import date

from sqlalchemy import text

from isa.coverage.model import CoverageQuestion, ReasonCode
from isa.coverage.view import PartyState
from isa.platform import schema
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.importing import service as importing
from isa.register.model import NewAgency, NewAgreement, NewParty
from tests.storage.test_importing import LEAD, an_agency, committed

ON = date(2026, 11, 21)


def test_where_to_look_misses_no_agreement_whatever_came_first(database: Database) -> None:
    """The triggers see a party that comes after a purpose, and a purpose that comes after a party."""
    agencies = [NewAgency(id=name, name=name, type="school") for name in ("one", "two", "three")]
    party = {name: NewParty(agency_id=name, state=PartyState.SIGNED) for name in ("one", "two")}
    for each in agencies:
        service.add_agency(database, SYSTEM, each)
    key = service.record_agreement(
        database,
        SYSTEM,
        NewAgreement(
            reference="A-1",
            title="A",
            type="tier2_isa",
            status="in_force",
            purposes=("lac",),
            parties=tuple(party.values()),
        ),
    )
    charter = service.record_agreement(
        database,
        SYSTEM,
        NewAgreement(
            reference="A-0",
            title="C",
            type="tier1_charter",
            status="in_force",
            parties=tuple(party.values()),
        ),
    )
    service.add_parties(database, SYSTEM, key, ("three",))
    seen = service.agreement_terms(database, SYSTEM, key, on=ON).register_version
    service.revise_terms(
        database, SYSTEM, key, {"purposes": "lac\nmissing"}, seen=seen, on=ON, reason="Wider"
    )

    held = reach(database)
    everyone = ("one", "two", "three")
    assert {row for row in held if row[2] == key} == {
        (name, code, key) for name in everyone for code in ("lac", "missing")
    }
    assert {row[0] for row in held if row[2] == charter} == {"one", "two"}

    schema.downgrade(database.engine, "0013")
    schema.upgrade(database.engine)
    assert reach(database) == held


def test_a_charter_that_one_of_the_two_has_joined_is_told_as_the_nearest(
    database: Database,
) -> None:
    for name in ("one", "two"):
        service.add_agency(database, SYSTEM, NewAgency(id=name, name=name, type="school"))
    service.record_agreement(
        database,
        SYSTEM,
        NewAgreement(
            reference="A-0",
            title="C",
            type="tier1_charter",
            status="in_force",
            purposes=("lac",),
            parties=(NewParty(agency_id="one", state=PartyState.SIGNED),),
        ),
    )

    def nearest(provider: str, recipient: str) -> tuple[ReasonCode, ...]:
        asked = CoverageQuestion(
            provider=provider,
            recipient=recipient,
            purpose="lac",
            categories=("health_gp",),
            subjects=("child",),
            on=ON,
        )
        miss = service.ask_coverage(database, SYSTEM, asked).closest_miss
        assert miss is not None
        assert miss.agreement_reference == "A-0"
        return miss.reasons

    assert ReasonCode.RECIPIENT_NOT_PARTY in nearest("one", "two")
    assert ReasonCode.PROVIDER_NOT_PARTY in nearest("two", "one")


def reach(database: Database) -> set[tuple[str, str, str]]:
    """Where a coverage question would look."""
    with database.look() as connection:
        found = connection.execute(
            text("SELECT agency_id, code, agreement_id FROM agreement_reach")
        )
        return {(row[0], row[1], row[2]) for row in found}


def test_what_an_erased_import_reached_goes_with_it(database: Database) -> None:
    an_agency(database, "council", "Exampleshire Council")
    mistaken = "Ref,Title,Purpose,Parties\nM-1,A mistake,lac,Bloggs Trust; Exampleshire Council\n"
    batch = committed(database, mistaken)
    assert len(reach(database)) > 1

    importing.undo(database, LEAD, batch.id)
    importing.erase(database, LEAD, batch.id)

    assert reach(database) == set()
