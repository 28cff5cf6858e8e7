"""The matrix says what a single question says, and what a change costs is what is lost."""

import os
import random
from collections.abc import Iterator
from datetime import date
from itertools import permutations

import pytest

from isa.coverage.model import Verdict
from isa.coverage.network import changes, closing, matrix, onward, overlaps, profiles, shape
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Cell, Flow, question
from isa.platform import installation
from isa.platform.config import Settings, data_dir
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted
from isa.platform.identity import SYSTEM, Actor
from isa.register import service
from isa.register.demo import load_demo
from isa.register.model import NewAgency
from isa.register.national.agencies import Size, agency_id
from isa.register.national.filling.service import load_national
from isa.register.network import picture as pictures
from isa.register.network import service as network

ON = date(2026, 11, 21)
AREA = "exampleshire"
CHILDREN, POLICE = "exampleshire-childrens-services", "exampleshire-police"
SCHOOL, REFUGE = "exampleshire-primary", "exampleshire-refuge"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('network') / 'isa.sqlite'}"
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def book(demo: Database) -> Book:
    return network.network_book(demo, SYSTEM, network.partnership(demo, SYSTEM, AREA, on=ON), on=ON)


@pytest.fixture(scope="module")
def mash() -> profiles.Profile:
    return profiles.load(data_dir() / "profiles")["mash"]


def a_flow(provider: str, recipient: str, purpose: str = "cp_s47") -> Flow:
    return Flow(
        provider=provider,
        recipient=recipient,
        purpose=purpose,
        categories=("id_contact", "edu_record", "health"),
        subjects=("child", "alleged_perpetrator"),
    )


def test_every_cell_is_the_answer_to_its_question(demo: Database, book: Book) -> None:
    flows = [a_flow(*pair) for pair in permutations(sorted(book.sides), 2)]
    every = 1 if os.environ.get("ISA_HYPOTHESIS") == "deep" else 9

    for cell in matrix.cells(book, flows[::every]):
        asked = service.ask_coverage(demo, SYSTEM, question(book, cell.flow, ON))
        assert (cell.flow, cell.verdict) == (cell.flow, asked.verdict)
        if cell.agreements:
            said = {pair.agreement_reference for pair in asked.pairs if pair.agreement_reference}
            assert set(cell.agreements) == said


def test_the_same_on_both_engines_in_a_register_with_hubs(database: Database) -> None:
    invented = Database(database.engine, database.keys, is_demo=True)
    load_national(invented, SYSTEM, Size(agencies=60, agreements=40, parties=300))
    names = [agency_id(number) for number in range(24)]
    found = network.network_book(database, SYSTEM, names, on=ON)
    flows = [flow for key in sorted(found.agreements) for flow in changes.flows_of(found, key)]
    chosen = random.Random(5).sample(flows, 60)  # noqa: S311 -- which pairs, no secret

    verdicts = {}
    for cell in matrix.cells(found, chosen):
        asked = service.ask_coverage(database, SYSTEM, question(found, cell.flow, ON))
        verdicts[cell.verdict] = True
        assert cell.verdict is asked.verdict, cell.flow

    assert len(verdicts) > 1


def held_against(book: Book, profile: profiles.Profile) -> tuple[Cell, ...]:
    """The answer for every flow the profile needs."""
    return tuple(matrix.cells(book, profile.needed(book)))


def test_a_profile_finds_the_gaps_and_only_those(book: Book, mash: profiles.Profile) -> None:
    found = held_against(book, mash)
    missing = profiles.gaps(found)

    assert 0 < len(missing) < len(found)
    assert all(cell.missing or cell.verdict is Verdict.INDETERMINATE for cell in missing)
    assert {cell.flow.purpose for cell in found} <= {flow.purpose for flow in mash.flows}


def between(book: Book, key: str, *agencies: str) -> tuple[Flow, ...]:
    """The flows an agreement could stand behind between a few agencies."""
    return changes.flows_of(book.only(agencies), key)


