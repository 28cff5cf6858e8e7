"""Keeping agencies on both engines: names, codes, posts, who may sign, groups, successions."""

from datetime import date, timedelta

import pytest

from isa.coverage.view import MembershipState
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import Role
from isa.register import service
from isa.register.agencies.keeping.service import About, Officer
from isa.register.agencies.signatories.service import Assurance, Signatory
from isa.register.model import Identifier, NewAgency
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
PRACTITIONER = an_actor(Role.PRACTITIONER)
DAY = date(2026, 6, 1)


def add(database, agency_id, kind="school", **changes):
    return service.add_agency(
        database, LEAD, NewAgency(id=agency_id, name=f"The {agency_id}", type=kind, **changes)
    )


def about(agency):
    return About(
        name=agency.name, type=agency.type, area=agency.area, other_names=agency.other_names
    )


def test_an_agency_is_described_anew_and_found_by_its_new_and_other_names(database):
    seen = about(add(database, "pinewood", other_names=("Ysgol Tŷ Gwyn",)))
    new = seen.model_copy(update={"name": "Pinewood Academy", "area": "sampleton"})

    shown = service.describe_agency(database, LEAD, "pinewood", new, seen=seen)

    assert (shown.name, shown.area, shown.other_names) == (
        "Pinewood Academy",
        "sampleton",
        ("Ysgol Tŷ Gwyn",),
    )
    assert service.search_agencies(database, LEAD, "ty gwyn")[0].id == "pinewood"
    with pytest.raises(Stale):
        service.describe_agency(database, LEAD, "pinewood", seen, seen=seen)
    with pytest.raises(Invalid):
        service.describe_agency(
            database, LEAD, "pinewood", new.model_copy(update={"type": "agency_class"}), seen=new
        )
    with pytest.raises(NotPermitted):
        service.describe_agency(database, PRACTITIONER, "pinewood", seen, seen=new)


def test_an_unusual_code_is_kept_with_a_warning_and_a_taken_one_is_refused(database):
    add(database, "pinewood")
    add(database, "council", "council")
    codes = (Identifier(kind="urn", value="1234"), Identifier(kind="ico", value="ZA123456"))

    warnings = service.set_identifiers(database, LEAD, "pinewood", codes, seen=())

    assert len(warnings) == 1
    assert "URN (school) 1234" in warnings[0]
    assert len(service.agency(database, LEAD, "pinewood").identifiers) == 2
    with pytest.raises(Invalid, match="Another agency has the URN"):
        service.set_identifiers(database, LEAD, "council", codes, seen=())
    with pytest.raises(Stale):
        service.set_identifiers(database, LEAD, "pinewood", (), seen=())


def test_posts_answer_for_things_and_are_replaced_as_a_list(database):
    add(database, "trust", "hospital_trust")
    siro = Officer(role="siro", post="Finance director", email="siro@trust.example")
    guardian = Officer(role="caldicott_guardian", post="Medical director", number="01632 960 001")

    service.set_officers(database, LEAD, "trust", (siro, guardian), seen=())

    assert set(service.officers(database, PRACTITIONER, "trust")) == {siro, guardian}
    for faulty in (
        siro.model_copy(update={"email": "ring me"}),
        siro.model_copy(update={"email": ""}),
        siro.model_copy(update={"verified_on": clock.today() + timedelta(days=1)}),
    ):
        with pytest.raises(Invalid):
            service.set_officers(database, LEAD, "trust", (faulty,), seen=(siro, guardian))
    with pytest.raises(Stale):
        service.set_officers(database, LEAD, "trust", (), seen=(siro,))


