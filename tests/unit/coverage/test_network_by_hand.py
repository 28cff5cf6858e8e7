"""Answers about small networks, worked out by hand from the lines that write them down.

The register: A and B have one agreement, B and C another; C, D and E share two.

    P1  A B      contact           P3  C D E    contact school
    P2  B C      contact           P4  C D      contact
"""

from datetime import date

import pytest

from isa.coverage.model import ReasonCode, Verdict
from isa.coverage.network import changes, closing, onward, overlaps, shape
from isa.coverage.network.asking import Asking
from isa.coverage.network.book import Book
from isa.coverage.network.losing import Weighing
from isa.coverage.network.lost import Lost, to_each
from isa.coverage.network.matrix import cells
from isa.coverage.network.reach import reaches
from isa.coverage.view import AgreementType
from tests.unit.coverage.network_books import ON, Agreed, book, flow

REGISTER = (
    Agreed("P1", "a b"),
    Agreed("P2", "b c", ends_on=date(2027, 1, 31)),
    Agreed("P3", "c d e", categories="contact school"),
    Agreed("P4", "c d", starts_on=date(2025, 6, 1)),
)


@pytest.fixture
def register() -> Book:
    return book(*REGISTER)


def every_flow(register: Book, categories: str = "contact") -> list[tuple[str, str]]:
    found = cells(
        register,
        [
            flow(one, two, categories)
            for one in register.sides
            for two in register.sides
            if one != two
        ],
    )
    return [(cell.flow.provider, cell.flow.recipient) for cell in found if cell.is_covered]


