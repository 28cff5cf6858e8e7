"""The 27 worked cases of the coverage semantics. All are answered exactly; none needs "cannot say"
except where the case itself expects it (13a, 14 before confirmation, 25)."""

from datetime import date, timedelta

import pytest

from isa.coverage.gates import cover
from isa.coverage.model import ReasonCode, Verdict
from isa.coverage.network.flow import question
from isa.coverage.network.onward import onward
from isa.coverage.view import (
    AgreementStatus,
    AgreementType,
    Contract,
    Direction,
    MembershipState,
    PartyRole,
    PartyState,
    RouteKind,
    Side,
)
from tests.unit.coverage.coverage_registers import DAY, START, agreement, ask, row, signed, view
from tests.unit.coverage.network_books import ON, Agreed, book, flow

YESTERDAY = DAY - timedelta(days=1)


def said(answer):
    return answer.verdict, set(answer.reasons)


def test_01_both_signed_in_force_all_rows_match_is_covered():
    assert said(cover(ask("id_contact", "health_gp"), view(agreement()))) == (
        Verdict.COVERED,
        set(),
    )


def test_02_an_unsigned_recipient_is_not_covered():
    unsigned = agreement(recipient_parties=(signed("q", state=PartyState.INVITED, signed_on=None),))

    answer = cover(ask(), view(unsigned))

    assert said(answer) == (Verdict.NOT_COVERED, {ReasonCode.RECIPIENT_UNSIGNED})
    assert answer.closest_miss is not None
    assert answer.closest_miss.mend == "Get Quarry Council to sign A1."


def test_03_an_excluded_category_leaves_the_rest_covered():
    excluding = agreement(
        rows=(row(categories=frozenset({"health"})),), exclusions=frozenset({"health_sexual"})
    )

    answer = cover(ask("health_gp", "health_sexual"), view(excluding))

    assert answer.verdict is Verdict.PARTLY
    assert {pair.category: pair.verdict for pair in answer.pairs} == {
        "health_gp": Verdict.COVERED,
        "health_sexual": Verdict.NOT_COVERED,
    }
    assert answer.pairs[1].reasons == (ReasonCode.CATEGORY_EXCLUDED,)


@pytest.mark.parametrize("direction", [Direction.ONE_WAY, Direction.RECIPROCAL])
def test_04_a_disclosure_agreement_is_one_way_whatever_its_row_says(direction):
    backwards = row(direction=direction, providers=frozenset({"q"}), recipients=frozenset({"p"}))

    answer = cover(ask(), view(agreement(type=AgreementType.DDA, rows=(backwards,))))

    assert said(answer) == (Verdict.NOT_COVERED, {ReasonCode.DIRECTION_OUT})


def test_04_a_reciprocal_row_of_an_ordinary_agreement_counts_both_ways():
    backwards = row(
        direction=Direction.RECIPROCAL, providers=frozenset({"q"}), recipients=frozenset({"p"})
    )

    assert cover(ask(), view(agreement(rows=(backwards,)))).verdict is Verdict.COVERED


@pytest.mark.parametrize(
    ("ends_on", "verdict", "reasons"),
    [
        (YESTERDAY, Verdict.NOT_COVERED, {ReasonCode.EXPIRED}),
        (DAY, Verdict.COVERED, set()),
    ],
)
def test_05_the_last_day_is_covered_and_the_day_after_is_not(ends_on, verdict, reasons):
    assert said(cover(ask(), view(agreement(ends_on=ends_on)))) == (verdict, reasons)


@pytest.mark.parametrize(
    ("overdue", "verdict", "reasons"),
    [
        (0, Verdict.COVERED, set()),
        (30, Verdict.WITH_CONDITIONS, {ReasonCode.REVIEW_OVERDUE}),
        (90, Verdict.WITH_CONDITIONS, {ReasonCode.REVIEW_OVERDUE}),
        (91, Verdict.WITH_CONDITIONS, {ReasonCode.REVIEW_SERIOUSLY_OVERDUE}),
    ],
)
def test_06_an_overdue_review_is_a_warning_and_not_an_end(overdue, verdict, reasons):
    due = DAY - timedelta(days=overdue)

    assert said(cover(ask(), view(agreement(review_due_on=due)))) == (verdict, reasons)


