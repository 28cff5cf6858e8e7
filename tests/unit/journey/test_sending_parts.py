"""What is about to be sent, taken apart: what each part is as an item, and the words a check ends in."""

from typing import Any

import pytest

from decisions.journey.answers import Answers, ItemAnswers
from decisions.journey.sending import PARTS, ending, is_check, is_ordinary, laid_out, parts
from tests.unit.journey.cases import answers

ABOUT_CHILD = ["protected_child"]
BOTH = {"who": "both", "child_stage": "child", "adult_position": "other_adult"}


def check(*ticked: str, kept: tuple[str, ...] = (), **changes: Any) -> Answers:
    """Minutes about a child, with these lines ticked."""
    said: dict[str, Any] = {
        "trigger": "routine_sending",
        "depth": "check",
        "sending__paper": "minutes",
        "contents__ticked": list(ticked or ("none",)),
        "readers": {"how_much": "part_of_it", "kept": list(kept or ("none",)), "effect": "little"},
        "items": [{"id": "i1"}, *({"id": one.value} for one in PARTS)],
    }
    return answers(**said | changes)


def plain(item: ItemAnswers) -> dict[str, Any]:
    """Everything that is said of an item, question by question."""
    held = item.model_dump(mode="json", exclude_none=True)
    assert held["item"].pop("words") == held["item"]["label"]
    return {**held["item"], **held["use"], **held["care"]}


def whole(*ticked: str, **changes: Any) -> dict[str, Any]:
    return plain(laid_out(check(*ticked, **changes)).items[0])


WHOLE: dict[str, Any] = {
    "label": "Minutes or a record of a meeting",
    "about": ABOUT_CHILD,
    "whose": "case_person",
    "kinds": ["none"],
    "how_much": "part_of_it",
    "effect": "little",
    "protects_child": "not_known",
    "restriction": "none",
    "reliability": "current_fact",
    "locates": "no",
}


def test_the_paper_as_a_whole_is_about_whom_the_case_is_about() -> None:
    assert whole() == WHOLE
    assert whole("special", "criminal_offence", "confidential", "other_person") == {
        **WHOLE,
        "kinds": ["special", "criminal_offence", "confidential"],
    }


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({"who": "adult", "adult_position": "other_adult"}, ["protected_adult"]),
        (BOTH, ["protected_child", "protected_adult"]),
        ({"who": "neither"}, ["the_person"]),
        ({"who": "not_known"}, ["the_person"]),
        (None, None),
        ({}, None),
    ],
)
def test_the_paper_is_about_a_child_an_adult_both_or_the_person(
    about: dict[str, str] | None, found: list[str] | None
) -> None:
    assert whole(about=about).get("about") == found


def test_what_nobody_has_said_of_the_paper_is_not_made_up() -> None:
    unsaid = whole(sending=None, contents=None, readers=None)

    assert unsaid.pop("label") == "What you are about to send"
    assert WHOLE.keys() - unsaid.keys() == {"label", "kinds", "how_much", "effect"}
    assert "kinds" not in whole(contents__ticked=None)


PART: dict[str, Any] = {**WHOLE, "how_much": "none_of_it"}


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("whereabouts", {"label": "Where somebody can be found", "locates": "yes"}),
        ("other_person", {"label": "What is about somebody else", "about": ["other_person"]}),
        (
            "parent_life",
            {"label": "A parent's or carer's own life or health", "about": ["parent_carer"]},
        ),
        ("referrer", {"label": "Who told us, or who saw it", "about": ["referrer_witness"]}),
        (
            "suspected",
            {
                "label": "What is thought of somebody who may be causing harm",
                "about": ["suspected"],
            },
        ),
        (
            "unchecked",
            {"label": "What nobody has checked, or is out of date", "reliability": "unchecked"},
        ),
        (
            "limited",
            {
                "label": "What a court, a lawyer or another organisation limits",
                "restriction": "not_known",
                "permission": "not_sought",
            },
        ),
    ],
)
def test_each_part_says_what_it_is_and_goes_only_if_the_reader_needs_it(
    part: str, said: dict[str, Any]
) -> None:
    first, found = laid_out(check(part)).items
    needed = laid_out(check(part, kept=("whereabouts", "suspected", "unchecked"))).items[1]

    assert (first.id, found.id) == ("i1", part)
    assert plain(found) == {**PART, **said}
    is_kept = part in ("whereabouts", "suspected", "unchecked")
    assert plain(needed)["how_much"] == ("all_of_it" if is_kept else "none_of_it")


