"""Lists find what their filters say, in an order that neither repeats nor loses anything."""

import csv
import io
from datetime import timedelta
from itertools import product

import pytest
from icalendar import Calendar

from isa.coverage.view import AgreementStatus, AgreementType, MembershipState, PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted
from isa.platform.identity import SYSTEM, Role
from isa.register import service
from isa.register.agreements.standing import Stands, standing
from isa.register.bulk.service import add_many
from isa.register.health.service import register_health
from isa.register.listing.agencies.service import every_agency, list_agencies
from isa.register.listing.agreements.service import agreement_ids, list_agreements
from isa.register.listing.exporting.service import export_agencies, export_agreements
from isa.register.listing.model import (
    RUNNING,
    AgenciesWanted,
    AgencyOrder,
    AgreementsWanted,
    Gap,
    Lack,
    Operating,
    Order,
    Publicity,
    Review,
    Signing,
)
from isa.register.model import NewAgency, NewAgreement, NewParty
from isa.register.worklist.model import TaskKind, Wanted
from isa.register.worklist.service import everything
from tests.conftest import an_actor
from tests.storage.test_worklist import ROW, an_agreement, days, filled, lead, put

ON = clock.today()


@pytest.fixture
def register(database: Database) -> Database:
    return filled(database)


def found(database: Database, **wanted: object) -> list[str]:
    asked = AgreementsWanted.model_validate(wanted)
    page = list_agreements(database, lead(), on=ON, wanted=asked, limit=500)
    assert page.total == len(page.agreements)
    return [each.reference for each in page.agreements]


