"""Names of one file: cut where several stand, set beside each other, and never taken together by halves."""

from datetime import date

import pytest

from isa.register.importing.comparing import Agreements
from isa.register.importing.matching import KnownAgency, Register, Sureness
from isa.register.importing.model import ColumnMap, Layout, Sheet, Weight, causes
from isa.register.importing.parties import may_be_several, names_in
from isa.register.importing.planning import Known, make_plan

TODAY = date(2026, 11, 22)
_UNSAID = "No status is given. It comes in as a draft"


def planned(rows, chosen=None, agencies=(), fields=("title", "parties"), **more):
    sheet = Sheet("", [tuple(fields), *rows])
    mapping = ColumnMap(layout=Layout.AGREEMENTS, header_line=1, fields=fields, **more)
    known = Known(Register.of(agencies), Agreements.of([]), (), lambda _wanted: None)
    return make_plan(sheet, mapping, known, chosen or {}, today=TODAY)


def sentences(plan, weight=Weight.DOUBT):
    return [each.sentence for each in plan.of(weight)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Exampleshire Police & Sampleton Council & NSPCC", 3),
        ("ECC & SBC & NCC", 3),
        ("Age UK and Victim Support", 2),
        ("Exampleshire Police &\nSampleton Council", 2),
        ("Health &\nCare Trust", 1),
        ("Health & Care Trust", 1),
        ("Sampleton Health and Care Trust", 1),
        ("Sampleton Community Services and Housing Trust", 1),
        ("Sampleton Fire & Rescue Service", 1),
        ("HMP & YOI Sampleton", 1),
        ("Barnham, Enfold and Harrow Mental Health NHS Trust", 1),
        ("Avonham, Somerton & Wiltham Police", 1),
        ("Cumber, Northumber, Tynam and Wear Valley NHS Foundation Trust", 1),
        ("Exampleshire Police, Barnham, Enfold and Harrow NHS Trust, Sampleton Council", 3),
        ("Barnham, Enfold and Harrow Council", 2),
        ("NSPCC, Enfold and Harrow NHS Trust", 2),
        ("Sampleton Council, Enfold and Harrow NHS Trust", 2),
        ("Barnham, Exampleshire Police and Sampleton NHS Trust", 3),
        ("Health, Enfold and Harrow NHS Trust", 2),
        ("Exampleshire Police & Crime Commissioner", 1),
        ("Exampleshire Police &", 1),
        ("& Exampleshire Police, and", 1),
    ],
)
def test_a_name_is_cut_only_where_names_stand_on_both_sides(text, names):
    found = names_in(text, frozenset()).names
    assert len(found) == names, found
    assert not any(each.endswith(("&", " and")) or each.startswith("&") for each in found)


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Police and Probation Service", True),
        ("Police & Health & Education", True),
        ("Health & Care Trust", False),
        ("Fire and Rescue Service", False),
        ("Barnham, Enfold and Harrow and Wick Mental Health NHS Trust", False),
        ("Sampleton Council", False),
    ],
)
def test_a_name_that_may_be_several_is_doubted(name, several):
    assert may_be_several(name) is several


def test_one_body_spelled_in_two_ways_becomes_one_agency():
    plan = planned(
        [
            ("One", "Sampleton CC; Northmoor Homes"),
            ("Two", "Sampleton County Council; Northmoor Homes"),
            ("Three", "Sampleton County Council (Adults)"),
        ]
    )

    assert sorted(each.name for each in plan.agencies) == [
        "Northmoor Homes",
        "Sampleton County Council",
    ]
    by_name = {each.name: each.match.sureness for each in plan.names}
    assert by_name["Sampleton CC"] is Sureness.SAME
    assert by_name["Sampleton County Council (Adults)"] is Sureness.LIKELY
    assert len({party.agency for each in plan.agreements for party in each.parties}) == 2
    assert "spelled in two ways" in " ".join(sentences(plan))