def test_losing_an_agreement_costs_what_it_alone_covered(book: Book) -> None:
    key = next(key for key, one in book.agreements.items() if one.reference == "ESH-010")
    flows = between(book, key, SCHOOL, CHILDREN, POLICE)
    before = {cell.flow: cell for cell in matrix.cells(book, flows)}

    lost = changes.without_agreement(book, flows, key)

    assert (SCHOOL, CHILDREN) in {(one.flow.provider, one.flow.recipient) for one in lost}
    for one in lost:
        assert "ESH-010" in before[one.flow].agreements
        assert one.lost or Verdict.WITH_CONDITIONS in (one.before, one.after)


def test_losing_a_charter_takes_no_cover_away_but_adds_a_condition(book: Book) -> None:
    charter = next(key for key, one in book.agreements.items() if one.reference == "ESH-001")
    lost = [
        change
        for key, one in book.agreements.items()
        if one.parent_id == charter
        for change in changes.without_agreement(
            book, between(book, key, SCHOOL, CHILDREN, POLICE, REFUGE), charter
        )
    ]

    assert all(one.after is Verdict.WITH_CONDITIONS and not one.lost for one in lost)
    assert lost


def test_an_agency_that_leaves_loses_its_own_flows_only(book: Book, mash: profiles.Profile) -> None:
    needed = tuple(mash.needed(book))

    lost = changes.without_party(book, needed, POLICE)

    assert lost
    assert all(POLICE in (one.flow.provider, one.flow.recipient) for one in lost)


def test_what_lapses_names_the_day_and_never_a_review(book: Book, mash: profiles.Profile) -> None:
    ending = [key for key, one in book.agreements.items() if one.ends_on and one.ends_on >= ON]
    every = tuple(flow for key in ending for flow in changes.flows_of(book, key))[:400]
    found = changes.lapses(book, every, date(2029, 1, 1))

    assert found
    ends = {one.ends_on for one in book.agreements.values()}
    assert all(date.fromordinal(lapse.on.toordinal() - 1) in ends for lapse in found)
    assert [lapse.on for lapse in found] == sorted(lapse.on for lapse in found)


def test_nothing_lapses_before_it_ends(book: Book) -> None:
    assert changes.lapses(book, [a_flow(SCHOOL, CHILDREN)], ON) == ()


def test_the_network_says_who_holds_it_together(book: Book) -> None:
    found = shape.links(matrix.cells(book, [a_flow(SCHOOL, CHILDREN), a_flow(CHILDREN, POLICE)]))
    chain = tuple(
        link.model_copy(update={"forward": Verdict.COVERED, "back": None}) for link in found
    )

    assert shape.single_points(chain) == ((CHILDREN, 1),)
    assert shape.alone(found) == () or Verdict.NOT_COVERED in {link.verdict for link in found}


def test_the_picture_is_the_same_every_time_and_nobody_stands_on_anybody(
    book: Book, mash: profiles.Profile
) -> None:
    found = shape.links(held_against(book, mash))
    core = [agency for agency, kind in book.types.items() if kind in mash.core]

    places = shape.places(sorted(book.sides), core, found)
    again = shape.places(sorted(book.sides, reverse=True), core, tuple(reversed(found)))

    assert places == again
    assert len({(one.x, one.y) for one in places.values()}) == len(book.sides)
    assert all(abs(one.x) <= 1 and abs(one.y) <= 1 for one in places.values())


def test_closing_the_gaps_of_a_purpose_takes_one_agreement_for_each_group(
    book: Book, mash: profiles.Profile
) -> None:
    missing = profiles.gaps(held_against(book, mash))

    made = closing.proposals(missing)

    assert sum(one.gaps for one in made) == len(missing)
    for one in made:
        beside = [two for two in made if two.purpose == one.purpose and two != one]
        assert all(set(one.parties).isdisjoint(two.parties) for two in beside)