@pytest.mark.parametrize("readers", [None, {"kept": ["whereabouts"]}, {"how_much": "all_of_it"}])
def test_how_much_of_a_part_goes_waits_for_what_the_reader_needs(
    readers: dict[str, Any] | None,
) -> None:
    [_first, found] = laid_out(check("whereabouts", readers=readers)).items

    is_said = readers is not None and "how_much" in readers
    assert plain(found).get("how_much") == ("none_of_it" if is_said else None)


def test_parts_come_in_the_order_in_which_they_are_offered() -> None:
    given = check("limited", "whereabouts", "special")

    assert [one.value for one in parts(given)] == ["whereabouts", "limited"]
    assert [item.id for item in laid_out(given).items] == ["i1", "whereabouts", "limited"]
    assert parts(check(contents=None)) == parts(check(contents={})) == ()


def test_a_part_without_its_item_and_a_second_whole_are_left_out() -> None:
    given = check("whereabouts", "limited", items=[{"id": "i1"}, {"id": "i2"}, {"id": "limited"}])

    assert [item.id for item in laid_out(given).items] == ["i1", "limited"]


@pytest.mark.parametrize("changes", [{"depth": "full"}, {"trigger": "own_concern"}])
def test_only_a_check_before_something_is_sent_is_taken_apart(changes: dict[str, str]) -> None:
    other = check(**changes)

    assert is_check(check())
    assert not is_check(other)
    assert laid_out(other) is other


def test_a_check_of_nothing_yet_stays_as_it_is() -> None:
    empty = check(items=[])

    assert laid_out(empty) is empty


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        *(("some", True), ("none_seen", True)),
        *(("significant", False), ("immediate", False), ("not_known", False), (None, False)),
    ],
)
def test_a_letter_is_ordinary_while_nothing_serious_is_at_stake(
    harm: str | None, found: bool
) -> None:
    assert is_ordinary(check(harm__seriousness=harm)) is found
    assert not is_ordinary(check(harm__seriousness=harm, depth="quick"))
    assert not is_ordinary(check(harm=None))


def told(given: Answers, outcome: str, *rules: str, is_safe_way: bool = True) -> tuple[str, str]:
    found = ending(laid_out(given), outcome, rules, is_safe_way=is_safe_way)
    assert found is not None
    return found


def test_what_goes_as_it_is_is_sent_and_what_does_not_is_named() -> None:
    given = check("whereabouts", "referrer")
    as_it_is = told(given, "share_with_agreement", "share", "label_and_share", "share")
    out = told(given, "share_without_agreement", "share", "withhold", "redact")

    assert as_it_is == (
        "Send it to {recipient}",
        "Send it as it is, to this reader and nobody else.",
    )
    assert out == (
        "Send it to {recipient} after taking this out",
        "Take out: Where somebody can be found; Who told us, or who saw it. "
        "Look in every copy and attachment, then read the whole once more.",
    )


@pytest.mark.parametrize(
    ("outcome", "is_safe_way", "headline", "sentence"),
    [
        (
            "verify_first",
            False,
            "Send it to {recipient} another way",
            "Someone else could see it on the way. Find a way that only they can open, then send it.",
        ),
        (
            "verify_first",
            True,
            "Check the address before you send it to {recipient}",
            "Make sure that it reaches them and nobody else. Then check again what is in it.",
        ),
        (
            "do_not_share",
            False,
            "Not to this reader: {recipient}",
            "Do not send it to them. The reason is below; another reader may be right.",
        ),
    ],
)
def test_a_check_ends_in_what_to_do_with_it(
    outcome: str, is_safe_way: bool, headline: str, sentence: str
) -> None:
    assert told(check(), outcome, "share", is_safe_way=is_safe_way) == (headline, sentence)


def test_of_several_readers_one_is_left_out_and_the_sender_told_who_copies() -> None:
    _headline, sentence = told(check(recipients=[{"id": "r1"}, {"id": "r2"}]), "do_not_share")

    assert sentence == (
        "Do not send it to them, and tell the chair or the coordinator that they are not to be "
        "copied in. The other readers have answers of their own."
    )


@pytest.mark.parametrize("outcome", ["seek_advice", "route_elsewhere", "ask_first"])
def test_every_other_ending_is_told_in_the_words_of_the_law(outcome: str) -> None:
    assert ending(check(), outcome, (), is_safe_way=True) is None


def test_a_part_nobody_named_is_taken_out_all_the_same() -> None:
    given = check().model_copy(update={"items": (ItemAnswers(id="i1"),)})
    found = ending(given, "share_with_agreement", ("withhold",), is_safe_way=True)

    assert found is not None
    assert found[1].startswith("Take out: . ")