@pytest.mark.parametrize(
    ("is_retrospective", "verdict", "reason"),
    [
        (False, Verdict.NOT_COVERED, ReasonCode.RECIPIENT_UNSIGNED),
        (True, Verdict.COVERED, ReasonCode.RETROSPECTIVE),
    ],
)
def test_07_a_late_signature_reaches_back_only_if_the_text_says_so(
    is_retrospective, verdict, reason
):
    late = agreement(
        starts_on=date(2026, 4, 1),
        is_retrospective=is_retrospective,
        recipient_parties=(signed("q", signed_on=date(2026, 8, 5)),),
    )

    assert said(cover(ask(on=date(2026, 5, 1)), view(late))) == (verdict, {reason})


def test_08_a_purpose_under_the_agreements_purpose_is_covered():
    assert cover(ask(purpose="cp_s47"), view(agreement())).verdict is Verdict.COVERED


def test_09_a_purpose_above_the_agreements_purpose_is_not():
    narrow = agreement(purposes=frozenset({"mash_triage"}))

    assert said(cover(ask(purpose="safeguard_child"), view(narrow, purpose="safeguard_child"))) == (
        Verdict.NOT_COVERED,
        {ReasonCode.PURPOSE_OUT},
    )


def test_10_two_agreements_with_one_agency_each_do_not_add_up():
    only_p = agreement("A1", recipient_parties=())
    only_q = agreement("A2", provider_parties=())

    answer = cover(ask(), view(only_p, only_q))

    assert said(answer) == (Verdict.NOT_COVERED, {ReasonCode.NO_COMMON_AGREEMENT})
    assert answer.closest_miss is not None
    assert answer.closest_miss.reasons == (ReasonCode.RECIPIENT_NOT_PARTY,)


def test_11_cover_is_never_passed_on_and_who_stands_between_is_named():
    register, asked = book(Agreed("A1", "p m"), Agreed("A2", "m q")), flow("p", "q")

    answer = cover(question(register, asked, ON), register.view("p", "q", "protect"))

    assert said(answer) == (Verdict.NOT_COVERED, {ReasonCode.NO_COMMON_AGREEMENT})
    assert [path.between for path in onward(register, asked)] == ["m"]


def test_12_two_agreements_may_each_cover_their_own_category():
    identity = agreement("A1", rows=(row(categories=frozenset({"id_contact"})),))
    education = agreement("A2", rows=(row(categories=frozenset({"edu_record"})),))

    answer = cover(ask("id_contact", "edu_record"), view(identity, education))

    assert answer.verdict is Verdict.COVERED
    assert [pair.agreement_id for pair in answer.pairs] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("membership", "verdict", "reasons"),
    [
        (
            MembershipState.NOT_RECORDED,
            Verdict.INDETERMINATE,
            {ReasonCode.CLASS_MEMBERSHIP_UNKNOWN},
        ),
        (MembershipState.DECLINED, Verdict.NOT_COVERED, {ReasonCode.RECIPIENT_UNSIGNED}),
        (MembershipState.ACCEDED, Verdict.COVERED, set()),
    ],
)
def test_13_a_class_binds_a_member_only_by_its_own_accession(membership, verdict, reasons):
    practices = signed("gps", route=RouteKind.CLASS, membership=membership)
    for_all = agreement(recipient_parties=(practices,), rows=(row(recipients=frozenset({"gps"})),))

    assert said(cover(ask(), view(for_all))) == (verdict, reasons)