def test_who_may_sign_has_a_first_and_a_last_day(database):
    add(database, "trust", "hospital_trust")
    post = Signatory(title="Chief executive", valid_from=DAY)

    signatory_id = service.add_signatory(database, LEAD, "trust", post)
    service.end_signatory(database, LEAD, "trust", signatory_id, on=DAY + timedelta(days=9))

    kept = service.signatories(database, LEAD, "trust")[0]
    assert kept.may_sign(DAY + timedelta(days=9))
    assert not kept.may_sign(DAY + timedelta(days=10))
    with pytest.raises(Invalid):
        service.end_signatory(database, LEAD, "trust", signatory_id, on=DAY - timedelta(days=1))
    with pytest.raises(Invalid, match="what shows the delegation"):
        service.add_signatory(
            database, LEAD, "trust", post.model_copy(update={"delegated_by": "Chief executive"})
        )
    with pytest.raises(NotFound):
        service.end_signatory(database, LEAD, "trust", "sgn_none", on=DAY)


def test_the_newest_assurance_of_a_kind_counts(database):
    add(database, "trust", "hospital_trust")
    for day in (DAY, DAY - timedelta(days=400)):
        service.confirm_assurance(
            database,
            LEAD,
            "trust",
            Assurance(kind="dspt", confirmed_by="IG manager", confirmed_on=day),
        )

    assert [each.confirmed_on for each in service.assurances(database, LEAD, "trust")] == [DAY]
    with pytest.raises(Invalid):
        service.confirm_assurance(
            database, LEAD, "trust", Assurance(kind="luck", confirmed_by="X", confirmed_on=DAY)
        )


def test_a_roster_is_filled_at_once_and_shows_those_nobody_knows_about_first(database):
    add(database, "practices", "agency_class")
    for name in ("ash", "beech", "cedar"):
        add(database, name, "gp")
    unknown, acceded = MembershipState.NOT_RECORDED, MembershipState.ACCEDED

    def put(names, state):
        service.record_members(database, LEAD, "practices", names, state=state, on=DAY)

    put(["ash", "beech", "cedar"], unknown)
    put(["ash"], acceded)

    shown = service.roster(database, LEAD, "practices", on=DAY)
    assert [member.agency_id for member in shown.members] == ["beech", "cedar", "ash"]
    assert shown.counts == {unknown: 2, acceded: 1}
    assert service.members_of(database, LEAD, "practices", on=DAY) == ("ash", "beech", "cedar")
    with pytest.raises(Invalid):
        put(["ash", "nobody"], acceded)
    assert service.roster(database, LEAD, "practices", on=DAY).counts[acceded] == 1


def test_groups_have_agencies_and_never_groups_as_members(database):
    for name in ("practices", "all-practices"):
        add(database, name, "agency_class")
    add(database, "ash", "gp")

    for class_id, member_id in (
        ("practices", "all-practices"),
        ("practices", "practices"),
        ("ash", "ash"),
    ):
        with pytest.raises(Invalid):
            service.record_members(
                database,
                LEAD,
                class_id,
                [member_id],
                state=MembershipState.ACCEDED,
                on=DAY,
            )


def test_an_agency_never_takes_over_from_its_own_successor(database):
    for name in ("one", "two", "three"):
        add(database, name, "icb")

    def takes_over(predecessor, successor, **confirmed):
        service.record_succession(
            database,
            LEAD,
            predecessor_id=predecessor,
            successor_id=successor,
            on=DAY,
            **{"is_confirmed": False, **confirmed},
        )

    takes_over("one", "two")
    takes_over("two", "three")
    with pytest.raises(Invalid, match="its own successor"):
        takes_over("three", "one")

    takes_over(
        "one",
        "two",
        is_confirmed=True,
        confirmed_by="Head of legal",
        confirmed_on=DAY,
        basis="Transfer scheme 2026",
    )
    shown = service.successions(database, LEAD, "two")
    found = {each.predecessor_id: each for each in shown}
    assert (found["one"].is_confirmed, found["two"].is_confirmed) == (True, False)
    assert found["one"].confirmed_by == "Head of legal"


def test_a_body_cannot_become_a_service_of_itself_on_any_later_day(database):
    for name in ("trust", "school"):
        add(database, name, "academy_trust")
    service.move_agency(database, LEAD, "school", parent_id="trust", on=DAY + timedelta(days=30))

    with pytest.raises(Invalid, match="cannot belong to itself"):
        service.move_agency(database, LEAD, "trust", parent_id="school", on=DAY)
