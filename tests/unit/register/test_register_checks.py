"""What may be written into the register: each fault is a sentence at its place."""

from datetime import date, timedelta

import pytest

from isa.coverage.model import CoverageQuestion
from isa.coverage.view import AgreementType, Direction, PartyState
from isa.register.agencies.checks import new_agency_faults
from isa.register.agencies.tables import ContactKind
from isa.register.agreements.checks import new_agreement_faults
from isa.register.answers.checks import in_full, question_faults
from isa.register.model import (
    AgencyContact,
    Identifier,
    NewAgency,
    NewAgreement,
    NewParty,
    NewRow,
)
from isa.register.naming import fold, search_key

START = date(2025, 4, 1)
EMOJI = "Sharing \N{GRINNING FACE}"


def a_row(**changes):
    return NewRow(
        **{
            "providers": ("school",),
            "recipients": ("council",),
            "categories": ("id_contact",),
            "subjects": ("child",),
            **changes,
        }
    )


def an_agreement(**changes):
    return NewAgreement(
        **{
            "reference": "ESH-001",
            "title": "Sharing for child protection",
            "starts_on": START,
            "purposes": ("safeguard_child",),
            "rows": (a_row(),),
            **changes,
        }
    )


def signed(agency_id, **changes):
    return NewParty(
        **{"agency_id": agency_id, "state": PartyState.SIGNED, "signed_on": START, **changes}
    )


def test_a_sound_agreement_has_no_faults():
    assert new_agreement_faults(an_agreement()) == {}
    silent = a_row(direction=Direction.NOT_RECORDED, providers=(), recipients=())
    assert new_agreement_faults(an_agreement(rows=(silent,))) == {}
    assert new_agreement_faults(an_agreement(summary="Written <plainly>, even " + EMOJI)) == {}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"ends_on": START - timedelta(days=1)}, "ends_on"),
        ({"review_due_on": START - timedelta(days=1)}, "review_due_on"),
        ({"starts_on": date(205, 4, 1)}, "starts_on"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 20_000}, "title"),
        ({"title": "<script>alert(1)</script>"}, "title"),
        ({"title": EMOJI}, "title"),
        ({"title": "Two\x00words"}, "title"),
        ({"summary": "x" * 20_000}, "summary"),
        ({"summary": "a\x00b"}, "summary"),
        ({"reference": ""}, "reference"),
        ({"purposes": ("everything",)}, "purposes"),
        ({"exclusions": ("secrets",)}, "exclusions"),
        ({"onward_sharing": "whatever"}, "onward_sharing"),
        ({"parties": (signed("school"), signed("school"))}, "parties[1]"),
        ({"parties": (NewParty(agency_id="school", signed_on=START),)}, "parties[0].signed_on"),
        (
            {"parties": (signed("school", state=PartyState.WITHDRAWN),)},
            "parties[0].withdrawn_on",
        ),
        (
            {"parties": (signed("school", withdrawn_on=START - timedelta(days=1)),)},
            "parties[0].withdrawn_on",
        ),
        ({"rows": (a_row(categories=()),)}, "rows[0].categories"),
        ({"rows": (a_row(subjects=()),)}, "rows[0].subjects"),
        ({"rows": (a_row(), a_row(subjects=("dogs",)))}, "rows[1].subjects"),
        ({"rows": (a_row(conditions=("luck",)),)}, "rows[0].conditions"),
        ({"rows": (a_row(methods=("pigeon",)),)}, "rows[0].methods"),
        ({"rows": (a_row(providers=()),)}, "rows[0].providers"),
        ({"type": AgreementType.TIER1_CHARTER}, "rows"),
        ({"type": AgreementType.DDA, "is_reciprocal": True}, "is_reciprocal"),
        ({"id": "Not An Id"}, "id"),
        ({"rows": tuple(a_row() for _ in range(501))}, "rows"),
    ],
)
def test_a_faulty_agreement_names_the_place(changes, path):
    faults = new_agreement_faults(an_agreement(**changes))

    assert set(faults) == {path}
    assert faults[path][0].isupper()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"type": "coven"}, "type"),
        ({"id": "../etc"}, "id"),
        ({"other_names": ("<b>",)}, "other_names[0]"),
        ({"identifiers": (Identifier(kind="urn", value=""),)}, "identifiers[0].value"),
        ({"identifiers": (Identifier(kind="aura", value="1"),)}, "identifiers[0]"),
        (
            {
                "contacts": (
                    AgencyContact(kind=ContactKind.FRONT_DOOR, label="Door", number="ring me"),
                )
            },
            "contacts[0].number",
        ),
    ],
)
def test_a_faulty_agency_names_the_place(changes, path):
    sound = {"name": "Pinewood Primary", "type": "school"}

    assert new_agency_faults(NewAgency(**sound)) == {}
    assert set(new_agency_faults(NewAgency(**{**sound, **changes}))) == {path}


def a_question(**changes):
    return CoverageQuestion(
        **{
            "provider": "p",
            "recipient": "q",
            "purpose": "cp_s47",
            "categories": ("id_contact",),
            "subjects": ("child",),
            "on": START,
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"purpose": "curiosity"}, "purpose"),
        ({"categories": ()}, "categories"),
        ({"categories": ("secrets",)}, "categories"),
        ({"subjects": ()}, "subjects"),
        ({"subjects": ("dogs",)}, "subjects"),
        ({"regime": "military"}, "regime"),
        ({"method": "pigeon"}, "method"),
        ({"conditions_met": ("luck",)}, "conditions"),
        ({"on": date(3026, 1, 1)}, "on"),
    ],
)
def test_a_faulty_question_names_the_place(changes, path):
    assert question_faults(a_question()) == {}
    assert set(question_faults(a_question(**changes))) == {path}


def test_a_group_is_asked_about_kind_by_kind_and_once():
    full = in_full(a_question(categories=("health_gp", "health"), subjects=("child", "child")))

    assert full.categories[0] == "health_gp"
    assert len(full.categories) == len(set(full.categories)) == 5
    assert full.subjects == ("child",)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Rhys Ŵyn-Jones", "rhys wyn jones"),
        ("Zofia Żółć", "zofia zolc"),
        ("  St Mary's  (C of E) ", "st mary s c of e"),
        ("STRASSE straße", "strasse strasse"),
    ],
)
def test_names_fold_to_plain_small_letters(name, folded):
    assert fold(name) == folded


def test_every_word_of_every_name_begins_after_a_space():
    assert search_key("Pinewood Primary", ("Pine",)) == "| pinewood primary | pine "


def test_too_many_parties_are_said_in_words():
    party = NewParty(agency_id="school")

    found = new_agreement_faults(an_agreement(parties=(party,) * 5001))

    assert found["parties"] == "Record at most 5,000 parties in one agreement"
