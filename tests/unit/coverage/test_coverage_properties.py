"""What holds for every register: order, time, no mixing of gates, no passing on."""

from datetime import date

from coverage_registers import (
    START,
    Joined,
    agreement,
    ask,
    row,
    seen_from,
    signed,
    view,
)
from hypothesis import given
from hypothesis import strategies as st

from isa.coverage.gates import cover
from isa.coverage.model import Verdict
from isa.coverage.view import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Direction,
    MembershipState,
    PartyRole,
    PartyState,
    RouteKind,
)

CATEGORIES = ("id_contact", "health_gp", "edu_record")
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
parties = st.builds(
    signed,
    st.sampled_from(["p", "q"]),
    state=st.sampled_from(list(PartyState)),
    signed_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
rows = st.builds(
    row,
    number=st.integers(1, 3),
    direction=st.sampled_from(list(Direction)),
    providers=st.sampled_from([frozenset({"p"}), frozenset({"q"}), frozenset({"*"})]),
    recipients=st.sampled_from([frozenset({"q"}), frozenset({"p"}), frozenset({"*"})]),
    categories=st.frozensets(st.sampled_from(CATEGORIES), min_size=1),
    subjects=st.sampled_from([frozenset({"child"}), frozenset({"*"})]),
    hard_conditions=st.sampled_from([(), ("consent",)]),
)
agreements = st.builds(
    agreement,
    st.sampled_from(["A1", "A2", "A3"]),
    type=st.sampled_from([AgreementType.TIER2_ISA, AgreementType.DDA, AgreementType.TIER1_CHARTER]),
    status=st.sampled_from([AgreementStatus.IN_FORCE, AgreementStatus.DRAFT]),
    starts_on=st.none() | st.just(START),
    ends_on=st.none() | days,
    provider_parties=parties.map(lambda party: (party,)) | st.just(()) | st.just((signed("p"),)),
    recipient_parties=parties.map(lambda party: (party,)) | st.just(()) | st.just((signed("q"),)),
    rows=st.lists(rows, max_size=3, unique_by=lambda item: item.number).map(tuple),
)
registers = st.lists(agreements, max_size=3, unique_by=lambda item: item.id).map(tuple)
questions = st.sampled_from([ask(*CATEGORIES), ask(*CATEGORIES, conditions_unmet=("consent",))])

ways = st.builds(
    signed,
    st.sampled_from(["p", "class of p", "before p"]),
    state=st.sampled_from(list(PartyState)),
    role=st.sampled_from(list(PartyRole)),
    route=st.sampled_from(list(RouteKind)),
    membership=st.sampled_from(list(MembershipState)),
    is_succession_confirmed=st.booleans(),
)

_WORTH = {
    Verdict.NOT_COVERED: 0,
    Verdict.INDETERMINATE: 1,
    Verdict.WITH_CONDITIONS: 2,
    Verdict.COVERED: 2,
}


@given(registers, questions, st.data())
def test_the_order_of_agreements_and_rows_changes_nothing(register, question, data):
    shuffled = tuple(
        item._replace(rows=tuple(data.draw(st.permutations(item.rows))))
        for item in data.draw(st.permutations(register))
    )

    assert cover(question, view(*register)) == cover(question, view(*shuffled))


@given(registers, questions, days)
def test_lengthening_an_agreement_never_loses_coverage(register, question, later):
    def longer(item: Agreement) -> Agreement:
        end = None if item.ends_on is None else max(item.ends_on, later)
        return item._replace(ends_on=end)

    before = cover(question, view(*register))
    after = cover(question, view(*map(longer, register)))

    for short, long in zip(before.pairs, after.pairs, strict=True):
        assert _WORTH[long.verdict] >= _WORTH[short.verdict]


@given(registers, agreements, questions)
def test_one_more_agreement_without_exclusions_never_loses_coverage(register, extra, question):
    more = (*register, extra._replace(id="A9"))

    before, after = cover(question, view(*register)), cover(question, view(*more))

    for fewer, many in zip(before.pairs, after.pairs, strict=True):
        assert _WORTH[many.verdict] >= _WORTH[fewer.verdict]


@given(registers, ways, questions)
def test_one_more_way_of_being_a_party_never_loses_coverage(register, way, question):
    """Where an agreement waits for every signature, a new party may: it is then asked for one more."""
    first = tuple(
        item._replace(provider_parties=(way, *item.provider_parties)) for item in register
    )
    last = tuple(item._replace(provider_parties=(*item.provider_parties, way)) for item in register)

    before, after = cover(question, view(*register)), cover(question, view(*last))

    assert after == cover(question, view(*first))
    for fewer, many in zip(before.pairs, after.pairs, strict=True):
        assert _WORTH[many.verdict] >= _WORTH[fewer.verdict]


@given(registers, questions)
def test_a_covered_pair_is_covered_by_the_one_agreement_it_names(register, question):
    for pair in cover(question, view(*register)).pairs:
        if pair.agreement_id is None:
            continue
        named = next(item for item in register if item.id == pair.agreement_id)
        alone = cover(question.model_copy(update={"categories": (pair.category,)}), view(named))
        assert alone.verdict is pair.verdict


@given(registers, registers, questions)
def test_a_party_to_one_agreement_and_a_signatory_of_another_never_add_up(left, right, question):
    only_p = [item._replace(recipient_parties=()) for item in left]
    only_q = [item._replace(id=f"{item.id}-q", provider_parties=()) for item in right]

    answer = cover(question, view(*only_p, *only_q))

    assert answer.verdict is Verdict.NOT_COVERED


@given(st.sets(st.sampled_from("abcm"), min_size=2), st.sets(st.sampled_from("bcmz"), min_size=2))
def test_cover_is_never_passed_on_through_a_third_agency(first, second):
    everyone = row(
        direction=Direction.RECIPROCAL, providers=frozenset("*"), recipients=frozenset("*")
    )
    register = [
        Joined(agreement("A1", rows=(everyone,)), {name: signed(name) for name in first}),
        Joined(agreement("A2", rows=(everyone,)), {name: signed(name) for name in second}),
    ]

    answer = cover(ask(provider="a", recipient="z"), seen_from(register, "a", "z"))

    assert answer.verdict is Verdict.NOT_COVERED


@given(registers, questions)
def test_every_miss_says_how_to_mend_it_and_names_the_agreement(register, question):
    for pair in cover(question, view(*register)).pairs:
        if pair.verdict in (Verdict.NOT_COVERED, Verdict.INDETERMINATE) and register:
            assert pair.closest_miss is not None
            assert pair.closest_miss.agreement_reference in pair.closest_miss.mend
