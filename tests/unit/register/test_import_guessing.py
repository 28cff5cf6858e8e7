"""What a hurried person's headings are taken for, and what a file that says less is never taken to say."""

from datetime import date

import pytest

from isa.register.importing.comparing import Agreements
from isa.register.importing.headers import AGREEMENT_FIELDS, guess
from isa.register.importing.mapping import guess_map
from isa.register.importing.matching import Register
from isa.register.importing.model import ColumnMap, Layout, Sheet, Weight
from isa.register.importing.planning import Known, make_plan

NOTHING = Known(Register.of([]), Agreements.of([]), (), lambda _wanted: None)


def planned(rows, fields, **more):
    sheet = Sheet("", [tuple(fields), *rows])
    mapping = ColumnMap(layout=Layout.AGREEMENTS, header_line=1, fields=fields, **more)
    return make_plan(sheet, mapping, NOTHING, {}, today=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("What's it for", "summary"),
        ("What\u2019s it for?", "summary"),
        ("Partner orgs", "parties"),
        ("Lead org", "lead"),
        ("Partner organizations", "parties"),
        ("Agmt name", "title"),
    ],
)
def test_short_forms_in_a_heading_are_understood(heading, field):
    assert guess(heading, AGREEMENT_FIELDS)[0][1] == field


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["Sampleton Council & Exampleshire Police", "Northmoor Council"], "parties"),
        (["Sampleton Council", "Northmoor Council (Early Help, Schools)"], "party"),
        (["Sampleton and Northmoor Council", "Sampleton, Northmoor and Oldham Council"], "party"),
        (["", ""], "party"),
    ],
)
def test_a_column_headed_by_one_partner_may_hold_several(cells, field):
    rows = [("Title", "Partner"), *(("One", each) for each in cells)]
    assert guess_map([Sheet("", rows)], layout=Layout.AGREEMENTS).fields[1] == field


@pytest.mark.parametrize(
    ("cells", "field"), [(["1338.0", "22"], ""), (["Northmoor", "2nd"], "area")]
)
def test_an_area_in_numbers_is_a_size_and_no_place(cells, field):
    rows = [("Name", "GSS code", "Area"), *(("Sampleton Council", "E1", each) for each in cells)]
    assert guess_map([Sheet("", rows)], layout=Layout.AGENCIES).fields[2] == field


def test_a_row_without_a_reference_joins_no_agreement_far_above_it():
    rows = [
        ("A-1", "Sharing", "Sampleton Council"),
        ("", "Sharing", "Oldham Council"),
        ("A-2", "Housing", "Northmoor Council"),
        ("", "Sharing", "Exampleshire Police"),
    ]

    plan = planned(rows, ("reference", "title", "parties"))

    parties = {each.line: [one.name for one in each.parties] for each in plan.agreements}
    assert parties == {
        2: ["Sampleton Council", "Oldham Council"],
        4: ["Northmoor Council"],
        5: ["Exampleshire Police"],
    }
    assert any("nearly that of row 2" in each.sentence for each in plan.of(Weight.DOUBT))


def test_a_party_to_a_row_goes_with_its_agreement_wherever_it_stands():
    rows = [("A-1", "Sharing", "One Council"), ("A-2", "Homes", "B Council"), ("", "Sharing", "C")]
    plan = planned(rows, ("reference", "title", "party"))
    assert [len(each.parties) for each in plan.agreements] == [2, 1]


def test_no_agreement_is_in_force_because_nobody_said_otherwise():
    rows = [("One", ""), ("Two", "Live"), ("Three", "on hold")]
    fields = ("title", "status")

    unsaid = planned(rows, fields)
    said = planned(rows, fields, status_means="in_force", leave_out_unreadable=True)

    assert [each.status.value for each in unsaid.agreements] == ["draft", "in_force", "draft"]
    assert [each.status.value for each in said.agreements] == ["in_force", "in_force", "draft"]
    assert (unsaid.counts()["agreements_assumed"], said.counts()["agreements_assumed"]) == (0, 1)
    told = [each.sentence for each in said.of(Weight.DOUBT) if each.line == 2]
    assert told == ["No status is given. It comes in as in force, because you said so of this file"]
    assert "Write one such as draft" in unsaid.of(Weight.FAULT)[0].sentence


def test_what_says_neither_yes_nor_no_to_a_signature_is_told_so():
    plan = planned([("One", "A Council", "part")], ("title", "party", "is_signed"))
    assert [each.sentence for each in plan.of(Weight.FAULT)] == [
        "'part' does not say whether they signed. Write yes, no, or the day"
    ]
