"""The register on both engines: bitemporal rows, permissions, refusals of bad input."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from isa.coverage.model import CoverageQuestion, ReasonCode, Verdict
from isa.coverage.view import AgreementStatus, AgreementType, MembershipState, PartyState
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import Role
from isa.register import service
from isa.register.agencies.tables import ContactKind
from isa.register.agreements.standing import standing
from isa.register.model import (
    AgencyContact,
    Identifier,
    NewAgency,
    NewAgreement,
    NewParty,
    NewRow,
)
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
PRACTITIONER = an_actor(Role.PRACTITIONER)
START = date(2025, 4, 1)
DAY = date(2026, 6, 1)


def an_agency(database, agency_id, kind="school", **changes):
    return service.add_agency(
        database, LEAD, NewAgency(id=agency_id, name=f"The {agency_id}", type=kind, **changes)
    )


def a_row(**changes):
    return NewRow(
        **{
            "providers": ("school",),
            "recipients": ("council",),
            "categories": ("id_contact", "edu_record"),
            "subjects": ("child",),
            **changes,
        }
    )


def a_party(agency_id, **changes):
    return NewParty(
        **{"agency_id": agency_id, "state": PartyState.SIGNED, "signed_on": START, **changes}
    )


def an_agreement(**changes):
    return NewAgreement(
        **{
            "id": "esh-001",
            "reference": "ESH-001",
            "title": "Sharing for child protection",
            "status": AgreementStatus.IN_FORCE,
            "starts_on": START,
            "purposes": ("safeguard_child",),
            "parties": (a_party("school"), a_party("council")),
            "rows": (a_row(),),
            **changes,
        }
    )


def ask(database, provider="school", recipient="council", **changes):
    question = {
        "provider": provider,
        "recipient": recipient,
        "purpose": "cp_s47",
        "categories": ("id_contact",),
        "subjects": ("child",),
        "on": DAY,
        **changes,
    }
    return service.ask_coverage(database, PRACTITIONER, CoverageQuestion(**question))


@pytest.fixture
def two(database):
    """A register with a school and a council."""
    an_agency(database, "school")
    an_agency(database, "council", "council")
    return database


def test_a_recorded_agreement_covers_what_it_lists_and_no_more(two):
    service.record_agreement(two, LEAD, an_agreement())

    answer = ask(two, categories=("id_contact", "health_gp"))

    assert answer.verdict is Verdict.PARTLY
    assert [pair.verdict for pair in answer.pairs] == [Verdict.COVERED, Verdict.NOT_COVERED]
    assert answer.pairs[0].agreement_reference == "ESH-001"


def test_an_area_in_odd_words_is_never_read_as_a_purpose(two):
    """The codes of an agreement are read as one text; an area is in the words of whoever wrote it."""
    service.record_agreement(
        two, LEAD, an_agreement(purposes=("missing",), areas=("North\x1fpurpose:safeguard_child",))
    )

    answer = ask(two)

    assert answer.verdict is Verdict.NOT_COVERED
    assert ask(two, purpose="missing").verdict is Verdict.COVERED


def test_an_empty_register_says_that_nothing_joins_the_two(two):
    answer = ask(two)

    assert answer.verdict is Verdict.NOT_COVERED
    assert answer.reasons == (ReasonCode.NO_COMMON_AGREEMENT,)
    assert answer.closest_miss is None


def test_a_group_of_categories_is_answered_kind_by_kind(two):
    general = an_agreement(rows=(a_row(categories=("health",)),), exclusions=("health_sexual",))
    service.record_agreement(two, LEAD, general)

    answer = ask(two, categories=("health",))

    assert answer.verdict is Verdict.PARTLY
    out = [pair.category for pair in answer.pairs if pair.verdict is Verdict.NOT_COVERED]
    assert out == ["health_sexual"]


def test_a_signature_counts_from_its_day_and_the_past_as_known_then_stays_reproducible(two):
    waiting = NewParty(agency_id="council", asked_on=date(2026, 1, 5))
    service.record_agreement(two, LEAD, an_agreement(parties=(a_party("school"), waiting)))
    before = ask(two)

    service.record_signature(
        two,
        LEAD,
        "esh-001",
        "council",
        signed_on=date(2026, 3, 2),
        signatory_title="Director",
        sign_method="email_acceptance",
        confirmed="The council's solicitor wrote on 3 March",
    )

    assert before.reasons == (ReasonCode.RECIPIENT_UNSIGNED,)
    assert ask(two).verdict is Verdict.COVERED
    assert ask(two, on=date(2026, 3, 1)).reasons == (ReasonCode.RECIPIENT_UNSIGNED,)
    assert ask(two, on=date(2026, 3, 2)).verdict is Verdict.COVERED
    replayed = ask(two, known_at=before.register_version)
    assert replayed.pairs == before.pairs
    assert replayed.verdict is before.verdict


def test_a_late_signature_reaches_back_when_the_agreement_says_so(two):
    waiting = NewParty(agency_id="council")
    service.record_agreement(
        two,
        LEAD,
        an_agreement(is_retrospective=True, parties=(a_party("school"), waiting)),
    )
    service.record_signature(
        two,
        LEAD,
        "esh-001",
        "council",
        signed_on=date(2025, 8, 5),
        signatory_title="Director",
        sign_method="wet",
        confirmed="The council's solicitor wrote",
    )

    answer = ask(two, on=date(2025, 5, 1))

    assert answer.verdict is Verdict.COVERED
    assert answer.reasons == (ReasonCode.RETROSPECTIVE,)


def test_a_withdrawal_ends_cover_from_its_day(two):
    service.record_agreement(two, LEAD, an_agreement())

    service.set_party_state(
        two, LEAD, "esh-001", "council", PartyState.WITHDRAWN, on=DAY, note="It left"
    )

    assert ask(two, on=DAY - timedelta(days=1)).verdict is Verdict.COVERED
    assert ask(two, on=DAY).reasons == (ReasonCode.WITHDRAWN,)


def test_a_party_recorded_with_its_withdrawal_has_signed_in_between(two):
    left = a_party("council", state=PartyState.WITHDRAWN, withdrawn_on=date(2026, 1, 1))
    service.record_agreement(two, LEAD, an_agreement(parties=(a_party("school"), left)))

    assert ask(two, on=date(2025, 12, 31)).verdict is Verdict.COVERED
    assert ask(two, on=date(2026, 1, 1)).reasons == (ReasonCode.WITHDRAWN,)


def test_a_successor_takes_over_on_its_first_day(two):
    service.record_agreement(two, LEAD, an_agreement())
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            id="esh-002",
            reference="ESH-002",
            supersedes_id="esh-001",
            starts_on=DAY,
        ),
    )

    before = ask(two, on=DAY - timedelta(days=1))

    assert [pair.agreement_id for pair in before.pairs] == ["esh-001"]
    assert [pair.agreement_id for pair in ask(two).pairs] == ["esh-002"]


def test_a_service_is_covered_by_what_its_council_signed(two):
    an_agency(two, "childrens-services", "children_sc", parent_id="council")
    service.record_agreement(two, LEAD, an_agreement())

    assert ask(two, recipient="childrens-services").verdict is Verdict.COVERED
    assert ask(two, "childrens-services", "council").reasons == (ReasonCode.SAME_CONTROLLER,)


def test_a_class_party_binds_its_members_one_by_one(two):
    an_agency(two, "practices", "agency_class")
    for name in ("joined", "declined", "silent", "stranger"):
        an_agency(two, name, "gp")
    states = {
        "joined": MembershipState.ACCEDED,
        "declined": MembershipState.DECLINED,
        "silent": MembershipState.NOT_RECORDED,
    }
    for name, state in states.items():
        service.record_membership(two, LEAD, class_id="practices", member_id=name, state=state)
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            parties=(a_party("practices"), a_party("council")),
            rows=(a_row(providers=("practices",)),),
        ),
    )

    assert ask(two, "joined").verdict is Verdict.COVERED
    assert ask(two, "declined").reasons == (ReasonCode.PROVIDER_UNSIGNED,)
    assert ask(two, "silent").reasons == (ReasonCode.CLASS_MEMBERSHIP_UNKNOWN,)
    assert ask(two, "stranger").reasons == (ReasonCode.NO_COMMON_AGREEMENT,)

    service.record_membership(
        two,
        LEAD,
        class_id="practices",
        member_id="silent",
        state=MembershipState.ACCEDED,
        on=DAY,
    )
    assert ask(two, "silent").verdict is Verdict.COVERED
    assert ask(two, "silent", on=DAY - timedelta(days=1)).verdict is Verdict.INDETERMINATE


def test_a_merged_board_is_indeterminate_until_the_transfer_is_confirmed(two):
    an_agency(two, "old-icb", "icb")
    an_agency(two, "new-icb", "icb")
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            parties=(a_party("old-icb"), a_party("council")),
            rows=(a_row(providers=("old-icb",)),),
        ),
    )
    merger = {"predecessor_id": "old-icb", "successor_id": "new-icb", "on": date(2026, 4, 1)}

    service.record_succession(two, LEAD, **merger, is_confirmed=False)
    assert ask(two, "new-icb").reasons == (ReasonCode.SUCCESSION_UNCONFIRMED,)
    service.record_succession(two, LEAD, **merger, is_confirmed=True)
    assert ask(two, "new-icb").verdict is Verdict.COVERED
    assert ask(two, "new-icb", on=date(2026, 3, 31)).verdict is Verdict.NOT_COVERED


def test_an_agency_that_closed_is_a_task_for_the_lead_and_not_a_yes(two):
    service.record_agreement(two, LEAD, an_agreement())

    service.close_agency(two, LEAD, "council", on=DAY)

    assert ask(two).verdict is Verdict.INDETERMINATE
    assert ask(two, on=DAY - timedelta(days=1)).verdict is Verdict.COVERED
    assert (
        "council"
        not in {hit.id for hit in service.search_agencies(two, PRACTITIONER, "the council")}
        or clock.today() < DAY
    )


def test_a_school_moving_to_a_trust_changes_its_controller_from_that_day(two):
    an_agency(two, "trust", "academy_trust")
    an_agency(two, "sister", parent_id="trust")

    service.move_agency(two, LEAD, "school", parent_id="trust", on=DAY)

    assert ask(two, "school", "sister").verdict is Verdict.NOT_APPLICABLE
    assert ask(two, "school", "sister", on=DAY - timedelta(days=1)).verdict is Verdict.NOT_COVERED
    with pytest.raises(Invalid, match="cannot belong to itself"):
        service.move_agency(two, LEAD, "trust", parent_id="school", on=DAY)


def test_a_portal_needs_a_contract_with_either_agency(two):
    an_agency(two, "vendor", "system_supplier")
    service.record_agreement(two, LEAD, an_agreement())

    without = ask(two, processors=("vendor",))
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            id="con-001",
            reference="CON-001",
            type=AgreementType.PROCESSOR_ART28,
            parties=(a_party("council"), a_party("vendor", role="processor")),
            rows=(a_row(providers=("council",), recipients=("vendor",)),),
        ),
    )

    assert without.reasons == (ReasonCode.PROCESSOR_CONTRACT_MISSING,)
    assert ask(two, processors=("vendor",)).verdict is Verdict.COVERED


def test_an_agreement_that_waits_for_all_waits_for_a_third_party(two):
    an_agency(two, "police", "police")
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            requires_all_signatures=True,
            parties=(a_party("school"), a_party("council"), NewParty(agency_id="police")),
        ),
    )

    assert ask(two).reasons == (ReasonCode.NOT_YET_IN_FORCE,)


def test_the_closest_miss_names_an_agreement_one_could_join(two):
    an_agency(two, "nursery", "early_years")
    service.record_agreement(two, LEAD, an_agreement(rows=(a_row(providers=("*",)),)))

    answer = ask(two, "nursery")

    assert answer.reasons == (ReasonCode.NO_COMMON_AGREEMENT,)
    assert answer.closest_miss is not None
    assert answer.closest_miss.mend == "Ask The nursery to join ESH-001."


def test_only_a_lead_writes_and_everybody_with_a_role_asks(two):
    for refused in (PRACTITIONER, an_actor(Role.AUDITOR), an_actor(Role.SAFEGUARDING_LEAD)):
        with pytest.raises(NotPermitted):
            service.record_agreement(two, refused, an_agreement())
        with pytest.raises(NotPermitted):
            service.add_agency(two, refused, NewAgency(name="X", type="school"))
    with pytest.raises(NotPermitted):
        service.ask_coverage(
            two,
            an_actor(Role.ADMINISTRATOR),
            CoverageQuestion(
                provider="school",
                recipient="council",
                purpose="cp_s47",
                categories=("id_contact",),
                subjects=("child",),
                on=DAY,
            ),
        )


def test_a_faulty_agreement_is_refused_whole_with_each_place_and_a_sentence(two):
    faulty = an_agreement(
        lead_agency_id="nobody",
        parent_id="nothing",
        parties=(a_party("school"), a_party("stranger")),
        rows=(a_row(recipients=("nobody",)),),
    )

    with pytest.raises(Invalid) as refused:
        service.record_agreement(two, LEAD, faulty)

    assert set(refused.value.faults) == {
        "lead_agency_id",
        "parent_id",
        "parties[1]",
        "rows[0].recipients.nobody",
    }
    assert service.list_agreements(two, LEAD, on=DAY).total == 0


def test_a_second_agreement_with_the_same_reference_or_id_is_refused(two):
    service.record_agreement(two, LEAD, an_agreement())

    with pytest.raises(Invalid) as refused:
        service.record_agreement(two, LEAD, an_agreement())

    assert set(refused.value.faults) == {"id", "reference"}


def test_a_faulty_signature_is_refused(two):
    service.record_agreement(
        two, LEAD, an_agreement(parties=(a_party("school"), NewParty(agency_id="council")))
    )
    tomorrow = clock.today() + timedelta(days=1)

    for path, value in {
        "signed_on": tomorrow,
        "signatory_title": "",
        "sign_method": "handshake",
        "agency_id": "school",
    }.items():
        signature = {
            "agency_id": "council",
            "signed_on": DAY,
            "signatory_title": "Director",
            "sign_method": "wet",
            path: value,
        }
        with pytest.raises(Invalid) as refused:
            service.record_signature(two, LEAD, "esh-001", signature.pop("agency_id"), **signature)
        assert set(refused.value.faults) == {path}


def test_signing_for_a_stranger_or_in_nothing_is_not_found(two):
    service.record_agreement(two, LEAD, an_agreement(parties=(a_party("school"),)))
    signature = {"signed_on": DAY, "signatory_title": "Director", "sign_method": "wet"}

    with pytest.raises(NotFound):
        service.record_signature(two, LEAD, "esh-001", "council", **signature)
    with pytest.raises(NotFound):
        service.record_signature(two, LEAD, "esh-999", "council", **signature)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"provider": "nobody"}, "provider"),
        ({"recipient": "nobody"}, "recipient"),
        ({"known_at": 999}, "known_at"),
        ({"purpose": "curiosity"}, "purpose"),
    ],
)
def test_a_faulty_question_is_refused_with_the_place(sqlite_database, changes, path):
    an_agency(sqlite_database, "school")
    an_agency(sqlite_database, "council", "council")

    with pytest.raises(Invalid) as refused:
        ask(sqlite_database, **changes)

    assert set(refused.value.faults) == {path}


def test_search_ignores_case_and_accents_and_needs_two_letters(database):
    an_agency(database, "ysgol", other_names=("Ysgol Tŷ Gwyn", "Szkoła Zażółć"))

    def found(words):
        return [hit.id for hit in service.search_agencies(database, PRACTITIONER, words)]

    assert found("TY gw") == ["ysgol"]
    assert found("szkola zazolc") == ["ysgol"]
    assert found("gwyn ysg") == ["ysgol"]
    assert found("y") == []
    assert found("%") == []
    assert found("wyn") == []


def test_search_gives_at_most_twenty_and_begins_with_names_that_begin_so(database):
    for n in range(25):
        an_agency(database, f"school-{n:02}", other_names=(f"Academy {n:02}",))
    an_agency(database, "the-academy", other_names=("Academy of all",))

    assert len(service.search_agencies(database, PRACTITIONER, "acad", limit=1000)) == 20


def test_an_agency_is_found_by_id_identifier_or_exact_name_and_otherwise_the_nearest_are_named(
    database,
):
    service.add_agency(
        database,
        LEAD,
        NewAgency(
            id="pinewood",
            name="Pinewood Primary School",
            type="school",
            identifiers=(Identifier(kind="urn", value="100001"),),
        ),
    )

    for words in ("pinewood", "100001", "pinewood primary school"):
        assert service.find_agency(database, PRACTITIONER, words).id == "pinewood"
    with pytest.raises(Invalid, match=r"Nearest: Pinewood Primary School \(pinewood\)"):
        service.find_agency(database, PRACTITIONER, "Pinewod Primary")


def test_only_a_number_that_somebody_checked_is_offered(database):
    an_agency(database, "council", "council")

    shown = service.set_contacts(
        database,
        LEAD,
        "council",
        (
            AgencyContact(kind=ContactKind.FRONT_DOOR, label="Front door", number="01632 960 001"),
            AgencyContact(
                kind=ContactKind.OUT_OF_HOURS,
                label="Duty team",
                number="01632 960 002",
                verified_on=DAY if clock.today() >= DAY else clock.today(),
            ),
        ),
        seen=(),
    )

    assert shown.verified_number is None
    assert shown.contact(ContactKind.OUT_OF_HOURS).number == "01632 960 002"
    with pytest.raises(Invalid):
        service.set_contacts(
            database,
            LEAD,
            "council",
            (AgencyContact(kind=ContactKind.FRONT_DOOR, label="", number="ring me"),),
            seen=shown.contacts,
        )


def test_a_number_that_replaces_another_has_still_to_be_checked(database):
    an_agency(database, "council", "council")
    day = clock.today()
    old = AgencyContact(
        kind=ContactKind.FRONT_DOOR, label="Front door", number="01632 960001", verified_on=day
    )
    service.set_contacts(database, LEAD, "council", (old,), seen=())

    respaced = old.model_copy(update={"number": "01632 960 001", "hours": "Day and night"})
    kept = service.set_contacts(database, LEAD, "council", (respaced,), seen=(old,))
    assert kept.verified_number == "01632 960 001"

    new = old.model_copy(update={"number": "01632 960999"})
    changed = service.set_contacts(database, LEAD, "council", (new,), seen=kept.contacts)
    assert changed.verified_number is None
    assert [each.number for each in changed.contacts] == ["01632 960999"]

    both = (*changed.contacts, new.model_copy(update={"number": "01632 960 998"}))
    added = service.set_contacts(database, LEAD, "council", both, seen=changed.contacts)
    assert added.verified_number == "01632 960 998"
    with pytest.raises(Stale):
        service.set_contacts(database, LEAD, "council", (), seen=())


EDITS = {
    "agreement": "title = 'Another'",
    "agreement_party": "state = 'signed', signed_on = '2025-04-01'",
    "data_row": "direction = 'reciprocal'",
    "agency_status": "controller_id = 'school'",
    "agreement_code": "code = 'research'",
    "data_row_code": "code = 'health'",
    "register_change": "reason = 'another'",
    "register_head": "version = 0",
}


def test_what_the_register_knew_is_never_edited_or_removed(two):
    service.record_agreement(two, LEAD, an_agreement())

    for table, assignment in EDITS.items():
        for statement in (f"UPDATE {table} SET {assignment}", f"DELETE FROM {table}"):  # noqa: S608
            with (
                pytest.raises(DBAPIError, match=r"never|append-only|forward"),
                two.engine.begin() as connection,
            ):
                connection.execute(text(statement))


def test_a_row_may_be_closed_once_and_never_opened_again(two):
    service.record_agreement(two, LEAD, an_agreement())

    with two.engine.begin() as connection:
        connection.execute(text("UPDATE agreement SET known_to = 3"))
    with (
        pytest.raises(DBAPIError, match="only closed"),
        two.engine.begin() as connection,
    ):
        connection.execute(text("UPDATE agreement SET known_to = 2"))


def test_an_instant_is_turned_into_the_version_that_was_known_then(two):
    at = clock.now()
    service.record_agreement(two, LEAD, an_agreement())

    assert service.known_version(two, LEAD, at) == 2
    assert service.known_version(two, LEAD, clock.now()) == 3
    assert service.known_version(two, LEAD, at - timedelta(days=1)) == 0


def test_health_counts_what_needs_a_lead(two):
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            review_due_on=DAY - timedelta(days=3),
            ends_on=DAY + timedelta(days=30),
            parties=(
                a_party("school"),
                NewParty(agency_id="council", asked_on=DAY - timedelta(days=94)),
            ),
        ),
    )
    service.record_agreement(
        two, LEAD, an_agreement(id="esh-002", reference="ESH-002", starts_on=None)
    )

    health = service.register_health(two, LEAD, on=DAY)

    assert (health.agreements, health.in_force, health.reviews_overdue) == (2, 1, 1)
    assert (health.signatures_outstanding, health.oldest_outstanding_days) == (1, 94)
    assert health.cannot_say == 1
    assert [item.reference for item in health.lapsing] == ["ESH-001"]


def test_health_counts_reviews_without_a_start_and_who_was_never_asked(two):
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            starts_on=None,
            review_due_on=date(2018, 2, 28),
            parties=(NewParty(agency_id="school"), NewParty(agency_id="council", asked_on=DAY)),
        ),
    )

    health = service.register_health(two, LEAD, on=DAY)

    assert (health.in_force, health.reviews_overdue) == (0, 1)
    assert (health.signatures_outstanding, health.not_asked) == (1, 1)
    found = service.list_agreements(two, LEAD, on=DAY).agreements[0]
    terms = (found.status, found.starts_on, found.ends_on, found.review_due_on)
    assert standing(*terms, on=DAY).label == "Review overdue"


def test_an_agreement_is_shown_with_its_rows_and_its_parties_in_pages(two):
    service.record_agreement(
        two,
        LEAD,
        an_agreement(
            parties=(a_party("school"), NewParty(agency_id="council", asked_on=DAY)),
            rows=(a_row(conditions=("threshold_met", "marked")),),
        ),
    )

    shown = service.agreement(two, PRACTITIONER, "esh-001", on=DAY)
    first = service.parties(two, PRACTITIONER, "esh-001", on=DAY, limit=1)

    assert (shown.parties, shown.unsigned) == (2, 1)
    assert shown.rows[0].conditions == ("threshold_met", "marked")
    assert shown.names == {"school": "The school", "council": "The council"}
    assert (first.total, first.parties[0].agency_id) == (2, "council")
    with pytest.raises(NotFound):
        service.agreement(two, PRACTITIONER, "esh-999", on=DAY)