def test_what_may_be_one_body_stays_two_until_a_person_says_so():
    rows = [("One", "Southmoor Borough Council"), ("Two", "Southmoor on Sea Borough Council")]
    plan = planned(rows)
    assert len(plan.agencies) == 2
    assert "may be 'Southmoor on Sea Borough Council'" in " ".join(sentences(plan))
    near = next(each for each in plan.names if each.line == 2).match.alternatives[0]

    said = planned(rows, {"southmoor borough council": near.agency_id})

    assert [each.name for each in said.agencies] == ["Southmoor on Sea Borough Council"]
    assert said.names[0].match.sureness is Sureness.CHOSEN
    assert sentences(said) == [_UNSAID] * 2


def test_two_names_said_to_be_each_other_are_one_and_a_choice_is_followed_to_the_register():
    rows = [("One", "Alder Group"), ("Two", "Birch Group"), ("Three", "Cedar Group")]
    circle = planned(rows, {"alder group": "new:birch group", "birch group": "new:alder group"})
    assert [each.name for each in circle.agencies] == ["Alder Group", "Cedar Group"]

    held = [KnownAgency(id="oak", name="Oak Group", type="other", names=("oak group",))]
    chain = {
        "alder group": "new:birch group",
        "birch group": "new:cedar group",
        "cedar group": "oak",
    }
    followed = planned(rows, chain, held)
    assert followed.agencies == []
    assert {party.agency for each in followed.agreements for party in each.parties} == {"oak"}


def test_other_bodies_of_one_place_are_never_taken_for_one():
    plan = planned(
        [
            ("One", "Sampleton City Council; Sampleton County Council; Sampleton Police"),
            ("Two", "Sampleton Primary School; Sampleton Secondary School; Sampleton Homes"),
        ]
    )
    assert len(plan.agencies) == 6


def test_the_order_of_rows_makes_no_difference_to_who_is_who():
    rows = [("A", "Foo CC"), ("B", "Foo County Council"), ("C", "Foo County Council (HR)")]
    there, back = planned(rows), planned(rows[::-1])
    assert {each.name for each in there.agencies} == {each.name for each in back.agencies}


def test_a_name_a_person_calls_several_is_parted():
    plan = planned(
        [("One", "Police and Probation Service")], {"police and probation service": "split"}
    )
    assert [each.name for each in plan.agencies] == ["Police", "Probation Service"]
    assert plan.names[0].match.sureness is Sureness.SPLIT
    assert len(plan.agreements[0].parties) == 2


def test_a_bad_cell_is_told_once_and_the_same_cause_with_all_its_rows():
    rows = [("One", "A Trust; B Trust; C Trust", "soon"), ("Two", "D Trust; E Trust", "soon")]
    rows += [("Three", "F Trust", ""), ("Four", "F Trust", "soon")]
    plan = planned(rows, fields=("title", "parties", "signed_on"))

    assert len(plan.of(Weight.FAULT)) == 3
    (cause,) = causes(plan.of(Weight.FAULT))
    assert cause.lines == (2, 3, 5)
    assert cause.where(plan.headings) == "Rows 2, 3 and 5, column C (signed_on)"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In force 2026", "in_force"),
        ("In force 2027", None),
        ("In force 1/12/2026", None),
        ("Live since Dec-2026", None),
        ("Signed 12/03/2024", "in_force"),
    ],
)
def test_a_status_of_a_day_to_come_is_no_status_of_today(text, status):
    plan = planned([("One", text)], fields=("title", "status"))
    assert plan.is_ready is (status is not None)
    if status is None:
        assert "a day that has not come" in sentences(plan, Weight.FAULT)[0]
    else:
        assert plan.agreements[0].status.value == status


@pytest.mark.parametrize(
    ("text", "said", "faults"),
    [
        ("Yes", "entry_only", 0),
        ("✓", "entry_only", 0),
        ("whole", "whole", 0),
        ("Yes, in full", "whole", 0),
        ("No", "no", 0),
        ("Not published", "no", 0),
        ("", "", 0),
        ("Yes?", "", 1),
        ("after redaction", "", 1),
        ("yes but not the annex", "", 1),
    ],
)
def test_only_a_clear_yes_makes_an_agreement_public(text, said, faults):
    plan = planned([("One", text)], fields=("title", "publication"))
    assert plan.agreements[0].publication == said
    assert len(plan.of(Weight.FAULT)) == faults
    assert plan.counts()["agreements_public"] == (said in ("entry_only", "whole"))