@pytest.mark.parametrize(
    ("is_confirmed", "verdict", "reasons"),
    [
        (False, Verdict.INDETERMINATE, {ReasonCode.SUCCESSION_UNCONFIRMED}),
        (True, Verdict.COVERED, set()),
    ],
)
def test_14_a_merged_body_inherits_only_what_was_confirmed(is_confirmed, verdict, reasons):
    old = signed("old-icb", route=RouteKind.PREDECESSOR, is_succession_confirmed=is_confirmed)
    named = agreement(recipient_parties=(old,), rows=(row(recipients=frozenset({"old-icb"})),))

    assert said(cover(ask(), view(named))) == (verdict, reasons)


def test_15_a_missing_charter_is_a_gap_in_paper_and_not_a_no():
    charter = agreement(
        "T1",
        type=AgreementType.TIER1_CHARTER,
        rows=(),
        recipient_parties=(signed("q", state=PartyState.INVITED, signed_on=None),),
    )

    answer = cover(ask(), view(charter, agreement(parent_id="T1")))

    assert said(answer) == (Verdict.WITH_CONDITIONS, {ReasonCode.TIER1_MISSING})


def test_15_a_charter_signed_by_both_leaves_nothing_to_say():
    charter = agreement("T1", type=AgreementType.TIER1_CHARTER, rows=())

    assert cover(ask(), view(charter, agreement(parent_id="T1"))).verdict is Verdict.COVERED


def test_16_a_charter_alone_shares_nothing():
    charter = agreement("T1", type=AgreementType.TIER1_CHARTER)

    assert said(cover(ask(), view(charter))) == (Verdict.NOT_COVERED, {ReasonCode.TIER1_ONLY})


def test_16_a_charter_is_still_all_there_is_when_one_of_the_two_could_join_something_better():
    charter = agreement("T1", type=AgreementType.TIER1_CHARTER, rows=())
    joinable = agreement("A1", provider_parties=())

    answer = cover(ask(), view(charter, joinable))

    assert said(answer) == (Verdict.NOT_COVERED, {ReasonCode.TIER1_ONLY})
    assert answer.closest_miss is not None
    assert answer.closest_miss.mend == "Ask Pinewood Primary to join A1."


def contract_with(*agreements):
    vendor = Side(agency_id="x", name="Portal vendor", controller_id="x")
    return Contract(processor_id="x", view=view(*agreements, recipient=vendor))


def test_17_a_portal_without_a_contract_is_a_condition():
    answer = cover(ask(processors=("x",)), view(agreement()))

    assert said(answer) == (
        Verdict.WITH_CONDITIONS,
        {ReasonCode.PROCESSOR_CONTRACT_MISSING},
    )


def test_17_a_portal_with_a_contract_that_reaches_the_pair_is_no_matter():
    contract = agreement(
        "C1",
        type=AgreementType.PROCESSOR_ART28,
        recipient_parties=(signed("x", role=PartyRole.PROCESSOR),),
        rows=(row(recipients=frozenset({"x"})),),
    )

    answer = cover(ask(processors=("x",)), view(agreement(), contracts=(contract_with(contract),)))

    assert said(answer) == (Verdict.COVERED, set())


def test_18_two_schools_of_one_trust_need_no_agreement():
    trust = {
        "provider": Side(agency_id="p", name="P", controller_id="trust"),
        "recipient": Side(agency_id="q", name="Q", controller_id="trust"),
    }

    assert said(cover(ask(), view(**trust))) == (
        Verdict.NOT_APPLICABLE,
        {ReasonCode.SAME_CONTROLLER},
    )


def test_19_a_successor_that_has_not_started_leaves_the_first_version_in_force():
    first = agreement("v1")
    second = agreement("v2", starts_on=DAY + timedelta(days=1))

    answer = cover(ask(), view(first, second))

    assert answer.verdict is Verdict.COVERED
    assert answer.pairs[0].agreement_id == "v1"


def test_19_a_superseded_version_no_longer_covers():
    superseded = agreement(status=AgreementStatus.SUPERSEDED)

    assert said(cover(ask(), view(superseded))) == (
        Verdict.NOT_COVERED,
        {ReasonCode.SUPERSEDED},
    )


