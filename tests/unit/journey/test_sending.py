"""Check before I send: a minute, and what has to come out, another way, or another reader."""

from typing import Any

import pytest

from decisions.assessing import Assessed
from decisions.journey import service
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Depth
from decisions.journey.choices_start import Carried, Kept
from decisions.journey.reading import build
from decisions.journey.sending import PARTS
from decisions.journey.starts import SEND
from isa.platform.database import Database
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.unit.journey.cases import assessed

ABOUT: dict[str, dict[str, str]] = {
    "child": {"who": "child", "child_stage": "child"},
    "adult": {"who": "adult", "adult_position": "other_adult"},
    "both": {"who": "both", "child_stage": "child", "adult_position": "other_adult"},
    "neither": {"who": "neither"},
}


def check(
    who: str = "adult",
    harm: str = "none_seen",
    reader: str = "health",
    ticked: tuple[str, ...] = ("none",),
    **changes: Any,
) -> Answers:
    """A letter to one reader, with everything answered."""
    said: dict[str, Any] = {
        "channel": "yes",
        "conflict": "none",
        "how": "all_of_it",
        "kept": ["none"],
        "safe": "yes",
        "verified": "known_route",
        **changes,
    }
    recipient = {
        "agency_id": "not_listed",
        "name": "the reader",
        "recipient_class": reader,
        "verified": said["verified"],
        "channel": said["channel"],
    }
    return build(
        {
            "trigger": "routine_sending",
            "depth": "check",
            "sending": {"paper": "letter"},
            "about": ABOUT[who],
            "harm": {"seriousness": harm},
            "recipients": [
                {
                    "id": "r1",
                    "recipient": recipient,
                    "link": {"conflict": said["conflict"], "use": "provide_service"},
                    "effect": {"harm": "none_seen"},
                }
            ],
            "contents": {"ticked": list(ticked)},
            "readers": {"how_much": said["how"], "kept": said["kept"], "effect": "little"},
            "circumstances": {"ticked": ["none"]},
            "telling": {"safe": said["safe"]},
            "choice": {"competence": "lacks" if who == "child" else "presumed", "free": "free"},
            "views": {"view": "not_asked", "reason_not_asked": "none", "proxy": "not_asked"},
            "items": [
                {"id": "i1"},
                *({"id": part.value} for part in PARTS if part.value in ticked),
            ],
        }
    )


def rules(found: Assessed) -> dict[str, str]:
    return {item.item_id: item.rule for item in found.assessment.recipients[0].items}


def headline(found: Assessed) -> str:
    return found.assessment.recipients[0].headline


@pytest.mark.parametrize("who", ABOUT)
@pytest.mark.parametrize("reader", ["health", "parent_carer", "education", "multi_agency_panel"])
@pytest.mark.parametrize("harm", ["none_seen", "some"])
def test_an_ordinary_letter_takes_at_most_six_pages_and_is_never_left_open(
    who: str, reader: str, harm: str
) -> None:
    found = assessed(check(who, harm, reader, ("special", "whereabouts")))

    assert len(found.journey.stops) <= 6
    assert found.journey.next is None
    assert found.assessment.is_settled
    assert found.evaluation.breached == ()
    assert found.assessment.recipients[0].outcome != "seek_advice"
    assert rules(found)["whereabouts"] == "withhold"


def test_a_letter_that_carries_nothing_goes_as_it_is() -> None:
    assert headline(assessed(check())).startswith("Send it to ")


def test_what_has_to_come_out_is_named_with_its_reason() -> None:
    found = assessed(check(ticked=("special", "whereabouts", "other_person", "referrer")))
    advice = found.assessment.recipients[0]

    assert headline(found).endswith("after taking this out")
    assert "Where somebody can be found; What is about somebody else" in advice.sentence
    assert rules(found)["i1"] == "share"
    assert {rules(found)[part] for part in ("whereabouts", "other_person", "referrer")} == {
        "withhold"
    }
    assert all(item.sentence for item in advice.items)


