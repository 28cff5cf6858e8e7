"""Cells as people write them: days, several parties, ditto marks, names that mean one agency."""

from datetime import date

import pytest

from isa.register.importing.dates import read_day
from isa.register.importing.kinds import is_class, is_role_only, kind_of
from isa.register.importing.matching import Code, KnownAgency, Register, Sureness, match
from isa.register.importing.parties import names_in
from isa.register.naming import fold


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1/4/24", date(2024, 4, 1), date(2024, 4, 1)),
        ("01.04.2024", date(2024, 4, 1), date(2024, 4, 1)),
        ("2024-04-01", date(2024, 4, 1), date(2024, 4, 1)),
        ("2024-04-01 09:30:00", date(2024, 4, 1), date(2024, 4, 1)),
        ("Mon 1st of April 2024", date(2024, 4, 1), date(2024, 4, 1)),
        ("April 1, 2024", date(2024, 4, 1), date(2024, 4, 1)),
        ("45383", date(2024, 4, 1), date(2024, 4, 1)),
        ("20240401", date(2024, 4, 1), date(2024, 4, 1)),
        ("Apr-2024", date(2024, 4, 1), date(2024, 4, 30)),
        ("sept 24", date(2024, 9, 1), date(2024, 9, 30)),
        ("04/2024", date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("Spring 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("4/13/2024", date(2024, 4, 13), date(2024, 4, 13)),
        ("1/4/23, then 1/4/24", date(2024, 4, 1), date(2024, 4, 1)),
    ],
)
def test_a_day_is_read_in_any_form(text, first, last):
    read = read_day(text, takes_latest=True)

    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["31/2/2024", "13.13.2024", "whenever", "99999", "1 April 1066", "May"]
)
def test_what_is_no_day_is_said_to_be_none(text):
    assert not read_day(text).is_readable


@pytest.mark.parametrize("text", ["", "TBC", "n/a", "-", "ongoing", "no end date", "?"])
def test_no_day_is_no_fault(text):
    read = read_day(text)

    assert read.is_readable
    assert read.first is None


def test_what_is_uncertain_in_a_day_is_said():
    assert read_day("Under Review").state == "in_review"
    assert "month" in read_day("Mar-2024").doubt
    assert "several days" in read_day("1/4/23; 1/4/24").doubt
    assert "no such month" in read_day("4/13/2024").doubt
    assert not read_day("1/4/24").doubt


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northmoor Council; Sampleton Police\nSampleton Homes", 3),
        ("1. Northmoor Council 2. Sampleton Police", 2),
        ("Northmoor Council Sampleton Borough Council Exampleshire County Council", 3),
        ("Northmoor Police and Exampleshire County Council", 2),
        ("Sampleton and Northmoor College", 1),
        ("Northmoor Council Education and Skills", 1),
        ("Sampleton and Northmoor NHS FT", 1),
        ("Sampleton University Hospitals NHS Trust", 1),
        ("Northmoor Police Fire and Crime Commissioner", 1),
        ("Royal Northmoor (NHS FT) (First Hospital, Second Hospital, Third Hospital)", 1),
        ("Northmoor Council (Education, Housing), Sampleton Police", 2),
        ("TBC", 0),
        ("", 0),
    ],
)
def test_a_cell_is_cut_into_its_parties_and_never_inside_a_name(text, names):
    assert len(names_in(text, frozenset()).names) == names


def test_known_names_are_found_in_run_together_text_and_keep_their_commas():
    known = {
        fold("Northmoor, Sampleton and Oldham Council"),
        fold("Mind in Sampleton"),
        fold("Age Help"),
    }

    commas = names_in("Northmoor, Sampleton and Oldham Council, Age Help", known)
    run = names_in("Mind in Sampleton Age Help Northmoor Police", known)

    assert commas.names == ("Northmoor, Sampleton and Oldham Council", "Age Help")
    assert run.names == ("Mind in Sampleton", "Age Help", "Northmoor Police")
    assert "nothing between" in run.doubt
    assert not commas.doubt


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Northmoor City Council", "council"),
        ("Exampleshire Constabulary", "police"),
        ("Sampleton ICB", "icb"),
        ("Sampleton Fire and Rescue Service", "fire"),
        ("Oldham Road Surgery", "gp"),
        ("Sampleton High School", "school"),
        ("Sampleton Learning Trust", "academy_trust"),
        ("University Hospitals of Sampleton NHS Trust", "hospital_trust"),
        ("Northmoor GPs", "agency_class"),
        ("All schools in Exampleshire", "agency_class"),
        ("Something Else", "other"),
    ],
)
def test_a_name_tells_the_kind_of_agency(name, kind):
    assert kind_of(name) == kind


def test_groups_and_mere_roles_are_told_from_agencies():
    assert is_class("Northmoor Schools (including children's centres)")
    assert not is_class("University Hospitals of Sampleton NHS Trust")
    assert is_role_only("Housing (local authority)")
    assert not is_role_only("Northmoor Housing")


def register():
    def known(agency_id, name, *others, **more):
        names = tuple(map(fold, (name, *others)))
        return KnownAgency(agency_id, name, "other", names, **more)

    return Register.of(
        [
            known("city", "Sampleton City Council"),
            known("trust", "Northmoor NHS Foundation Trust"),
            known("icb", "NHS Northmoor and Sampleton Integrated Care Board"),
            known("police", "Exampleshire Constabulary", "Exampleshire Police"),
            known("a", "St Ann's School", identifiers=(Code(kind="urn", value="100001"),)),
        ]
    )


@pytest.mark.parametrize(
    ("name", "agency", "how"),
    [
        ("Sampleton City Council", "city", Sureness.SAME),
        ("NORTHMOOR NHS FT", "trust", Sureness.SAME),
        ("Exampleshire Police", "police", Sureness.SAME),
        ("Northmoor & Sampleton ICB", "icb", Sureness.LIKELY),
        ("Sampleton City Council (Children's Social Care)", "city", Sureness.LIKELY),
        ("Sampleton County Council", "", Sureness.NEW),
        ("Sampleton Road Surgery", "", Sureness.NEW),
    ],
)
def test_a_name_is_matched_and_two_agencies_are_never_taken_for_one(name, agency, how):
    found = match(register(), name)

    assert (found.sureness, found.agency_id) == (how, agency)


def test_a_near_name_is_offered_and_a_choice_is_kept():
    near = match(register(), "Sampleton County Council")
    assert [each.agency_id for each in near.alternatives] == ["city"]

    assert match(register(), "Sampleton County Council", chosen="city").agency_id == "city"
    assert match(register(), "Sampleton City Council", chosen="new").sureness is Sureness.NEW
    assert match(register(), "Sampleton City Council", chosen="skip").sureness is Sureness.SKIPPED


def test_an_identifier_wins_over_a_name_and_a_contradiction_is_asked_about():
    urn = (Code(kind="urn", value="100001"),)
    other = (Code(kind="urn", value="100002"),)

    assert match(register(), "Saint Anns School", urn).agency_id == "a"
    assert match(register(), "Northmoor Prison", urn).sureness is Sureness.UNSURE
    assert match(register(), "St Ann's School", other).sureness is Sureness.NEW
