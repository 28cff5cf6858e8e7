"""What each answer about a recipient or an item becomes as a fact: who they are, and what it tells."""

from datetime import date
from typing import Any

import pytest

from decisions.assessment import Contact
from decisions.journey.derive import Listed, Switches, derive
from decisions.journey.relevance import relevant
from decisions.policy.model import Answer
from tests.unit.journey.cases import ADULT, CHILD, SCHOOL, answers

ROUTE = Contact(label="Desk", number="01632 960000", hours="Days", checked_on=date(2026, 11, 1))
UNCHECKED = ROUTE.model_copy(update={"checked_on": None})
UNLISTED = {
    "agency_id": "not_listed",
    "name": "x",
    "recipient_class": "housing",
    "verified": "known_route",
}


def an_entry(contacts: tuple[Contact, ...] = (ROUTE,), listed: str = "listed") -> Listed:
    return Listed(
        agency_id="csc",
        name="Children's services",
        recipient_class="children_sc",
        listed_16la=listed,
        contacts=contacts,
    )


def facts(
    entry: Listed | None = None, base: dict[str, Any] = CHILD, **changes: Any
) -> tuple[dict[str, Answer], ...]:
    """The facts of the one recipient, and of the one item."""
    listed = {"csc": entry or an_entry()}
    found = derive(relevant(answers(base, **changes)), SCHOOL, listed, Switches())
    return dict(found.recipients[0]), dict(found.items[0])


def test_a_whole_recipient_and_a_whole_item_are_these_facts() -> None:
    assert facts(harm__seriousness="some") == (
        {
            "recipient_class": "children_sc",
            "recipient_verified": "known_route",
            "recipient_listed_16la": "yes",
            "recipient_conflict": "none",
            "recipient_use": "act_to_protect",
            "unmet_without_them": "yes",
            "recipient_can_help": "not_applicable",
            "channel_safe": "yes",
            "harm_if_shared": "none_seen",
        },
        {
            "item_about": ("protected_child",),
            "item_class": ("personal", "special"),
            "how_much_needed": "all_of_it",
            "item_needed": "not_applicable",
            "effect_on_person": "little",
            "proportionate": "not_applicable",
            "item_protects_child": "not_applicable",
            "item_reliability": "current_fact",
            "restriction": "none",
            "permission": "not_needed",
            "locates_or_identifies": "no",
            "whose": "case_person",
        },
    )


def test_of_a_recipient_and_an_item_nothing_is_said_of_nothing_is_made_up() -> None:
    found = facts(
        recipients=[{"id": "r1"}],
        items=[{"id": "i1"}],
    )

    assert found == (
        {
            "recipient_listed_16la": "not_known",
            "recipient_can_help": "not_applicable",
            "channel_safe": "yes",
        },
        {
            "item_needed": "not_applicable",
            "proportionate": "not_applicable",
            "item_protects_child": "not_applicable",
            "whose": "case_person",
        },
    )


def test_a_recipient_that_is_not_in_the_register_is_what_was_said() -> None:
    recipient, _ = facts(recipients__0__recipient=UNLISTED)

    assert recipient["recipient_class"] == "housing"
    assert recipient["recipient_verified"] == "known_route"
    assert recipient["recipient_listed_16la"] == "not_known"