def test_20_a_party_that_withdrew_is_not_covered():
    left = agreement(recipient_parties=(signed("q", state=PartyState.WITHDRAWN),))

    assert said(cover(ask(), view(left))) == (Verdict.NOT_COVERED, {ReasonCode.WITHDRAWN})


def test_21_a_statutory_demand_rests_on_its_own_law():
    assert said(cover(ask(purpose="s45"), view(agreement(), purpose="s45"))) == (
        Verdict.NOT_APPLICABLE,
        {ReasonCode.STATUTORY_DEMAND},
    )


def test_22_coverage_answers_for_serious_violence_and_leaves_the_gateway_to_the_law():
    violence = agreement(purposes=frozenset({"serious_violence"}))

    assert (
        cover(ask(purpose="serious_violence"), view(violence, purpose="serious_violence")).verdict
        is Verdict.COVERED
    )


def test_23_a_subject_absent_from_the_row_is_out_and_the_child_stays_in():
    answer = cover(ask(subjects=("child", "alleged_perpetrator")), view(agreement()))

    assert answer.verdict is Verdict.PARTLY
    assert answer.pairs[1].reasons == (ReasonCode.SUBJECT_OUT,)


@pytest.mark.parametrize(
    ("known", "verdict", "reasons"),
    [
        (
            {"conditions_unmet": ("consent",)},
            Verdict.NOT_COVERED,
            {ReasonCode.CONDITION_UNMET},
        ),
        ({}, Verdict.WITH_CONDITIONS, {ReasonCode.CONDITION_UNKNOWN}),
        ({"conditions_met": ("consent",)}, Verdict.COVERED, set()),
    ],
)
def test_24_a_hard_condition_blocks_when_unmet_and_is_named_when_unknown(known, verdict, reasons):
    conditional = agreement(rows=(row(hard_conditions=("consent",)),))

    assert said(cover(ask(**known), view(conditional))) == (verdict, reasons)


def test_24_a_soft_condition_never_blocks():
    conditional = agreement(rows=(row(soft_conditions=("marked",)),))

    answer = cover(ask(conditions_unmet=("marked",)), view(conditional))

    assert answer.verdict is Verdict.WITH_CONDITIONS
    assert answer.pairs[0].conditions == ("marked",)


def test_25_an_agreement_without_dates_is_a_task_and_not_a_no():
    assert said(cover(ask(), view(agreement(starts_on=None)))) == (
        Verdict.INDETERMINATE,
        {ReasonCode.DATES_UNKNOWN},
    )


@pytest.mark.parametrize(("has_clause", "verdict"), [(False, "not_covered"), (True, "covered")])
def test_26_law_enforcement_information_needs_its_own_clause(has_clause, verdict):
    answer = cover(ask(regime="part3"), view(agreement(has_part3_clause=has_clause)))

    assert answer.verdict == verdict
    assert set(answer.reasons) == (set() if has_clause else {ReasonCode.REGIME_CHANGE})


def test_an_agreement_starting_today_is_in_force_today_and_was_not_yesterday():
    today = agreement(
        starts_on=DAY,
        provider_parties=(signed("p", signed_on=DAY),),
        recipient_parties=(signed("q", signed_on=DAY),),
    )

    assert cover(ask(), view(today)).verdict is Verdict.COVERED
    before = cover(ask(on=YESTERDAY), view(today))
    assert ReasonCode.NOT_YET_IN_FORCE in before.reasons
    assert START < YESTERDAY


def test_a_charter_is_never_the_nearest_miss_where_an_agreement_could_be_mended():
    charter = agreement("C", type=AgreementType.TIER1_CHARTER, rows=())
    unsigned = {"state": PartyState.INVITED, "signed_on": None}
    far = agreement(
        "A2",
        provider_parties=(signed("p", **unsigned),),
        recipient_parties=(signed("q", **unsigned),),
        rows=(row(categories=frozenset({"edu_record"})),),
    )

    answer = cover(ask(), view(charter, far))

    assert answer.closest_miss is not None
    assert answer.closest_miss.agreement_reference == "A2"