def test_an_address_that_the_reader_needs_is_kept_for_them_and_never_for_the_source_of_harm() -> (
    None
):
    needed = {"ticked": ("whereabouts",), "kept": ["whereabouts"]}

    assert rules(assessed(check(**needed)))["whereabouts"] in ("share", "redact")
    for conflict in ("suspected_source", "associate"):
        found = assessed(check("child", "some", "parent_carer", conflict=conflict, **needed))
        assert rules(found)["whereabouts"] == "withhold"
        assert found.assessment.recipients[0].outcome != "share_with_agreement"


def test_an_unsafe_way_and_a_reader_without_a_part_have_their_own_endings() -> None:
    assert headline(assessed(check(channel="no"))).endswith("another way")
    assert headline(assessed(check(verified="not_verified"))).startswith("Check the address")
    assert headline(assessed(check(reader="family_friend"))).startswith("Not to this reader")


def test_serious_harm_asks_what_else_is_going_on_and_danger_is_said_at_once() -> None:
    assert "circumstances" in [s.key for s in assessed(check(harm="significant")).journey.stops]
    assert "circumstances" not in [s.key for s in assessed(check()).journey.stops]
    danger = assessed(check("child", "immediate"))
    assert danger.assessment.act_now is not None
    assert danger.assessment.act_now.code == "call_999"


def test_every_part_that_may_be_kept_is_a_part() -> None:
    assert {one.value for one in Kept} - {"none"} <= {part.value for part in PARTS}
    assert {part.value for part in PARTS} < {one.value for one in Carried}


@pytest.fixture
def me(sqlite_database: Database) -> Actor:
    return an_actor(Role.PRACTITIONER)


def _begun(database: Database, me: Actor) -> service.Draft:
    draft = service.start_draft(database, me, trigger=SEND.trigger, depth=SEND.depth)
    for path, value in (
        ("sending.paper", "minutes"),
        ("about.who", "child"),
        ("about.child_stage", "child"),
        ("harm.seriousness", "some"),
        ("contents.ticked", ["special", "whereabouts", "referrer"]),
        ("readers.how_much", "all_of_it"),
        ("readers.kept", ["none"]),
        ("readers.effect", "little"),
    ):
        service.save_field(database, me, draft.id, path, value)
    return service.load_draft(database, me, draft.id)


def test_a_tick_makes_an_item_and_taking_it_back_takes_it_out(
    sqlite_database: Database, me: Actor
) -> None:
    draft = _begun(sqlite_database, me)
    first = draft.answers.items[0]
    assert [item.id for item in draft.answers.items[1:]] == ["whereabouts", "referrer"]
    assert first.item is not None
    assert first.item.label == "Minutes or a record of a meeting"

    owner = draft.answers.recipients[0].id
    path = f"recipients.{owner}.items.whereabouts.as_sent.rule"
    service.save_field(sqlite_database, me, draft.id, path, "withhold")
    service.save_field(sqlite_database, me, draft.id, "contents.ticked", ["referrer"])
    left = service.load_draft(sqlite_database, me, draft.id).answers
    assert [item.id for item in left.items] == [first.id, "referrer"]
    assert not left.recipients[0].items


def test_a_check_taken_further_asks_nothing_twice(sqlite_database: Database, me: Actor) -> None:
    draft = _begun(sqlite_database, me)
    service.deepen(sqlite_database, me, draft.id, Depth.QUICK)
    deeper = service.load_draft(sqlite_database, me, draft.id).answers

    assert deeper.depth is Depth.QUICK
    assert [item.item for item in deeper.items] == [item.item for item in draft.answers.items]
    assert [item.care for item in deeper.items] == [item.care for item in draft.answers.items]
    assert deeper.purpose is not None
    assert deeper.purpose.aim == "service_communication"


def test_a_part_never_stands_for_the_whole() -> None:
    given = check(ticked=("whereabouts",))
    left = given.model_copy(update={"items": given.items[1:]})

    assert [i.item.label for i in assessed(left).answers.items if i.item] == [
        "Where somebody can be found"
    ]
