"""What is worked out of the answers before any question is asked: one row for each thing it may be."""

from typing import Any

import pytest

from decisions.assessing import Known, journey_of
from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.fields import Scope
from decisions.policy.released import load_released
from tests.unit.journey.cases import ADULT, CHILD, ON, answers, with_mother

NEITHER = {"about": {"who": "neither", "naming": "reference_only"}}
UNBORN = {"about__child_stage": "unborn"}
BOTH = {"about": {"who": "both", "child_stage": "child", "adult_position": "other_adult"}}
YOUNG = {"about__child_age": "under_12"}


def worked(base: dict[str, Any] = CHILD, **changes: Any) -> dict[str, str]:
    return people.worked_out(answers(base, **changes))


def of_them(given: Answers, person: str = "p1") -> dict[str, str]:
    return people.worked_out(given, Scope.PERSON, person)


def of_item(given: Answers, item: str = "i1") -> dict[str, str]:
    return people.worked_out(given, Scope.ITEM, item)


def of_recipient(given: Answers) -> dict[str, str]:
    return people.worked_out(given, Scope.RECIPIENT, "r1")


def test_all_that_is_worked_out_of_a_childs_case() -> None:
    assert worked() == {
        "rang": "no",
        "asked_by_phone": "no",
        "somebody": "yes",
        "decides": "yes",
        "age": "not_said",
        "parents_unasked": "no",
        "shared": "no",
        "refused": "no",
        "has_chooser": "yes",
        "lacks_adult": "no",
        "needs_proxy": "yes",
        "limbs": "one",
        "harm": "significant",
        "channel": "safe",
        "use_counts": "yes",
        "whose": "case_person",
        "weighs": "nothing",
    }


@pytest.mark.parametrize(
    ("trigger", "request_", "caller", "rang", "asked"),
    [
        ("request_received", {"received_by": "phone"}, None, "no", "yes"),
        ("request_received", {"received_by": "letter"}, None, "no", "no"),
        ("request_received", {"received_by": "letter"}, {"named": "gave"}, "yes", "yes"),
        ("request_received", None, {"named": "gave"}, "yes", "yes"),
        ("request_received", None, {"name": "Sam"}, "no", "no"),
        ("own_concern", {"received_by": "phone"}, {"named": "gave"}, "yes", "no"),
    ],
)
def test_whether_somebody_rang_and_asked_for_something(
    trigger: str,
    request_: dict[str, str] | None,
    caller: dict[str, str] | None,
    rang: str,
    asked: str,
) -> None:
    found = worked(trigger=trigger, request=request_, caller=caller)

    assert (found["rang"], found["asked_by_phone"]) == (rang, asked)


@pytest.mark.parametrize(
    ("base", "changes", "age"),
    [
        (CHILD, YOUNG, "under_12"),
        (CHILD, {"about__child_age": "12_to_15"}, "12_to_15"),
        (CHILD, {"about__child_age": "not_known"}, "not_said"),
        (CHILD, {}, "not_said"),
        (CHILD, {"about": None}, "not_said"),
        (CHILD, {"about": {}}, "not_said"),
        (ADULT, {}, "adult"),
        (ADULT, {"circumstances__ticked": ["others_child"]}, "not_said"),
        (CHILD, {"about": {**BOTH["about"], "child_age": "under_12"}}, "not_said"),
        (CHILD, NEITHER, "not_said"),
    ],
)
def test_an_age_is_said_of_one_person_alone(
    base: dict[str, Any], changes: dict[str, Any], age: str
) -> None:
    assert worked(base, **changes)["age"] == age
    assert of_item(answers(base, **changes))["age"] == "not_said"


@pytest.mark.parametrize(
    ("changes", "decides", "proxy", "unasked"),
    [
        ({**YOUNG, "views": {"proxy": "not_asked"}}, "no", "yes", "yes"),
        ({**YOUNG, "views": {"proxy": "not_known"}}, "no", "yes", "yes"),
        ({**YOUNG, "views": {"proxy": "agrees"}}, "no", "yes", "no"),
        ({**YOUNG, "views": None}, "no", "yes", "no"),
        ({**YOUNG, "choice": None}, "no", "yes", "yes"),
        ({**YOUNG, "about__who": "both"}, "yes", "yes", "no"),
        ({"about__child_age": "12_to_15"}, "yes", "yes", "no"),
    ],
)
def test_of_a_child_under_12_the_parents_are_asked(
    changes: dict[str, Any], decides: str, proxy: str, unasked: str
) -> None:
    found = worked(**changes)

    assert (found["decides"], found["needs_proxy"]) == (decides, proxy)
    assert found["parents_unasked"] == unasked
    assert found["has_chooser"] == ("no" if decides == "no" else "yes")
    assert of_item(answers(**changes))["decides"] == "yes"


