"""Who it is about and where they are now: in the words to say, and only for whoever may hear it."""

import dataclasses
from typing import Any

import pytest

from decisions.journey import decide
from decisions.records import material, payload
from decisions.records.paste import paste
from decisions.records.script import call_script, script_before, who_it_is
from decisions.whereabouts import hearers
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import AT, CHILD, answers, assessed, pack

HIDING = "in the Sampleton refuge"
SAID = {"who": "AB", "age": "7", "where": HIDING}
DECIDED = {
    "outcome": "share",
    "reasons": "Now.",
    "weighed_against": "Nothing.",
    "method": "secure_email",
    "sent_to": "The desk",
    "verified_how": "Directory",
}
DAD = {
    "agency_id": "not_listed",
    "name": "Dad",
    "recipient_class": "parent_carer",
    "verified": "verified",
    "channel": "yes",
}


def decided(base: Any = CHILD, **changes: Any) -> Any:
    """The case, decided for its recipient, as material to seal."""
    goes = {"recipients__0__items": {"i1": {"as_sent": {"rule": "share"}}}}
    held = assessed(
        answers(
            base,
            introduced=SAID,
            recipients__0__decided=DECIDED,
            recipients__0__message={"reason": "A bruise."},
            **{**goes, **changes},
        )
    )
    decision = decide.to_decision(
        held.answers,
        held.assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="Exampleshire Primary",
        role="DSL",
        at=AT,
    )
    return material.gather(
        held.answers,
        held.facts,
        held.evaluation,
        held.assessment,
        decision,
        changes=(),
        phone="01632 960010",
        hears_where=hearers(pack(), held),
    )


def content(of: Any, blocks: Any = None) -> Any:
    return payload.read(blocks or payload.compose(of), "rec_1", int(AT.timestamp()))


def test_a_front_door_is_told_who_it_is_and_where_they_are_now():
    sealed = content(decided())

    assert f"It is about: AB. Age: 7. Where they are now: {HIDING}." in call_script(sealed, "r1")
    assert [one.answer for one in sealed.letters["r1"].about] == ["AB", "7", HIDING]
    assert f"About: AB. 7. {HIDING}" in paste(sealed)


@pytest.mark.parametrize(
    "changes",
    [
        {"recipients__0__link__conflict": "suspected_source"},
        {"recipients__0__link__conflict": "associate"},
        {"recipients__0__effect": {"harm": "serious", "which": "He may come."}},
        {"recipients__0__recipient": DAD},
    ],
    ids=["source", "associate", "serious harm", "a parent"],
)
def test_where_they_are_stays_out_of_everything_for_whoever_should_not_know(changes):
    made = decided(**changes)
    blocks = payload.compose(made)
    sealed = content(made, blocks)

    (addressee,) = sealed.addressees
    theirs = str([blocks[name] for name in payload.copy_names(addressee)])
    said = " ".join(call_script(sealed, "r1"))
    assert "AB" in theirs
    assert HIDING not in theirs
    assert HIDING not in said
    assert "where they are now" not in said.lower()
    assert said == " ".join(script_before(made, "r1"))


def test_what_a_person_kept_back_that_locates_keeps_where_they_are_back_too():
    made = decided(items__0__care__locates="yes")
    assert HIDING in str(made.letters["r1"])

    kept = answers(
        CHILD,
        introduced=SAID,
        items__0__care__locates="yes",
        recipients__0__decided={**DECIDED, "outcome": "share_some"},
        recipients__0__items={"i1": {"as_sent": {"rule": "withhold"}}},
    )
    assert hearers(pack(), assessed(kept)) == frozenset()


def test_it_is_no_fact_and_stands_in_the_block_that_identifies():
    made = decided()

    assert HIDING not in str(made.facts)
    assert "introduced" not in made.answers
    assert made.person_answers["introduced"] == SAID
    assert HIDING not in str(payload.compose(made)["concern"])


def test_what_nobody_wrote_is_said_to_be_missing():
    made = decided()
    bare = {key: one.model_copy(update={"about": ()}) for key, one in made.letters.items()}
    empty = content(dataclasses.replace(made, letters=bare, person=(), person_answers={}))

    assert "It is about: [say who it is and where they are now]." in call_script(empty, "r1")
    assert who_it_is((), may_hear_where=False) == "It is about: [say who it is]."
