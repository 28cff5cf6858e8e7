"""Several agreements about one pair: schedules, exclusions, nearest misses, processors."""

from datetime import date

import pytest
from coverage_registers import agreement, ask, row, signed, view

from isa.coverage.gates import combine, cover
from isa.coverage.model import ReasonCode, Verdict
from isa.coverage.view import AgreementStatus, AgreementType, Direction, PartyRole, PartyState
from isa.coverage.wording import MENDS, REASONS

CHILD_HEALTH = frozenset({"health"})


def schedule(**changes):
    return agreement("T3", **{"type": AgreementType.TIER3_PSA, "parent_id": "T2", **changes})


def test_a_schedule_cannot_exceed_its_parent():
    parent = agreement("T2", rows=(row(categories=frozenset({"edu_record"})),))

    answer = cover(ask("id_contact"), view(parent, schedule()))

    assert answer.verdict is Verdict.NOT_COVERED


def test_a_schedule_whose_parent_does_not_join_the_two_covers_nothing():
    assert cover(ask(), view(schedule())).verdict is Verdict.NOT_COVERED


def test_a_schedule_row_stands_for_its_parents_row_where_it_speaks():
    strict = schedule(rows=(row(hard_conditions=("consent",)),))

    answer = cover(ask(conditions_unmet=("consent",)), view(agreement("T2"), strict))

    assert answer.reasons == (ReasonCode.CONDITION_UNMET,)


def test_a_schedule_that_is_silent_leaves_its_parent_standing():
    silent = schedule(rows=(row(categories=frozenset({"edu_record"})),))

    answer = cover(ask("id_contact"), view(agreement("T2"), silent))

    assert answer.verdict is Verdict.COVERED
    assert answer.pairs[0].agreement_id == "T2"


def test_two_schedules_of_one_agreement_do_not_get_in_each_others_way():
    first = schedule()
    second = schedule(rows=(row(categories=frozenset({"health_gp"})),))._replace(
        id="T3b", reference="T3b"
    )

    for order in ((first, second), (second, first)):
        answer = cover(ask("id_contact", "health_gp"), view(agreement("T2"), *order))
        assert answer.verdict is Verdict.COVERED


def test_an_explicit_exclusion_beats_an_earlier_general_inclusion():
    general = agreement("A1", rows=(row(categories=CHILD_HEALTH),))
    excluding = agreement("A2", exclusions=frozenset({"health_sexual"}), starts_on=date(2026, 1, 1))

    answer = cover(ask("health_sexual"), view(general, excluding))

    assert answer.verdict is Verdict.NOT_COVERED
    assert ReasonCode.CATEGORY_EXCLUDED in answer.reasons


def test_an_exclusion_beats_a_general_inclusion_that_starts_on_the_same_day():
    general = agreement("A1", rows=(row(categories=CHILD_HEALTH),))
    excluding = agreement("A2", exclusions=frozenset({"health_sexual"}))

    answer = cover(ask("health_sexual"), view(general, excluding))

    assert general.starts_on == excluding.starts_on
    assert answer.verdict is Verdict.NOT_COVERED
    assert answer.reasons == (ReasonCode.CATEGORY_EXCLUDED,)


def test_a_later_or_an_explicit_inclusion_stands_beside_an_exclusion_elsewhere():
    excluding = agreement("A2", exclusions=frozenset({"health_sexual"}))
    later = agreement("A1", rows=(row(categories=CHILD_HEALTH),), starts_on=date(2026, 1, 1))
    explicit = agreement("A1", rows=(row(categories=frozenset({"health_sexual"})),))

    assert cover(ask("health_sexual"), view(later, excluding)).verdict is Verdict.COVERED
    assert cover(ask("health_sexual"), view(explicit, excluding)).verdict is Verdict.COVERED


def test_an_exclusion_in_an_agreement_that_has_ended_binds_nobody():
    general = agreement("A1", rows=(row(categories=CHILD_HEALTH),))
    ended = agreement(
        "A2",
        exclusions=frozenset({"health_sexual"}),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 1),
    )

    assert cover(ask("health_sexual"), view(general, ended)).verdict is Verdict.COVERED


def test_the_nearest_miss_is_the_one_that_takes_least_to_mend():
    other_purpose = agreement("FAR", purposes=frozenset({"housing_homeless"}))
    unsigned = agreement(
        "NEAR", provider_parties=(signed("p", state=PartyState.INVITED, signed_on=None),)
    )
    charter = agreement("T1", type=AgreementType.TIER1_CHARTER, rows=())

    answer = cover(ask(), view(other_purpose, unsigned, charter))

    assert answer.closest_miss is not None
    assert answer.closest_miss.agreement_reference == "NEAR"
    assert answer.closest_miss.gate == "signed"
    assert answer.closest_miss.mend == "Get Pinewood Primary to sign NEAR."


def test_an_agreement_that_takes_effect_when_all_have_signed_waits_for_the_last():
    waiting = agreement(requires_all_signatures=True, has_unsigned_party=True)

    assert cover(ask(), view(waiting)).reasons == (ReasonCode.NOT_YET_IN_FORCE,)
    assert cover(ask(), view(agreement(has_unsigned_party=True))).verdict is Verdict.COVERED