@pytest.mark.parametrize(
    ("base", "competence", "chooser", "lacks_adult", "proxy"),
    [
        (ADULT, "has_capacity", "yes", "no", "no"),
        (ADULT, "lacks", "yes", "yes", "yes"),
        (ADULT, "fluctuating_doubt", "yes", "no", "yes"),
        (ADULT, "not_assessed", "yes", "no", "yes"),
        (ADULT, "not_applicable", "no", "no", "yes"),
        (ADULT, None, "unanswered", "no", "no"),
        (CHILD, "lacks", "yes", "no", "yes"),
        ({**ADULT, **BOTH}, "lacks", "yes", "yes", "yes"),
        ({**CHILD, **NEITHER}, "lacks", "no", "yes", "no"),
    ],
)
def test_who_can_choose_and_who_speaks_for_them(
    base: dict[str, Any], competence: str | None, chooser: str, lacks_adult: str, proxy: str
) -> None:
    found = worked(base, choice__competence=competence)

    assert (found["has_chooser"], found["lacks_adult"]) == (chooser, lacks_adult)
    assert found["needs_proxy"] == proxy
    assert worked(base, choice=None)["has_chooser"] in ("unanswered", "no")


@pytest.mark.parametrize(
    ("base", "about", "lacks_adult"),
    [
        (CHILD, ["parent_carer"], "yes"),
        (CHILD, ["other_person"], "no"),
        (ADULT, ["other_person"], "yes"),
        ({**ADULT, **BOTH}, ["other_person"], "no"),
        ({**ADULT, **BOTH}, ["parent_carer"], "yes"),
    ],
)
def test_somebody_else_is_an_adult_if_they_are_a_parent_or_no_child_is_in_play(
    base: dict[str, Any], about: list[str], lacks_adult: str
) -> None:
    raw = with_mother(base, competence="lacks")
    raw["items"][0]["item"]["about"] = about
    found = of_them(answers(raw))

    assert (found["lacks_adult"], found["has_chooser"]) == (lacks_adult, "yes")
    assert of_them(answers(raw, people=[{"id": "p1"}]))["has_chooser"] == "unanswered"
    assert of_them(answers(raw), "p2")["has_chooser"] == "unanswered"


@pytest.mark.parametrize(
    ("outcome", "shared", "kept"),
    [
        *(("share", "yes", False), ("share_some", "yes", False), ("do_not_share", "no", True)),
        *(("seek_advice", "no", False), (None, "no", False)),
    ],
)
def test_what_was_decided_says_whether_something_went_and_whether_their_no_held(
    outcome: str | None, shared: str, kept: bool
) -> None:
    decided = {"recipients__0__decided": {"outcome": outcome} if outcome else None}

    for view in ("refuses", "withdrew", "agrees", None):
        found = worked(ADULT, **decided, views={"view": view} if view else None)
        is_no = view in ("refuses", "withdrew")
        assert (found["shared"], found["refused"]) == (shared, "yes" if kept and is_no else "no")


@pytest.mark.parametrize(
    ("base", "changes", "limbs"),
    [
        (CHILD, {}, "one"),
        (CHILD, UNBORN, "one"),
        (ADULT, {}, "one"),
        (CHILD, BOTH, "both"),
        (CHILD, {"about__who": "not_known"}, "both"),
        (CHILD, NEITHER, "none"),
        (CHILD, {"about": None}, "none"),
    ],
)
def test_whether_a_child_an_adult_or_both_are_in_play(
    base: dict[str, Any], changes: dict[str, Any], limbs: str
) -> None:
    assert worked(base, **changes)["limbs"] == limbs


@pytest.mark.parametrize(
    ("changes", "harm"),
    [
        ({"harm": None}, "unanswered"),
        ({"harm": None, "circumstances__ticked": ["sp_under13_sexual"]}, "significant"),
        ({"harm__seriousness": "some"}, "some"),
        ({"circumstances": None}, "significant"),
    ],
)
def test_the_harm_is_what_was_said_unless_the_law_always_refers(
    changes: dict[str, Any], harm: str
) -> None:
    assert worked(**changes)["harm"] == harm


RECIPIENT = {"agency_id": "not_listed", "name": "x", "verified": "verified"}


@pytest.mark.parametrize(
    ("kind", "changes", "counts"),
    [
        ("court_coroner", {}, "no"),
        ("media_public", {}, "no"),
        ("the_person", {}, "yes"),
        ("the_person", {"trigger": "request_received", "purpose__aim": "rights_request"}, "no"),
        ("the_person", {"trigger": "own_concern", "purpose__aim": "rights_request"}, "yes"),
        ("the_person", {"trigger": "request_received", "purpose": None}, "yes"),
        ("police", {"trigger": "request_received", "purpose__aim": "rights_request"}, "yes"),
    ],
)
def test_what_a_recipient_would_do_counts_unless_it_goes_another_way(
    kind: str, changes: dict[str, Any], counts: str
) -> None:
    to = {"recipients__0__recipient": {**RECIPIENT, "recipient_class": kind}}

    assert of_recipient(answers(**to, **changes))["use_counts"] == counts


