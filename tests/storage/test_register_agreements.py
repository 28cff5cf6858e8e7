"""Keeping agreements on both engines: terms, rows, parties, signatures, life, versions, papers."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from isa.coverage.model import CoverageQuestion, ReasonCode, Verdict
from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import Role
from isa.register import service
from isa.register.agencies.signatories.service import Signatory
from isa.register.agreements.parties.service import party_rows
from isa.register.agreements.redline import Change, as_text
from isa.register.agreements.signatures.service import Acceptance
from isa.register.agreements.terms.revising.service import ChangedMeanwhile
from isa.register.bulk.service import add_many
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow
from isa.register.timeline.service import newest_version
from isa.register.vocabulary import vocabulary
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
OTHER_LEAD = an_actor(Role.IG_LEAD, user="second-lead")
PRACTITIONER = an_actor(Role.PRACTITIONER)
START = date(2025, 4, 1)
TODAY = clock.today()
ROW = NewRow(
    providers=("school",), recipients=("council",), categories=("id_contact",), subjects=("child",)
)
MAIL = (
    b"From: Head <head@school.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n"
    b"Subject: We accept ESH-001\r\n\r\nWe accept.\r\n"
)


def record(database, **changes):
    return service.record_agreement(
        database,
        LEAD,
        NewAgreement(
            **{
                "id": "esh-001",
                "reference": "ESH-001",
                "title": "Sharing for child protection",
                "status": AgreementStatus.IN_FORCE,
                "starts_on": START,
                "purposes": ("safeguard_child",),
                "parties": (
                    NewParty(agency_id="school", state=PartyState.SIGNED, signed_on=START),
                    NewParty(agency_id="council"),
                ),
                "rows": (ROW,),
                **changes,
            }
        ),
    )


@pytest.fixture
def two(database):
    for agency_id, kind in (("school", "school"), ("council", "council"), ("police", "police")):
        service.add_agency(
            database, LEAD, NewAgency(id=agency_id, name=f"The {agency_id}", type=kind)
        )
    return database


def ask(database, **changes):
    question = {
        "provider": "school",
        "recipient": "council",
        "purpose": "cp_s47",
        "categories": ("id_contact",),
        "subjects": ("child",),
        "on": TODAY,
        **changes,
    }
    return service.ask_coverage(database, PRACTITIONER, CoverageQuestion(**question))


def terms(database, agreement_id="esh-001", on=TODAY):
    return service.agreement_terms(database, LEAD, agreement_id, on=on)


def revise(database, changes, *, on=None, seen=None, actor=LEAD, reason="Put right"):
    version = terms(database).register_version if seen is None else seen
    service.revise_terms(database, actor, "esh-001", changes, seen=version, on=on, reason=reason)


def sign(database, agency_id="council", **changes):
    return service.record_signature(
        database,
        LEAD,
        "esh-001",
        agency_id,
        **{
            "signed_on": date(2026, 3, 2),
            "signatory_title": "Director",
            "sign_method": "email_acceptance",
            **changes,
        },
    )


def signed_parties(database):
    found = service.parties(database, LEAD, "esh-001", on=TODAY)
    return {party.agency_id: party for party in found.parties}


# Terms


def test_a_revision_holds_from_its_day_and_what_was_known_stays_known(two):
    record(two)
    before = terms(two).register_version

    revise(two, {"retention": "6 years", "title": "Another title"}, on=date(2026, 6, 1))

    assert terms(two).terms["retention"] == "6 years"
    assert terms(two, on=date(2026, 5, 31)).terms.get("retention") is None
    assert terms(two, on=date(2026, 5, 31)).terms["title"] == "Sharing for child protection"
    with two.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM agreement")).scalar() == 3
    assert ask(two, known_at=before).register_version == before


def test_a_correction_from_the_start_reaches_every_stretch_that_is_seen_today(two):
    record(two)
    revise(two, {"ends_on": "2027-01-01"}, on=date(2026, 6, 1))

    revise(two, {"ends_on": "2028-01-01", "purposes": "mash_triage"}, on=None)

    for day in (START, date(2026, 7, 1)):
        assert terms(two, on=day).terms["ends_on"] == "2028-01-01"
        assert terms(two, on=day).terms["purposes"] == "mash_triage"


def test_what_was_recorded_for_later_is_not_undone_by_a_change_today(two):
    record(two)
    next_year = TODAY + timedelta(days=200)
    revise(two, {"title": "Its next name", "security": "Locked"}, on=next_year)

    revise(two, {"title": "Its name now"}, on=TODAY)

    assert terms(two).terms["title"] == "Its name now"
    assert terms(two, on=next_year).terms["title"] == "Its next name"
    assert terms(two, on=next_year).terms["security"] == "Locked"


def test_the_second_of_two_leads_is_told_and_shown_both_and_loses_nothing(two):
    record(two)
    seen = terms(two).register_version
    revise(two, {"title": "As the first wrote it"}, seen=seen)

    with pytest.raises(ChangedMeanwhile) as told:
        revise(two, {"retention": "6 years"}, seen=seen, actor=OTHER_LEAD)
    assert told.value.theirs["title"] == "As the first wrote it"

    revise(two, {"retention": "6 years"}, seen=told.value.version, actor=OTHER_LEAD)
    assert terms(two).terms["title"] == "As the first wrote it"
    assert terms(two).terms["retention"] == "6 years"


def test_faulty_terms_are_refused_each_at_its_field(two):
    record(two)
    record(two, id="esh-002", reference="ESH-002")

    for changes, path in (
        ({"ends_on": "2024-01-01"}, "ends_on"),
        ({"reference": "ESH-002"}, "reference"),
        ({"lead_agency_id": "nobody"}, "lead_agency_id"),
        ({"purposes": "curiosity"}, "purposes"),
        ({"breach_hours": "soon"}, "breach_hours"),
        ({"starts_on": "31/31/2026"}, "starts_on"),
        ({"parent_id": "ESH-999"}, "parent_id"),
        ({"invented": "x"}, "invented"),
    ):
        with pytest.raises(Invalid) as refused:
            revise(two, changes)
        assert set(refused.value.faults) == {path}
    with pytest.raises(Invalid, match="Say why"):
        revise(two, {"title": "Quietly"}, reason=" ")
    with pytest.raises(NotPermitted):
        revise(two, {"title": "X"}, actor=PRACTITIONER)


@pytest.mark.parametrize("link", ["parent_id", "supersedes_id"])
def test_an_agreement_cannot_rely_on_or_replace_itself_through_others(two, link):
    record(two)
    record(
        two, id="esh-002", reference="ESH-002", status=AgreementStatus.DRAFT, **{link: "esh-001"}
    )
    record(
        two, id="esh-003", reference="ESH-003", status=AgreementStatus.DRAFT, **{link: "esh-002"}
    )

    for reference in ("ESH-003", "ESH-001"):
        with pytest.raises(Invalid, match="itself, directly or through others"):
            revise(two, {link: reference})


def test_completeness_names_what_is_missing_and_where_it_is_mended(two):
    record(two)
    before = terms(two).completeness

    revise(two, {"retention": "6 years", "review_due_on": "2027-01-01"})
    after = terms(two).completeness

    assert after.has == before.has + 2
    assert ("retention", "handling") in {(each.code, each.part) for each in before.missing}
    assert "justification" in {each.code for each in after.missing}
    assert 0 < after.percent < 100


# Rows


def test_rows_are_added_changed_and_removed_from_their_day(two):
    record(two)
    sign(two, confirmed="Known")
    more = NewRow(**{**ROW.model_dump(), "categories": ("edu_record",), "frequencies": ("weekly",)})
    row_id = service.add_data_row(
        two, LEAD, "esh-001", more, on=date(2026, 6, 1), reason="Schools asked"
    )

    assert ask(two, categories=("edu_record",)).verdict is Verdict.COVERED
    assert ask(two, categories=("edu_record",), on=date(2026, 5, 31)).verdict is not Verdict.COVERED

    seen = terms(two).register_version
    wider = NewRow(**{**more.model_dump(), "categories": ("edu_record", "send")})
    service.change_data_row(
        two, LEAD, "esh-001", row_id, wider, seen=seen, on=date(2026, 7, 1), reason="Wider"
    )
    assert ask(two, categories=("send",)).verdict is Verdict.COVERED
    with pytest.raises(Stale):
        service.change_data_row(
            two, LEAD, "esh-001", row_id, more, seen=seen, on=TODAY, reason="Late"
        )
    service.remove_data_row(
        two,
        LEAD,
        "esh-001",
        row_id,
        seen=terms(two).register_version,
        on=date(2026, 8, 1),
        reason="Ended",
    )
    assert ask(two, categories=("send",), on=date(2026, 7, 31)).verdict is Verdict.COVERED
    assert ask(two, categories=("send",)).verdict is not Verdict.COVERED
    with pytest.raises(NotFound):
        service.remove_data_row(two, LEAD, "esh-001", "row_none", seen=99, on=TODAY, reason="Gone")


# Parties


def test_adding_and_asking_parties_changes_no_other_party(two):
    record(two)
    before = signed_parties(two)

    assert service.add_parties(two, LEAD, "esh-001", ["police", "school", "police"]) == 1
    assert service.unasked(two, LEAD, "esh-001").names == ("The council", "The police")
    assert service.ask_all(two, LEAD, "esh-001", on=date(2026, 9, 1)) == 2

    after = signed_parties(two)
    assert after["school"] == before["school"]
    assert after["police"].waiting_days == (TODAY - date(2026, 9, 1)).days
    with pytest.raises(Invalid, match="asked already"):
        service.ask_all(two, LEAD, "esh-001", on=TODAY)
    with pytest.raises(Invalid):
        service.add_parties(two, LEAD, "esh-001", ["nobody"])


def test_a_party_asks_about_a_clause_declines_and_is_asked_again(two):
    record(two)

    def answered(state, on, **words):
        service.set_party_state(two, LEAD, "esh-001", "council", state, on=on, **words)
        return signed_parties(two)["council"]

    queried = answered(
        PartyState.QUERIED, date(2026, 5, 1), clause="7.2", note="Who pays for training?"
    )
    assert (queried.clause, queried.note) == ("7.2", "Who pays for training?")
    assert answered(PartyState.DECLINED, date(2026, 5, 8), note="Not now").state is (
        PartyState.DECLINED
    )
    assert answered(PartyState.INVITED, date(2026, 6, 1)).asked_on == date(2026, 6, 1)
    for state, on, note, path in (
        (PartyState.WITHDRAWN, TODAY, "Left", "state"),
        (PartyState.QUERIED, TODAY, "", "note"),
        (PartyState.VIEWED, date(2026, 5, 30), "", "on"),
        (PartyState.VIEWED, TODAY + timedelta(days=1), "", "on"),
    ):
        with pytest.raises(Invalid) as refused:
            answered(state, on, note=note)
        assert set(refused.value.faults) == {path}


def test_a_party_cannot_withdraw_before_it_signed(two):
    record(two)

    with pytest.raises(Invalid, match="It signed on 1 April 2025"):
        service.set_party_state(
            two,
            LEAD,
            "esh-001",
            "school",
            PartyState.WITHDRAWN,
            on=START - timedelta(days=1),
            note="Left",
        )


def test_only_a_party_that_never_signed_is_taken_away(two):
    record(two)

    service.remove_party(two, LEAD, "esh-001", "council", reason="Named by mistake")

    assert set(signed_parties(two)) == {"school"}
    with pytest.raises(Invalid, match="Record that it withdrew"):
        service.remove_party(two, LEAD, "esh-001", "school", reason="Named by mistake")


# Signatures


def test_a_signature_counts_in_full_only_when_the_post_may_sign(two):
    record(two)

    assert sign(two) is PartyState.SIGNED_UNVERIFIED
    assert ReasonCode.SIGNATORY_UNVERIFIED in ask(two).reasons

    service.verify_signature(
        two, LEAD, "esh-001", "council", confirmed="The monitoring officer wrote"
    )
    assert ask(two).reasons == ()
    assert signed_parties(two)["council"].authority == "confirmed"


@pytest.mark.parametrize(("delegated", "how"), [("", "listed"), ("Chief executive", "delegated")])
def test_a_post_on_the_agencys_list_may_sign_while_it_is_on_it(two, delegated, how):
    record(two)
    service.add_parties(two, LEAD, "esh-001", ["police"])
    for agency_id in ("council", "police"):
        signatory_id = service.add_signatory(
            two,
            LEAD,
            agency_id,
            Signatory(
                title="Director",
                valid_from=date(2026, 1, 1),
                delegated_by=delegated,
                basis="Scheme of delegation 2026",
            ),
        )
    service.end_signatory(two, LEAD, "police", signatory_id, on=date(2026, 3, 1))

    assert sign(two, signatory_title=" director ") is PartyState.SIGNED
    assert signed_parties(two)["council"].authority == how
    assert sign(two, "police") is PartyState.SIGNED_UNVERIFIED


def test_a_signature_recorded_by_mistake_is_taken_back_and_the_history_keeps_both(two):
    record(two, status=AgreementStatus.OUT_FOR_SIGNATURE, parties=(NewParty(agency_id="council"),))
    asked = "About clause 7"
    service.set_party_state(
        two, LEAD, "esh-001", "council", PartyState.QUERIED, on=TODAY, clause="7", note=asked
    )
    sign(two, signed_on=TODAY)
    service.keep_evidence(two, LEAD, "esh-001", "council", Acceptance(title="Mail", data=MAIL))
    service.verify_signature(two, LEAD, "esh-001", "council", confirmed="They wrote")
    partly = service.agreement(two, LEAD, "esh-001", on=TODAY).status
    with two.read() as session:
        meanwhile = newest_version(session)

    with pytest.raises(Invalid, match="what the mistake was"):
        service.take_back_signature(two, LEAD, "esh-001", "council", reason=" ")
    with pytest.raises(NotPermitted):
        service.take_back_signature(two, PRACTITIONER, "esh-001", "council", reason="Wrong")
    service.take_back_signature(two, LEAD, "esh-001", "council", reason="It was the police")

    party = service.parties(two, LEAD, "esh-001", on=TODAY, agency_id="council").parties[0]
    assert (party.state, party.signed_on, party.evidence) == (PartyState.QUERIED, None, "")
    assert (party.clause, party.note) == ("7", asked)
    assert partly is AgreementStatus.PARTLY_SIGNED
    waits = service.agreement(two, LEAD, "esh-001", on=TODAY).status
    assert waits is AgreementStatus.OUT_FOR_SIGNATURE
    told = service.agreement_events(two, LEAD, "esh-001", agency_id="council").events
    assert [each.kind for each in told[:3]] == [
        "signature_taken_back",
        "party_state",
        "evidence_kept",
    ]
    assert told[0].reason == "It was the police"
    with two.read() as session:
        then = party_rows(session, meanwhile, "esh-001", "council")[-1]
    assert then.state == PartyState.SIGNED.value
    with pytest.raises(Invalid, match="nothing to take back"):
        service.take_back_signature(two, LEAD, "esh-001", "council", reason="Again")


def test_a_signature_that_came_with_the_agreement_is_taken_back_too(two):
    record(two)

    service.take_back_signature(two, LEAD, "esh-001", "school", reason="Another school")

    assert set(signed_parties(two)) == {"school", "council"}
    assert signed_parties(two)["school"].state is PartyState.INVITED
    service.remove_party(two, LEAD, "esh-001", "school", reason="Named by mistake")


def left(database, on, state=PartyState.WITHDRAWN):
    return service.set_party_state(
        database, LEAD, "esh-001", "council", state, on=on, note="Recorded by mistake"
    )


def council(database, on=TODAY):
    return service.parties(database, LEAD, "esh-001", on=on, agency_id="council").parties[0]


@pytest.mark.parametrize("days", [0, 30], ids=["on the same day", "later"])
@pytest.mark.parametrize("state", [PartyState.WITHDRAWN, PartyState.LAPSED])
def test_a_signature_that_was_followed_by_a_withdrawal_is_taken_back_with_it(two, days, state):
    record(two)
    sign(two)
    left(two, date(2026, 3, 2) + timedelta(days=days), state)

    service.take_back_signature(two, LEAD, "esh-001", "council", reason="The police signed")

    for day in (date(2026, 3, 10), TODAY):
        party = council(two, day)
        assert (party.state, party.signed_on) == (PartyState.INVITED, None)
    told = service.agreement_events(two, LEAD, "esh-001", agency_id="council").events
    assert [each.kind for each in told[:3]] == ["signature_taken_back", *["party_state"] * 2]
    service.remove_party(two, LEAD, "esh-001", "council", reason="Named by mistake")


@pytest.mark.parametrize("days", [0, 30], ids=["on the same day", "later"])
def test_a_withdrawal_recorded_by_mistake_is_taken_back_and_the_signature_stands(two, days):
    record(two)
    sign(two)
    service.verify_signature(two, LEAD, "esh-001", "council", confirmed="They wrote")
    left(two, date(2026, 3, 2) + timedelta(days=days))
    with pytest.raises(Invalid, match="what the mistake was"):
        service.take_back_leaving(two, LEAD, "esh-001", "council", reason="")
    with pytest.raises(NotPermitted):
        service.take_back_leaving(two, PRACTITIONER, "esh-001", "council", reason="Wrong")

    service.take_back_leaving(two, LEAD, "esh-001", "council", reason="The police withdrew")

    party = council(two)
    assert (party.state, party.signed_on) == (PartyState.SIGNED, date(2026, 3, 2))
    assert party.note != "Recorded by mistake"
    newest = service.agreement_events(two, LEAD, "esh-001", agency_id="council").events[0]
    assert (newest.kind, newest.reason) == ("leaving_taken_back", "The police withdrew")
    with pytest.raises(Invalid, match="did not leave"):
        service.take_back_leaving(two, LEAD, "esh-001", "council", reason="Again")


def test_a_second_signature_is_taken_back_and_then_the_first(two):
    record(two)
    sign(two)
    left(two, date(2026, 4, 1))
    sign(two, signed_on=date(2026, 5, 1))

    service.take_back_signature(two, LEAD, "esh-001", "council", reason="The police signed")
    party = council(two)
    assert (party.state, party.signed_on) == (PartyState.WITHDRAWN, date(2026, 3, 2))
    service.take_back_signature(two, LEAD, "esh-001", "council", reason="So it did before")
    assert (council(two).state, council(two).signed_on) == (PartyState.INVITED, None)


def test_who_only_lapsed_has_no_signature_to_take_back(two):
    record(two)
    left(two, TODAY, PartyState.LAPSED)

    with pytest.raises(Invalid, match="nothing to take back"):
        service.take_back_signature(two, LEAD, "esh-001", "council", reason="Wrong")
    with pytest.raises(Invalid, match="did not leave"):
        service.take_back_leaving(two, LEAD, "esh-001", "council", reason="Wrong")


def test_the_evidence_is_kept_encrypted_and_given_back_as_it_came(two):
    record(two)

    sign(two, confirmed="Known", evidence=Acceptance(title="E-mail of acceptance", data=MAIL))

    paper = service.papers(two, LEAD, "esh-001")[0]
    assert paper.agency_id == "council"
    assert signed_parties(two)["council"].evidence == paper.id
    assert service.paper_bytes(two, LEAD, "esh-001", paper.id) == MAIL
    with two.engine.begin() as connection:
        stored = connection.execute(text("SELECT body FROM agreement_paper_body")).scalar()
    assert "school.example" not in stored
    with pytest.raises(NotPermitted):
        service.papers(two, PRACTITIONER, "esh-001")
    with pytest.raises(NotPermitted):
        service.paper_bytes(two, PRACTITIONER, "esh-001", paper.id)


def test_bad_evidence_leaves_no_signature_behind(two):
    record(two)

    with pytest.raises(Invalid, match="An acceptance is"):
        sign(two, evidence=Acceptance(title="A letter", data=a_zip("word/document.xml")))

    assert signed_parties(two)["council"].state is PartyState.INVITED


def test_evidence_that_comes_later_is_kept_with_the_signature_it_shows(two):
    record(two)
    late = Acceptance(title="Signed page", data=MAIL)
    with pytest.raises(Invalid, match="It has not signed"):
        service.keep_evidence(two, LEAD, "esh-001", "council", late)
    sign(two, confirmed="Known")
    with pytest.raises(Invalid, match="The file is empty"):
        service.keep_evidence(two, LEAD, "esh-001", "council", Acceptance(title="It", data=b""))

    service.keep_evidence(two, LEAD, "esh-001", "council", late)

    held = signed_parties(two)["council"]
    assert held.evidence == service.papers(two, LEAD, "esh-001")[0].id
    assert (held.state, held.signed_on) == (PartyState.SIGNED, date(2026, 3, 2))


def test_a_signature_of_years_before_the_start_is_a_slip_in_the_date(two):
    record(two)
    with pytest.raises(Invalid, match="starts on 1 April 2025, more than a year after"):
        sign(two, signed_on=START - timedelta(days=367))

    sign(two, signed_on=START - timedelta(days=366))


def test_nobody_signs_what_is_still_being_written_or_before_it_was_finished(two):
    record(two, status=AgreementStatus.DRAFT)
    with pytest.raises(Invalid, match="still being written"):
        sign(two)

    move_to(two, AgreementStatus.DPO_REVIEW, AgreementStatus.QUALITY_REVIEW)
    revise(two, {"lead_agency_id": "council"})
    check_everything(two)
    move_to(two, AgreementStatus.APPROVED, AgreementStatus.OUT_FOR_SIGNATURE, on=date(2026, 4, 1))
    with pytest.raises(Invalid, match="not finished before 1 April 2026"):
        sign(two, signed_on=date(2026, 3, 31))
    sign(two, signed_on=date(2026, 4, 2), confirmed="Known")
    assert service.agreement(two, LEAD, "esh-001", on=TODAY).status is (
        AgreementStatus.PARTLY_SIGNED
    )


def test_signing_replaces_what_was_recorded_of_the_party_since(two):
    record(two)
    service.set_party_state(
        two, LEAD, "esh-001", "council", PartyState.QUERIED, on=date(2026, 5, 1), note="Why?"
    )

    sign(two, signed_on=date(2026, 4, 20), confirmed="Known")

    assert ask(two, on=date(2026, 5, 2)).verdict is Verdict.COVERED


# The life of an agreement


def move_to(database, *statuses, on=date(2026, 3, 1)):
    for status in statuses:
        service.move_agreement(database, LEAD, "esh-001", status, on=on, reason="Ready")


def check_everything(database, **others):
    answers = dict.fromkeys(vocabulary().quality_checks, ("yes", ""))
    service.answer_checks(database, LEAD, "esh-001", {**answers, **others})


def test_an_agreement_moves_only_as_the_lifecycle_allows(two):
    record(two, status=AgreementStatus.DRAFT, lead_agency_id="council")

    with pytest.raises(Invalid, match="cannot become “In force”"):
        move_to(two, AgreementStatus.IN_FORCE)
    move_to(two, AgreementStatus.DPO_REVIEW, AgreementStatus.QUALITY_REVIEW)
    with pytest.raises(Invalid, match="14 points of the quality checklist"):
        move_to(two, AgreementStatus.APPROVED)
    check_everything(two, minimum=("no", "Row 1 says no reason"))
    with pytest.raises(Invalid, match="Settle 1 point"):
        move_to(two, AgreementStatus.APPROVED)
    check_everything(two)
    move_to(two, AgreementStatus.APPROVED, AgreementStatus.OUT_FOR_SIGNATURE)
    with pytest.raises(Invalid, match="Two parties at least"):
        move_to(two, AgreementStatus.IN_FORCE)
    sign(two, signed_on=date(2026, 3, 5), confirmed="Known")
    with pytest.raises(Invalid, match="A later change is recorded already, for 5 March 2026"):
        move_to(two, AgreementStatus.WITHDRAWN, on=date(2026, 3, 2))
    move_to(two, AgreementStatus.IN_FORCE, on=date(2026, 3, 6))

    assert ask(two).verdict is Verdict.COVERED
    history = service.agreement_events(two, PRACTITIONER, "esh-001").events
    assert (history[0].before, history[0].after) == ("partly_signed", "in_force")
    assert (history[0].reason, history[0].actor_id) == ("Ready", LEAD.id)


def test_a_mistyped_year_does_not_freeze_an_agreement(two):
    record(two)
    sign(two, confirmed="Known")

    for day in (date(2062, 11, 1), TODAY + timedelta(days=367)):
        with pytest.raises(Invalid, match="Check the year"):
            move_to(two, AgreementStatus.EXPIRED, on=day)
    with pytest.raises(Invalid, match="cannot end before it starts, on 1 April 2025"):
        move_to(two, AgreementStatus.TERMINATED, on=date(2015, 11, 1))
    move_to(two, AgreementStatus.EXPIRED, on=TODAY + timedelta(days=366))


def test_a_move_recorded_for_later_is_taken_back(two):
    record(two)
    sign(two, confirmed="Known")
    later = TODAY + timedelta(days=300)
    assert service.later_move(two, PRACTITIONER, "esh-001") is None
    with pytest.raises(Invalid, match="No move is recorded"):
        service.withdraw_move(two, LEAD, "esh-001", reason="Mistyped")
    move_to(two, AgreementStatus.EXPIRED, on=later)
    with pytest.raises(Invalid, match="A later change is recorded already"):
        move_to(two, AgreementStatus.REVIEW_DUE, on=TODAY)
    found = service.later_move(two, PRACTITIONER, "esh-001")
    assert (found.status, found.on) == (AgreementStatus.EXPIRED, later)

    with pytest.raises(NotPermitted):
        service.withdraw_move(two, PRACTITIONER, "esh-001", reason="Mistyped")
    with pytest.raises(Invalid):
        service.withdraw_move(two, LEAD, "esh-001", reason=" ")
    service.withdraw_move(two, LEAD, "esh-001", reason="Mistyped")

    assert service.later_move(two, LEAD, "esh-001") is None
    assert ask(two, on=later).verdict is Verdict.COVERED
    history = service.agreement_events(two, PRACTITIONER, "esh-001").events
    assert (history[0].before, history[0].after) == ("expired", "in_force")
    move_to(two, AgreementStatus.REVIEW_DUE, on=TODAY)


def test_a_move_is_not_taken_back_over_terms_that_change_with_it(two):
    record(two)
    sign(two, confirmed="Known")
    later = TODAY + timedelta(days=300)
    move_to(two, AgreementStatus.EXPIRED, on=later)
    revise(two, {"title": "Another title"}, on=later)

    with pytest.raises(Invalid, match="terms change on that day"):
        service.withdraw_move(two, LEAD, "esh-001", reason="Mistyped")


def changed_terms(database):
    revise(database, {"title": "Sharing for anything"})


def changed_detail(database):
    revise(database, {"retention": "6 years"})


def changed_codes(database):
    revise(database, {"purposes": "safeguard_adult"})


def changed_rows(database):
    service.add_data_row(database, LEAD, "esh-001", ROW, on=None)


def changed_parties(database):
    service.add_parties(database, LEAD, "esh-001", ["police"])


@pytest.mark.parametrize(
    "change", [changed_terms, changed_codes, changed_rows, changed_parties, changed_detail]
)
def test_answers_older_than_a_change_approve_nothing(two, change):
    record(two, status=AgreementStatus.DRAFT, lead_agency_id="council")
    check_everything(two)
    move_to(two, AgreementStatus.DPO_REVIEW, AgreementStatus.QUALITY_REVIEW)
    assert not any(each.is_older for each in service.quality_checks(two, LEAD, "esh-001"))

    change(two)

    assert all(each.is_older for each in service.quality_checks(two, LEAD, "esh-001"))
    with pytest.raises(Invalid, match="14 points of the quality checklist"):
        move_to(two, AgreementStatus.APPROVED, on=TODAY)
    check_everything(two)
    move_to(two, AgreementStatus.APPROVED, on=TODAY)


def test_what_was_changed_after_approval_is_not_sent_out(two):
    record(two, status=AgreementStatus.QUALITY_REVIEW, lead_agency_id="council")
    check_everything(two)
    move_to(two, AgreementStatus.APPROVED)
    revise(two, {"purposes": "safeguard_adult"})

    with pytest.raises(Invalid, match="changed after it was approved"):
        move_to(two, AgreementStatus.OUT_FOR_SIGNATURE, on=TODAY)
    move_to(two, AgreementStatus.DRAFT, on=TODAY)


def test_a_reference_of_another_case_is_the_same_reference(two):
    record(two)
    for reference in ("Esh-001", "ESH 001", "esh/001"):
        with pytest.raises(Invalid, match="Another agreement has this reference"):
            record(two, id="another", reference=reference)
    record(two, id="another", reference="ESH-00.1")
    with pytest.raises(Invalid, match="Another agreement has this reference"):
        service.revise_terms(
            two,
            LEAD,
            "another",
            {"reference": "esh 001"},
            seen=terms(two, "another").register_version,
            on=None,
            reason="Put right",
        )


def test_an_agreement_that_replaces_another_ends_it_when_it_comes_into_force(two):
    record(two)
    sign(two, confirmed="Known")
    copy = service.clone_agreement(two, LEAD, "esh-001", reference="ESH-001B", replaces=True)

    assert ask(two).verdict is Verdict.COVERED
    cloned = service.agreement(two, LEAD, copy, on=TODAY)
    assert (cloned.status, cloned.parties, cloned.unsigned) == (AgreementStatus.DRAFT, 2, 2)
    assert cloned.rows[0].categories == ("id_contact",)
    assert cloned.starts_on is None


def test_a_note_is_for_those_who_keep_the_register(two):
    record(two)

    service.add_note(two, LEAD, "esh-001", "Ask the diocese.")

    assert [note.text for note in service.notes(two, LEAD, "esh-001")] == ["Ask the diocese."]
    with pytest.raises(NotPermitted):
        service.notes(two, PRACTITIONER, "esh-001")


# Versions


def test_two_versions_are_compared_word_by_word(two):
    record(two)
    first = service.mark_version(two, LEAD, "esh-001", "1.0", "As signed")
    revise(two, {"title": "Sharing for the protection of children"}, on=TODAY)
    service.add_data_row(two, LEAD, "esh-001", ROW, on=TODAY, reason="More")
    second = service.mark_version(two, LEAD, "esh-001", "1.1", "")
    revise(two, {"title": "Something else"}, on=TODAY)

    changes = service.compare_versions(two, PRACTITIONER, "esh-001", before=first, after=second)

    assert [change.label for change in changes] == ["Title", "Row 2 of the sharing table"]
    assert {piece.change for piece in changes[0].pieces} == set(Change)
    assert "[removed: child]" in as_text(changes)
    now = service.compare_versions(two, PRACTITIONER, "esh-001", before=second, after="now")
    assert [change.after for change in now] == ["Something else"]
    with pytest.raises(Invalid, match="already"):
        service.mark_version(two, LEAD, "esh-001", "1.0", "")
    with pytest.raises(NotFound):
        service.compare_versions(two, PRACTITIONER, "esh-001", before="ver_none", after="now")


# Papers


def a_zip(*members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in members:
            archive.writestr(name, "<x/>")
    return packed.getvalue()


def keep(database, data, **changes):
    paper = {"kind": "dpia", "title": "DPIA of 2026", "data": data, **changes}
    return service.keep_paper(database, LEAD, "esh-001", **paper)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00 a program called letter.pdf",
        b"<html><script>alert(1)</script></html>",
        b"PK\x03\x04 not really a zip",
        a_zip("word/document.xml", "word/vbaProject.bin"),
        a_zip("anything.exe"),
        b"%PDF-1.7 /Launch",
        b"%PDF-" + b"x" * (5 * 1024 * 1024),
        b"Subject: no sender\r\n\r\nhello",
    ],
)
def test_a_file_is_judged_by_its_content_and_refused_in_words(two, data):
    record(two)

    with pytest.raises(Invalid) as refused:
        keep(two, data)

    assert set(refused.value.faults) == {"file"}
    assert service.papers(two, LEAD, "esh-001") == ()


def test_a_paper_is_kept_once_and_can_be_erased_with_a_reason(two):
    record(two)
    paper = a_zip("word/document.xml")  # two made a second apart would differ in their time
    paper_id = keep(two, paper)

    with pytest.raises(Invalid, match="kept here already"):
        keep(two, paper)
    service.remove_paper(two, LEAD, "esh-001", paper_id, why="Wrong file")

    left = service.papers(two, LEAD, "esh-001")[0]
    assert left.removed_at is not None
    assert len(left.sha256) == 64
    with pytest.raises(NotFound):
        service.paper_bytes(two, LEAD, "esh-001", paper_id)
    with pytest.raises(NotFound):
        service.paper_bytes(two, LEAD, "esh-002", paper_id)
    with two.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM agreement_paper_body")).scalar() == 0


def test_a_party_that_joins_later_takes_no_cover_away_and_gains_it_by_signing(two):
    record(
        two,
        requires_all_signatures=True,
        lead_agency_id="council",
        parties=tuple(
            NewParty(agency_id=each, state=PartyState.SIGNED, signed_on=START)
            for each in ("school", "council")
        ),
    )
    june = date(2025, 6, 1)
    assert {ask(two, on=day).verdict for day in (june, TODAY)} == {Verdict.COVERED}

    service.add_parties(two, LEAD, "esh-001", ["police"])

    assert {ask(two, on=day).verdict for day in (june, TODAY)} == {Verdict.COVERED}
    service.add_data_row(
        two,
        LEAD,
        "esh-001",
        ROW.model_copy(update={"recipients": ("police",)}),
        on=None,
        reason="x",
    )
    assert ask(two, recipient="police").verdict is Verdict.NOT_COVERED
    service.record_signature(
        two,
        LEAD,
        "esh-001",
        "police",
        signed_on=date(2025, 9, 1),
        signatory_title="Chief",
        sign_method="wet",
        confirmed="Known",
    )
    assert ask(two, recipient="police").verdict is Verdict.COVERED
    assert ask(two, recipient="police", on=date(2025, 9, 1)).verdict is Verdict.COVERED
    assert ask(two, recipient="police", on=june).verdict is Verdict.NOT_COVERED
    service.add_agency(two, LEAD, NewAgency(id="fire", name="Fire", type="fire"))
    service.add_parties(two, LEAD, "esh-001", ["fire"])
    for status in (AgreementStatus.IN_REVIEW, AgreementStatus.IN_FORCE):
        service.move_agreement(two, LEAD, "esh-001", status, on=TODAY, reason="Reviewed")


def test_a_party_named_before_it_runs_is_waited_for(two):
    record(
        two,
        requires_all_signatures=True,
        lead_agency_id="council",
        status=AgreementStatus.PARTLY_SIGNED,
        parties=tuple(
            NewParty(agency_id=each, state=PartyState.SIGNED, signed_on=START)
            for each in ("school", "council")
        ),
    )
    service.add_parties(two, LEAD, "esh-001", ["police"])

    with pytest.raises(Invalid, match="1 of 3 has not"):
        service.move_agreement(
            two, LEAD, "esh-001", AgreementStatus.IN_FORCE, on=TODAY, reason="All signed"
        )


def sign_on(database, day):
    return service.record_signature(
        database,
        LEAD,
        "esh-001",
        "council",
        signed_on=day,
        signatory_title="Director",
        sign_method="wet",
        confirmed="Known",
    )


def test_nobody_signs_an_agreement_that_was_over_on_that_day(two):
    record(two, lead_agency_id="council")
    service.move_agreement(
        two, LEAD, "esh-001", AgreementStatus.TERMINATED, on=date(2026, 6, 1), reason="They left"
    )

    with pytest.raises(Invalid, match=r"on that day.*copy the agreement"):
        sign_on(two, date(2026, 6, 1))
    with pytest.raises(Invalid, match="on that day"):
        sign_on(two, TODAY)
    assert sign_on(two, date(2026, 5, 31)) is PartyState.SIGNED


def test_nobody_signs_a_draft_that_was_given_up(two):
    record(two, status=AgreementStatus.DRAFT)
    service.move_agreement(
        two, LEAD, "esh-001", AgreementStatus.WITHDRAWN, on=date(2026, 6, 1), reason="Given up"
    )

    with pytest.raises(Invalid, match="on that day"):
        sign_on(two, TODAY)
    with pytest.raises(Invalid, match="given up before it was finished"):
        sign_on(two, date(2026, 5, 1))


def statements_to_ask(database, many):
    agencies = [f"agency-{many}-{n}" for n in range(many)]
    add_many(
        database,
        LEAD,
        agencies=[NewAgency(id=each, name=each, type="school") for each in agencies],
        agreements=[
            NewAgreement(
                id=f"asks-{many}",
                reference=f"ASKS-{many}",
                title="Asks many",
                parties=tuple(NewParty(agency_id=each) for each in agencies),
            )
        ],
    )
    counted = []
    listen = ("before_cursor_execute", lambda *told: counted.append(told[2]))
    event.listen(database.engine, *listen)
    assert service.ask_all(database, LEAD, f"asks-{many}", on=TODAY) == many
    event.remove(database.engine, *listen)
    page = service.parties(database, LEAD, f"asks-{many}", on=TODAY, limit=many)
    assert {party.asked_on for party in page.parties} == {TODAY}
    return len(counted)


def test_asking_everyone_takes_no_more_statements_for_many(sqlite_database):
    assert statements_to_ask(sqlite_database, 300) <= statements_to_ask(sqlite_database, 20) + 5