def test_the_matrix_covers_the_pairs_that_share_an_agreement(register: Book) -> None:
    assert every_flow(register) == [
        *[("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("c", "d"), ("c", "e")],
        *[("d", "c"), ("d", "e"), ("e", "c"), ("e", "d")],
    ]
    assert every_flow(register, "health") == []


def lost_by(register: Book, key: str, *base: str) -> Lost:
    weighing = Weighing(Asking(register, ON), Asking(register.without_agreement(key), ON))
    for one in (key, *base):
        for reach in reaches(register, one, frozenset((key, *base))):
            weighing.weigh(reach)
    return weighing.lost()


def test_what_an_agreement_alone_covered_lapses_and_the_rest_says_by_whom_it_stays(
    register: Book,
) -> None:
    two, three, four = (lost_by(register, key) for key in ("P2", "P3", "P4"))

    assert to_each(two.lapses) == {"b": {"c"}, "c": {"b"}}
    assert to_each(three.lapses) == {"c": {"d", "e"}, "d": {"c", "e"}, "e": {"c", "d"}}
    between = [one for one in three.lapses if set(one.providers) | one.recipients == {"c", "d"}]
    assert {one.lost for one in between} == {(("school", "child"),)}
    assert {one.agreements for one in between} == {("P4",)}
    assert four.losses == ()
    assert (four.stays, four.kept) == (2, (("P3", 2),))


def test_losing_a_charter_adds_a_condition_and_losing_the_agreement_takes_its_schedule() -> None:
    register = book(
        Agreed("CH", "a b", "", "", type=AgreementType.TIER1_CHARTER),
        Agreed("T2", "a b", parent="CH"),
        Agreed("T3", "a b", "enquiry", type=AgreementType.TIER3_PSA, parent="T2"),
    )

    charter = lost_by(register, "CH", "T2", "T3")
    agreement = lost_by(register, "T2", "T3")

    assert charter.lapses == ()
    assert {one.after for one in charter.weaker} == {Verdict.WITH_CONDITIONS}
    assert {one.purpose for one in agreement.lapses} == {"protect", "enquiry"}
    assert sum(one.count for one in agreement.lapses) == 4


def test_a_single_point_of_failure_is_whoever_others_are_joined_through(register: Book) -> None:
    """Without B, A is cut off; without C, A and B are cut off from D and E."""
    pairs = [flow(*pair) for pair in every_flow(register)]

    assert shape.single_points(shape.links(cells(register, pairs))) == (("c", 2), ("b", 1))


def test_the_fewest_new_agreements_are_one_for_each_group_the_gaps_join(register: Book) -> None:
    """Gaps A-C, A-D and B-D hang together; E-A for another purpose is a group of its own."""
    wanted = [flow("a", "c"), flow("a", "d"), flow("d", "b"), flow("e", "a", purpose="review")]

    missing = [cell for cell in cells(register, wanted) if not cell.is_covered]
    found = closing.proposals(missing)

    assert [(one.purpose, one.parties, one.gaps) for one in found] == [
        ("protect", ("a", "b", "c", "d"), 3),
        ("review", ("a", "e"), 1),
    ]


def test_a_signature_closes_a_gap_before_a_new_agreement_is_needed() -> None:
    register = book(Agreed("P1", "a b c?"))
    missing = list(cells(register, [flow("a", "c"), flow("c", "b")]))

    (found,) = closing.mends(register, missing)

    assert (found.what, found.gaps, found.is_signature) == ("Get c to sign P1.", 2, True)


def test_a_way_round_goes_through_whoever_both_have_an_agreement_with(register: Book) -> None:
    """A may reach C through B. Nobody stands between A and D: that would take two in between."""
    (found,) = onward.onward(register, flow("a", "c"))

    assert (found.between, found.verdict, found.onward_sharing) == (
        "b",
        Verdict.COVERED,
        "same_purpose",
    )
    assert (found.first.agreements, found.second.agreements) == (("P1",), ("P2",))
    assert onward.onward(register, flow("a", "d")) == ()


def test_no_way_round_leads_over_an_agreement_that_forbids_passing_on() -> None:
    register = book(Agreed("P1", "a b", onward="none"), Agreed("P2", "b c"))

    assert onward.onward(register, flow("a", "c")) == ()
    assert onward.onward(register, flow("c", "a")) != ()


@pytest.mark.parametrize("rule", ["originator_consent", "same_purpose", "free"])
def test_an_agreement_that_forbids_passing_on_hides_no_other_that_lets_it(rule: str) -> None:
    """A and B have two: whatever came by the second may go on, though the first is named before it."""
    register = book(
        Agreed("P1", "a b", onward="none", starts_on=date(2026, 1, 1)),
        Agreed("P2", "a b", onward=rule),
        Agreed("P3", "b c"),
    )
    assert next(iter(cells(register, [flow("a", "b")]))).agreements == ("P1",)

    (found,) = onward.onward(register, flow("a", "c"))

    assert (found.first.agreements, found.onward_sharing) == (("P2",), rule)
    assert found.second.agreements == ("P3",)


def test_a_way_round_whose_first_hop_waits_for_the_first_sender_is_one_with_a_condition() -> None:
    """Three ways from A to Z: through B and C freely, through D only if A agrees, and so says the row."""
    register = book(
        *(Agreed("P1", "a b"), Agreed("P2", "b z")),
        *(Agreed("P3", "a c"), Agreed("P4", "c z")),
        Agreed("P5", "a d", onward="originator_consent", hard="originator_agrees"),
        Agreed("P6", "d z"),
    )

    found = onward.onward(register, flow("a", "z"))

    assert [(one.between, one.verdict) for one in found] == [
        ("b", Verdict.COVERED),
        ("c", Verdict.COVERED),
        ("d", Verdict.WITH_CONDITIONS),
    ]
    assert found[2].onward_sharing == "originator_consent"


def test_what_lapses_when_is_the_day_after_the_last_with_what_nothing_else_covers(
    register: Book,
) -> None:
    (found,) = changes.lapses(register, [flow("b", "c"), flow("a", "b")], date(2028, 1, 1))

    assert (found.on, found.agreements) == (date(2027, 2, 1), ("P2",))
    assert [(one.flow.provider, one.flow.recipient) for one in found.changes] == [("b", "c")]


def test_two_agreements_overlap_where_they_share_two_parties_a_purpose_and_a_category(
    register: Book,
) -> None:
    (found,) = overlaps.overlaps(register)

    assert (found.one, found.other, found.parties) == ("P3", "P4", ("c", "d"))
    assert (found.categories, found.contradicted) == (("contact",), ())


def test_two_agreements_contradict_each_other_where_one_leaves_out_what_the_other_includes() -> (
    None
):
    register = book(
        Agreed("P1", "a b", excludes="school"), Agreed("P2", "a b", categories="school")
    )

    (found,) = overlaps.overlaps(register)

    assert found.contradicted == ("school",)


def test_a_demand_under_an_act_needs_no_agreement_also_where_nothing_joins_the_two() -> None:
    register = book(Agreed("P1", "a b"), Agreed("P2", "c d"))

    (cell,) = cells(register, [flow("a", "c", purpose="demand")])

    assert (cell.verdict, cell.reasons) == (Verdict.NOT_APPLICABLE, (ReasonCode.STATUTORY_DEMAND,))


def test_a_kind_with_too_many_agencies_for_the_middle_stands_around_it() -> None:
    few = {"care": "children_sc", "force": "police", "board": "icb"}
    schools = {f"school {n}": "school" for n in range(shape.MOST_IN_THE_MIDDLE - len(few))}
    one_more = {**few, **schools, "school too many": "school"}

    assert shape.middle(tuple(few | schools), few | schools) == tuple(few | schools)
    assert shape.middle(tuple(one_more), one_more) == tuple(few)