def test_a_mend_names_the_agreement_and_how_many_gaps_it_helps(
    book: Book, mash: profiles.Profile
) -> None:
    missing = profiles.gaps(held_against(book, mash))
    found = closing.mends(book, missing)

    assert [one.gaps for one in found] == sorted((one.gaps for one in found), reverse=True)
    assert {one.agreement_id for one in found} <= set(book.agreements)
    assert sum(one.gaps for one in found) == sum(bool(cell.near) for cell in missing)


def test_an_overlap_is_named_once_and_a_schedule_is_none(book: Book) -> None:
    found = overlaps.overlaps(book)

    assert len({(one.one, one.other) for one in found}) == len(found)
    for one in found:
        ids = {a.reference: a for a in book.agreements.values()}
        assert ids[one.one].parent_id != ids[one.other].id
        assert one.keys == (ids[one.one].id, ids[one.other].id)
        assert len(one.parties) > 1


def test_a_way_round_needs_cover_on_both_hops_and_leave_to_pass_on(book: Book) -> None:
    for provider, recipient in list(permutations(sorted(book.sides), 2))[::29]:
        flow = a_flow(provider, recipient).model_copy(
            update={"categories": ("id_contact",), "subjects": ("child",)}
        )
        for path in onward.onward(book, flow):
            assert path.between not in (provider, recipient)
            assert path.first.is_covered
            assert path.second.is_covered
            assert path.onward_sharing != "none"


def test_too_many_agencies_are_refused_with_the_number(demo: Database) -> None:
    many = [f"agency-{number}" for number in range(network.MOST_AGENCIES + 1)]

    with pytest.raises(Invalid) as refused:
        network.network_book(demo, SYSTEM, many, on=ON)

    assert str(network.MOST_AGENCIES) in refused.value.faults["agencies"]


def test_nobody_reads_the_network_without_leave(demo: Database) -> None:
    nobody = Actor(id="x", name="X", job_title="", agency_id="y", grants=frozenset())

    with pytest.raises(NotPermitted):
        network.network_book(demo, nobody, [SCHOOL], on=ON)
    with pytest.raises(NotPermitted):
        network.partnership(demo, nobody, AREA, on=ON)


def test_a_matrix_of_one_day_ahead_is_what_the_register_would_say_then(
    demo: Database, book: Book
) -> None:
    later = date(2027, 6, 1)
    flows = [a_flow(*pair) for pair in permutations(sorted(book.sides)[:12], 2)]

    for cell in matrix.cells(book, flows, on=later):
        asked = service.ask_coverage(demo, SYSTEM, question(book, cell.flow, later))
        assert cell.verdict is asked.verdict, cell.flow


def test_a_picture_that_cannot_show_all_shows_the_agency_picked_first(
    book: Book, mash: profiles.Profile
) -> None:
    found = shape.links(held_against(book, mash))
    core = [agency for agency, kind in book.types.items() if kind in mash.core]
    mine = [link for link in found if SCHOOL in (link.one, link.other)]

    drawn = shape.drawn_first(found, SCHOOL, core, len(mine) + 1)

    assert set(drawn[:-1]) == set(mine)
    assert shape.drawn_first(found, "", core, len(found)) != ()
    assert set(shape.drawn_first(found, "", core, len(found))) == set(found)


def test_a_picture_is_worked_out_again_when_the_register_changes(demo: Database) -> None:
    first = pictures.picture(demo, SYSTEM, "mash", AREA, on=ON)
    assert pictures.picture(demo, SYSTEM, "mash", AREA, on=ON) is first

    service.add_agency(demo, SYSTEM, NewAgency(id="new", name="New", type="school", area=AREA))
    again = pictures.picture(demo, SYSTEM, "mash", AREA, on=ON)

    assert "new" in again.names
    assert "new" not in first.names


def test_a_picture_that_would_take_minutes_is_refused_in_words(
    demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_FLOWS", 3)

    with pytest.raises(Invalid) as refused:
        pictures.picture(demo, SYSTEM, "mash", AREA, on=date(2026, 1, 2))

    assert "Choose one purpose" in refused.value.faults["area"]