def test_of_a_recipient_nobody_chose_yet_the_way_is_safe_and_their_use_counts() -> None:
    for changes in ({"recipients__0__recipient": None}, {"recipients": []}):
        found = of_recipient(answers(**changes))
        assert (found["channel"], found["use_counts"]) == ("safe", "yes")


NO = {"views__view": "refuses"}
WITHDREW = {"views__view": "withdrew"}
PROXY_NO = {"views": {"view": "not_asked", "proxy": "refuses"}}
DISAGREE = {"views": {"view": "not_asked", "proxy": "proxies_disagree"}}


@pytest.mark.parametrize(
    ("base", "harm", "said", "weighs"),
    [
        (ADULT, "significant", NO, "against_a_no"),
        (ADULT, "significant", WITHDREW, "against_a_no"),
        (ADULT, "significant", PROXY_NO, "nothing"),
        (ADULT, "significant", {"views": None}, "nothing"),
        (CHILD, "significant", NO, "nothing"),
        (ADULT, "immediate", NO, "nothing"),
        (ADULT, None, NO, "nothing"),
        *((CHILD, harm, NO, "against_a_no") for harm in ("some", "none_seen", "not_known")),
        (CHILD, "some", PROXY_NO, "against_a_no"),
        (CHILD, "some", DISAGREE, "against_a_no"),
        (CHILD, "some", {}, "effect"),
        (CHILD, "some", {"views": None}, "effect"),
    ],
)
def test_a_no_is_weighed_and_without_one_what_it_would_do_to_them(
    base: dict[str, Any], harm: str | None, said: dict[str, Any], weighs: str
) -> None:
    given = answers(base, harm__seriousness=harm, **said)

    assert of_item(given)["weighs"] == weighs


def test_an_item_that_is_somebody_elses_choice_is_weighed_with_their_no_alone() -> None:
    given = answers(with_mother(ADULT), harm__seriousness="some", views__view="agrees")
    unsaid = answers(with_mother(ADULT), harm__seriousness="some", **NO, people=[{"id": "p1"}])

    assert (of_item(given)["whose"], of_item(given)["weighs"]) == ("ask", "against_a_no")
    assert of_item(unsaid)["weighs"] == "effect"


def test_whose_choice_an_item_is_and_whose_items_are_whose() -> None:
    raw = with_mother(CHILD)
    own = raw["items"][0] | {"id": "i2", "item": {"about": ["protected_child"], "whose": "p1"}}
    open_ = raw["items"][0] | {"id": "i3", "item": {"about": ["other_person"]}}
    raw["items"] += [own, open_]
    raw["people"] += [{"id": "p2"}]
    given = answers(raw)

    assert [people.whose(given, one.id) for one in given.items] == ["p1", "case_person", None]
    assert people.others(given) == ("p1",)
    assert people.items_of(given, "p1") == (0,)
    assert people.items_of(given, None) == (2,)
    assert people.whose(given, "i9") == "case_person"
    assert not people.may_be_anothers(given, "i9")
    assert people.called(given, "p1") == "her mother"
    assert people.called(given, "p2") == people.called(given, None) == "Somebody else"


def test_where_nobody_needs_protecting_no_item_is_somebody_elses_choice() -> None:
    raw = with_mother(CHILD)

    assert of_item(answers(raw))["whose"] == "ask"
    assert of_item(answers(raw, **NEITHER))["whose"] == "case_person"
    assert people.whose(answers(raw, **NEITHER), "i1") == "case_person"


def test_whatever_is_ticked_before_an_ordinary_letter_counts_for_nothing() -> None:
    letter = {"trigger": "routine_sending", "depth": "check", "harm__seriousness": "some"}
    ticked = {"circumstances__ticked": ["sp_under13_sexual", "none"]}

    assert people.ticked(answers(**letter, **ticked)) == ()
    assert [one.value for one in people.ticked(answers(**ticked)) or ()] == ["sp_under13_sexual"]
    assert people.ticked(answers()) == ()
    assert people.ticked(answers(circumstances=None)) is None
    assert people.ticked(answers(circumstances={})) is None


def test_the_route_works_out_only_what_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    given = answers(CHILD)

    def all_of_it(*_: object) -> dict[str, str]:
        raise AssertionError("All was worked out where one thing was asked for.")

    monkeypatch.setattr(people, "worked_out", all_of_it)

    assert journey_of(given, Known(discloser=None), load_released(ON), ON).stops