@pytest.mark.parametrize(
    ("said", "contacts", "found"),
    [
        (None, (ROUTE,), "known_route"),
        (None, (UNCHECKED, ROUTE), "known_route"),
        (None, (UNCHECKED,), None),
        (None, (), None),
        ("known_route", (ROUTE,), "known_route"),
        ("known_route", (UNCHECKED,), "not_verified"),
        ("not_verified", (ROUTE,), "not_verified"),
        ("verified", (UNCHECKED,), "verified"),
    ],
)
def test_a_route_is_known_only_while_somebody_has_checked_it(
    said: str | None, contacts: tuple[Contact, ...], found: str | None
) -> None:
    recipient, _ = facts(an_entry(contacts), recipients__0__recipient__verified=said)

    assert recipient.get("recipient_verified") == found


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        *(("listed", "yes"), ("designated", "yes"), ("commissioned", "yes"), ("yes", "yes")),
        *(("not_listed", "no"), ("no", "no"), ("not_known", "not_known"), ("", "not_known")),
    ],
)
def test_the_register_says_whether_a_recipient_is_named_by_the_new_duty(
    listed: str, found: str
) -> None:
    assert facts(an_entry(listed=listed))[0]["recipient_listed_16la"] == found


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (["anonymous"], ("anonymous",)),
        (["none"], ("personal",)),
        (["special", "criminal_offence"], ("criminal_offence", "personal", "special")),
        (["anonymous", "special"], ("personal", "special")),
        (["confidential", "none"], ("confidential", "personal")),
    ],
)
def test_what_is_not_anonymous_is_personal_information_as_well(
    kinds: list[str], found: tuple[str, ...]
) -> None:
    assert facts(items__0__item__kinds=kinds)[1]["item_class"] == found


def test_whom_an_item_is_about_is_a_set() -> None:
    about = ["suspected", "protected_child"]

    assert facts(items__0__item__about=about)[1]["item_about"] == (
        "protected_child",
        "suspected",
    )


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({"who": "both", "child_stage": "child", "adult_position": "other_adult"}, "no"),
        ({"who": "child", "child_stage": "child"}, "not_applicable"),
        ({"who": "adult", "adult_position": "other_adult"}, "not_applicable"),
        ({"who": "both", "child_stage": "child"}, None),
        ({"who": "both", "adult_position": "other_adult"}, None),
    ],
)
def test_whether_an_item_protects_a_child_matters_only_beside_an_adults_choice(
    about: dict[str, str], found: str | None
) -> None:
    _, item = facts(about=about, items__0__use__protects_child="no")

    assert item.get("item_protects_child") == found


def test_a_restriction_needs_permission_and_nothing_else_does() -> None:
    court = {
        "restriction": "family_or_cop_court",
        "permission": "refused",
        "reliability": "historic",
    }

    _, item = facts(items__0__care={**court, "locates": "yes"})

    assert item["restriction"] == "family_or_cop_court"
    assert item["permission"] == "refused"
    assert item["item_reliability"] == "historic"
    assert item["locates_or_identifies"] == "yes"
    assert facts(items__0__care__permission="refused")[1]["permission"] == "not_needed"
    assert "permission" not in facts(items__0__care={"restriction": "family_or_cop_court"})[1]


@pytest.mark.parametrize(
    ("use", "found"),
    [("only_know", "no"), ("not_known", "not_known"), ("provide_service", "yes")],
)
def test_before_a_letter_is_sent_it_counts_whether_the_reader_does_something_with_it(
    use: str, found: str
) -> None:
    check = {"depth": "check", "trigger": "routine_sending", "sending": {"paper": "letter"}}

    recipient, _ = facts(**check, recipients__0__link={"use": use})

    assert recipient["recipient_can_help"] == found
    assert recipient["recipient_use"] == recipient["unmet_without_them"] == "not_applicable"


@pytest.mark.parametrize(
    ("base", "harm", "view", "found"),
    [
        (ADULT, "significant", "refuses", "no"),
        (ADULT, "significant", "withdrew", "no"),
        (ADULT, "some", "refuses", "no"),
        (ADULT, "significant", "agrees", "not_applicable"),
        (ADULT, "some", "agrees", "not_applicable"),
        (ADULT, "immediate", "refuses", "not_applicable"),
        (CHILD, "significant", "refuses", "not_applicable"),
    ],
)
def test_a_no_is_weighed_by_whoever_shares_against_it_and_never_in_danger(
    base: dict[str, Any], harm: str, view: str, found: str
) -> None:
    said = {"harm__seriousness": harm, "views": {"view": view}}

    _, weighed = facts(base=base, items__0__use__weighed="no", **said)
    _, unsaid = facts(base=base, items__0__use__weighed=None, **said)

    assert weighed["proportionate"] == found
    assert unsaid.get("proportionate") == (None if found == "no" else "not_applicable")