def test_a_filter_of_standings_finds_what_the_list_says_of_each(register: Database) -> None:
    ends = (None, days(1), ON, ON + timedelta(days=90), ON + timedelta(days=91))
    starts = (None, days(700), ON, ON + timedelta(days=1))
    due = (None, days(1), ON, ON + timedelta(days=90), ON + timedelta(days=91))
    stretches = [
        (s, e, d)
        for s, e, d in product(starts, ends, due)
        if not (s and ((e and e < s) or (d and d < s)))
    ]
    states = [AgreementStatus.IN_FORCE, *AgreementStatus]
    many = [
        NewAgreement(
            id=f"a{n:03}",
            reference=f"A{n:03}",
            title="Any",
            status=states[n // 2 % len(states)] if n % 2 else AgreementStatus.IN_FORCE,
            starts_on=stretch[0],
            ends_on=stretch[1],
            review_due_on=stretch[2],
        )
        for n, stretch in enumerate(stretches * 2)
    ]
    add_many(register, SYSTEM, agencies=(), agreements=many)

    said = {
        each.reference: standing(
            each.status, each.starts_on, each.ends_on, each.review_due_on, on=ON
        ).code
        for each in list_agreements(register, lead(), on=ON, limit=500).agreements
    }
    assert len(said) == len(many)
    for code in Stands:
        assert set(found(register, standing=code)) == {r for r, c in said.items() if c is code}
    assert {*said.values()} == {*Stands}


def test_every_figure_counts_the_list_it_leads_to(register: Database) -> None:
    asked = NewParty(agency_id="police", state=PartyState.INVITED, asked_on=days(9))
    unasked = NewParty(agency_id="police", state=PartyState.INVITED)
    put(
        register,
        an_agreement("late", review_due_on=days(9)),
        an_agreement("undated", starts_on=None, review_due_on=days(9)),
        an_agreement("asked", parties=(asked,)),
        an_agreement("unasked", parties=(unasked,)),
        an_agreement("bare", rows=()),
        an_agreement("charter", rows=(), type=AgreementType.TIER1_CHARTER),
        an_agreement("soon", ends_on=ON + timedelta(days=9)),
        an_agreement("gone", status=AgreementStatus.EXPIRED, parties=(asked,), rows=()),
        an_agreement("draft", status=AgreementStatus.DRAFT, starts_on=None, rows=()),
    )
    health = register_health(register, lead(), on=ON)

    assert health.agreements == len(found(register))
    assert health.in_force == len(found(register, standing=RUNNING)) == 6
    assert found(register, review=Review.OVERDUE) == ["LATE", "UNDATED"]
    assert health.reviews_overdue == 2
    assert found(register, signing=Signing.WAITED_FOR) == ["ASKED"]
    assert found(register, signing=Signing.NOT_ASKED) == ["UNASKED"]
    assert (health.signatures_outstanding, health.not_asked) == (1, 1)
    assert found(register, gap=Gap.CANNOT_SAY) == ["BARE", "UNDATED"]
    assert health.cannot_say == 2
    assert health.not_decided == len(found(register, standing=RUNNING, public="not_decided"))
    assert health.ending_soon == len(found(register, standing=Stands.ENDS_SOON)) == 1


def test_purposes_and_kinds_of_information_reach_both_ways(register: Database) -> None:
    put(
        register,
        an_agreement("broad", purposes=("safeguard_child",)),
        an_agreement("narrow", purposes=("cp_s47",)),
        an_agreement("other", purposes=("safeguard_adult",)),
        an_agreement("health", rows=(ROW.model_copy(update={"categories": ("health_gp",)}),)),
    )

    assert found(register, purpose="safeguard_child") == ["BROAD", "HEALTH", "NARROW"]
    assert found(register, purpose="cp_s47") == ["BROAD", "HEALTH", "NARROW"]
    assert found(register, purpose="lac") == ["BROAD", "HEALTH"]
    assert found(register, category="health_gp") == ["HEALTH"]
    assert found(register, category="edu_record") == ["BROAD", "NARROW", "OTHER"]


def test_one_agency_leads_or_is_a_party_also_through_what_it_is_a_service_of(
    register: Database,
) -> None:
    service.add_agency(
        register,
        SYSTEM,
        NewAgency(id="team", name="Sampleton team", type="children_sc", parent_id="council"),
    )
    put(
        register,
        an_agreement("one"),
        an_agreement("two", lead_agency_id="police", parties=(), title="School days"),
    )

    assert found(register, lead="police") == ["TWO"]
    assert found(register, party="police") == ["ONE"]
    assert found(register, party="team") == ["ONE"]
    assert found(register, party="nobody") == []
    assert found(register, text="school DAYS") == ["TWO"]
    assert found(register, text="100%") == []
    page = list_agreements(register, lead(), on=ON, wanted=AgreementsWanted(party="team"))
    assert page.through == {"one": "Sampleton council"}


def test_whether_it_may_be_published_and_what_is_missing_are_as_one_agreement_says(
    register: Database,
) -> None:
    put(register, an_agreement("yes"), an_agreement("no"), an_agreement("open"))
    for reference, said in (("yes", "whole"), ("no", "no")):
        seen = service.agreement_terms(register, SYSTEM, reference, on=ON).register_version
        terms = {"publication": said}
        service.revise_terms(
            register, SYSTEM, reference, terms, seen=seen, on=None, reason="Decided"
        )

    assert found(register, public=Publicity.WHOLE) == ["YES"]
    assert found(register, public=Publicity.EITHER) == ["YES"]
    assert found(register, public=Publicity.NO) == ["NO"]
    assert found(register, public=Publicity.NOT_DECIDED) == ["OPEN"]
    told = everything(register, lead(), Wanted(kind=TaskKind.INCOMPLETE), on=ON)
    assert found(register, gap=Gap.SOMETHING) == sorted(task.reference for task in told)
    assert found(register, gap=Gap.NOTHING) == []


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("descending", [False, True])
def test_pages_in_any_order_hold_everything_once_with_blanks_last(
    register: Database, order: Order, descending: bool
) -> None:
    waits = NewParty(agency_id="police", state=PartyState.INVITED, asked_on=days(9))
    put(
        register,
        *(
            an_agreement(
                f"a{n}",
                title=("Beta", "alpha", "Gamma")[n % 3],
                review_due_on=None if n % 2 else days(n),
                ends_on=None if n % 3 else ON + timedelta(days=n + 1),
                lead_agency_id=None if n == 4 else ("police", "council")[n % 2],
                parties=(waits,) if n % 2 else (),
            )
            for n in range(9)
        ),
    )

    def page(at: int) -> list[str]:
        some = list_agreements(
            register, lead(), on=ON, order=order, descending=descending, offset=at, limit=4
        )
        assert some.total == 9
        return [each.id for each in some.agreements]

    ids = [*page(0), *page(4), *page(8)]
    assert sorted(ids) == sorted(f"a{n}" for n in range(9))
    listed = {e.id: e for e in list_agreements(register, lead(), on=ON, limit=9).agreements}
    told = {
        Order.REFERENCE: lambda e: e.reference,
        Order.TITLE: lambda e: e.title.lower(),
        Order.STANDING: lambda e: list(Stands).index(
            standing(e.status, e.starts_on, e.ends_on, e.review_due_on, on=ON).code
        ),
        Order.LEAD: lambda e: e.lead_name.lower() or None,
        Order.REVIEW: lambda e: e.review_due_on,
        Order.ENDS: lambda e: e.ends_on,
        Order.UNSIGNED: lambda e: e.unsigned or None,
    }[order]
    values = [told(listed[each]) for each in ids]
    known = [each for each in values if each is not None]
    assert values[: len(known)] == known == sorted(known, reverse=descending)


def test_a_filter_that_will_not_do_is_told_and_only_readers_read(register: Database) -> None:
    with pytest.raises(Invalid) as told:
        list_agreements(
            register,
            lead(),
            on=ON,
            wanted=AgreementsWanted(text="x" * 300, purpose="none", category="none"),
        )
    assert set(told.value.faults) == {"text", "purpose", "category"}
    with pytest.raises(Invalid):
        list_agencies(register, lead(), wanted=AgenciesWanted(type="none"))
    administrator = an_actor(Role.ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        list_agreements(register, administrator, on=ON)
    with pytest.raises(NotPermitted):
        agreement_ids(register, administrator, AgreementsWanted(), on=ON, limit=1)
    with pytest.raises(NotPermitted):
        export_agreements(register, administrator, AgreementsWanted(), form="csv", on=ON)


def test_agencies_are_found_by_kind_group_standing_and_what_is_not_recorded(
    register: Database,
) -> None:
    def names(**wanted: object) -> list[str]:
        asked = AgenciesWanted.model_validate(wanted)
        return [hit.id for hit in list_agencies(register, lead(), wanted=asked).hits]

    joined = MembershipState.ACCEDED
    service.record_members(register, SYSTEM, "practices", ("school",), state=joined, on=days(9))
    service.close_agency(register, SYSTEM, "school", on=days(3))

    assert names() == ["council", "police", "practices", "school"]
    assert names(type="police") == ["police"]
    assert names(group="practices") == ["school"]
    assert names(operating=Operating.CLOSED) == ["school"]
    assert names(operating=Operating.OPEN, text="samp") == ["council", "police", "practices"]
    assert names(lack=Lack.NO_NUMBER) == ["council", "police"]
    assert names(lack=Lack.NO_SIGNATORY) == ["council", "police"]
    assert names(lack=Lack.ASSURANCE_OVER) == []
    backwards = every_agency(
        register, lead(), AgenciesWanted(), order=AgencyOrder.KIND, descending=True
    )
    assert [each.type_label for each in backwards] == sorted(
        (each.type_label for each in backwards), reverse=True
    )
    assert backwards[0].lacks or backwards[0].is_closed or backwards[0].type == "agency_class"


def test_a_list_is_taken_away_as_shown_and_the_trail_says_so(register: Database) -> None:
    put(register, an_agreement("one", title="=SUM(A1)"), an_agreement("two", review_due_on=None))

    def told(body: bytes) -> list[list[str]]:
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))

    lines = told(
        export_agreements(register, SYSTEM, AgreementsWanted(), form="csv", on=ON, descending=True)
    )
    assert [line[0] for line in lines] == ["Reference", "TWO", "ONE"]
    assert lines[2][1] == "'=SUM(A1)"
    assert lines[1][6] == ""
    agencies = told(export_agencies(register, SYSTEM, AgenciesWanted(text="pol"), form="csv"))
    assert agencies[1][:2] == ["Sampleton police", "Police force"]
    assert export_agencies(register, SYSTEM, AgenciesWanted(), form="xlsx")[:2] == b"PK"


def test_the_days_of_every_agreement_not_over_go_into_one_calendar(register: Database) -> None:
    put(
        register,
        an_agreement("one", review_due_on=ON + timedelta(days=9), ends_on=ON + timedelta(days=30)),
        an_agreement("two", review_due_on=days(3)),
        an_agreement("old", review_due_on=days(3), status=AgreementStatus.TERMINATED),
    )

    body = export_agreements(register, SYSTEM, AgreementsWanted(), form="ics", on=ON)

    entries = {str(one["UID"]): one["DTSTART"].dt for one in Calendar.from_ical(body).events}
    assert entries == {
        "two-review@isa": days(3),
        "one-review@isa": ON + timedelta(days=9),
        "one-end@isa": ON + timedelta(days=30),
    }


def test_everything_a_filter_finds_is_selected_up_to_a_number(register: Database) -> None:
    put(register, an_agreement("two"), an_agreement("one"), an_agreement("zoo"))
    ids = agreement_ids(register, lead(), AgreementsWanted(), on=ON, limit=2)
    assert ids == ("one", "two")