@pytest.mark.parametrize(
    ("is_reciprocal", "verdict", "reason"),
    [
        (True, Verdict.WITH_CONDITIONS, ReasonCode.DIRECTION_ASSUMED),
        (False, Verdict.INDETERMINATE, ReasonCode.ROWS_UNKNOWN),
    ],
)
def test_a_table_without_directions_is_assumed_two_way_only_when_the_text_is(
    is_reciprocal, verdict, reason
):
    bare = row(direction=Direction.NOT_RECORDED, providers=frozenset(), recipients=frozenset())

    answer = cover(ask(), view(agreement(is_reciprocal=is_reciprocal, rows=(bare,))))

    assert (answer.verdict, answer.reasons) == (verdict, (reason,))


def test_an_agreement_without_rows_is_a_task_for_its_lead():
    assert cover(ask(), view(agreement(rows=()))).reasons == (ReasonCode.ROWS_UNKNOWN,)


def test_a_processor_contract_is_no_agreement_between_controllers():
    contract = agreement(
        type=AgreementType.PROCESSOR_ART28,
        recipient_parties=(signed("q", role=PartyRole.PROCESSOR),),
    )

    answer = cover(ask("id_contact", "edu_record"), view(contract))

    assert answer.pairs[0].verdict is Verdict.NOT_APPLICABLE
    assert answer.pairs[1].verdict is Verdict.NOT_COVERED


def test_an_observer_receives_nothing_in_its_own_right():
    observing = agreement(recipient_parties=(signed("q", role=PartyRole.OBSERVER),))

    assert cover(ask(), view(observing)).reasons == (ReasonCode.ROLE_MISMATCH,)


def test_the_best_way_of_being_a_party_counts():
    unsigned_itself = signed("p", state=PartyState.INVITED, signed_on=None)

    answer = cover(ask(), view(agreement(provider_parties=(unsigned_itself, signed("trust")))))

    assert answer.verdict is Verdict.COVERED


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (PartyState.SIGNED_UNVERIFIED, Verdict.INDETERMINATE),
        (PartyState.DECLINED, Verdict.NOT_COVERED),
        (PartyState.LAPSED, Verdict.NOT_COVERED),
        (PartyState.QUERIED, Verdict.NOT_COVERED),
    ],
)
def test_nothing_but_a_signature_is_a_signature(state, verdict):
    answer = cover(ask(), view(agreement(provider_parties=(signed("p", state=state),))))

    assert answer.verdict is verdict


@pytest.mark.parametrize(
    "status",
    [
        status
        for status in AgreementStatus
        if status
        not in (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)
    ],
)
def test_only_running_agreements_cover(status):
    assert cover(ask(), view(agreement(status=status))).verdict is Verdict.NOT_COVERED


def test_the_answer_prefers_the_most_specific_purpose():
    general = agreement("A1")
    specific = agreement("A2", purposes=frozenset({"cp_s47"}))

    assert cover(ask(), view(general, specific)).pairs[0].agreement_id == "A2"


def test_of_equal_agreements_the_answer_prefers_the_later_start_then_the_longest_life():
    """The earlier name is the last of all to decide, so the one to be preferred has the later name."""
    kept = agreement("A1", ends_on=date(2027, 3, 31))
    longer = agreement("A2", ends_on=date(2027, 4, 1))
    endless = agreement("A3")
    newer = agreement("A4", starts_on=date(2026, 1, 1), ends_on=date(2027, 3, 31))

    for worse, better in ((kept, longer), (longer, endless), (endless, newer)):
        for order in ((worse, better), (better, worse)):
            assert cover(ask(), view(*order)).pairs[0].agreement_id == better.id


def test_another_area_or_way_of_sending_is_seen():
    local = agreement(areas=frozenset({"north"}), rows=(row(methods=frozenset({"cjsm"})),))

    assert cover(ask(area="south"), view(local)).reasons == (ReasonCode.AREA_OUT,)
    assert cover(ask(method="fax"), view(local)).reasons == (ReasonCode.METHOD_MISMATCH,)


@pytest.mark.parametrize(
    ("pairs", "whole"),
    [
        (("covered", "covered"), "covered"),
        (("covered", "with_conditions"), "with_conditions"),
        (("covered", "not_covered"), "partly"),
        (("with_conditions", "indeterminate"), "partly"),
        (("indeterminate", "not_covered"), "indeterminate"),
        (("not_covered",), "not_covered"),
        (("not_applicable", "covered"), "covered"),
        (("not_applicable",), "not_applicable"),
        ((), "not_applicable"),
    ],
)
def test_pairs_combine_into_one_verdict(pairs, whole):
    assert combine(tuple(Verdict(pair) for pair in pairs)) == whole


def test_every_reason_has_words_and_every_miss_a_way_to_mend_it():
    never_missed = {
        ReasonCode.RETROSPECTIVE,
        ReasonCode.METHOD_MISMATCH,
        ReasonCode.PROCESSOR_CONTRACT_MISSING,
        ReasonCode.SAME_CONTROLLER,
        ReasonCode.STATUTORY_DEMAND,
    }

    assert set(REASONS) == set(ReasonCode)
    assert set(MENDS) == set(ReasonCode) - never_missed
