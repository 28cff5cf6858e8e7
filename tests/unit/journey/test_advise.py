"""The assessment: finished sentences, in danger first, and never a way to the family where it is unsafe."""

from dataclasses import replace

import pytest

from decisions.assessment import Assessment, Telling
from decisions.journey.advice_words import Words
from decisions.journey.advise_recipient import RecipientWords
from decisions.journey.contacts import EMERGENCY
from decisions.policy.released import load_released
from tests.unit.journey.cases import (
    ADULT,
    AT,
    CHILD,
    FRONT_DOOR,
    KNOWN,
    ON,
    answers,
    assessed,
    pack,
)


def every_sentence(found: Assessment) -> str:
    steps = [
        step.sentence
        for one in found.recipients
        for step in (*one.consult, *one.next_steps, *one.conditions, *one.prompts)
    ]
    return " ".join([*steps, found.telling.sentence])


def test_the_commonest_case_is_answered_with_reason_source_law_and_clock() -> None:
    found = assessed(answers()).assessment

    one = found.recipients[0]
    assert (one.outcome, one.scope) == ("share_without_agreement", "all")
    assert "Exampleshire children's services" in one.headline
    assert one.reasons[0].you_said == (
        "a child or adult may suffer significant harm (abuse, neglect or other serious hurt, to body or mind)",
    )
    assert "ca1989_s47" in one.reasons[0].cites
    assert "6_1_e" in [line.code for line in one.law]
    assert found.act_now is not None
    assert found.act_now.code == "front_door_now"
    assert found.act_now.contacts[0].number == "01632 960112"
    assert found.is_settled
    cited = {key for one in found.recipients for r in one.reasons for key in r.cites}
    assert cited <= {citation.key for citation in found.citations}


def test_law_that_rests_on_an_unverified_source_says_so() -> None:
    law = {line.code: line for line in assessed(answers()).assessment.recipients[0].law}

    assert law["CA04_s16LA_may_apply"].to_verify
    assert not law["6_1_e"].to_verify


def test_not_telling_is_given_its_reason_in_law() -> None:
    told, kept = assessed(answers()), assessed(answers(telling__safe="no"))
    heading = "Why they need not be told yet"

    assert heading not in [line.heading for line in told.assessment.recipients[0].law]
    assert heading in [line.heading for line in kept.assessment.recipients[0].law]


def test_danger_is_answered_from_one_answer_alone() -> None:
    given = answers(
        {
            "harm": {"seriousness": "immediate"},
            "recipients": [{"id": "r1"}],
            "items": [{"id": "i1"}],
        }
    )
    found = assessed(given, replace(KNOWN, discloser=None)).assessment

    assert found.act_now is not None
    assert found.act_now.code == "call_999"
    assert found.act_now.contacts[0] == EMERGENCY


def test_a_suspected_source_is_never_shared_with_and_gets_no_location() -> None:
    found = assessed(
        answers(
            harm__seriousness="immediate",
            recipients__0__link__conflict="suspected_source",
            items__0__care__locates="yes",
        )
    ).assessment

    assert not found.recipients[0].outcome.startswith("share")
    assert [item.rule for item in found.recipients[0].items] == ["withhold"]
    assert found.act_now is not None
    assert found.act_now.code == "call_999"


def test_a_free_capable_refusal_that_puts_nobody_else_at_risk_stands() -> None:
    found = assessed(answers(ADULT, harm__seriousness="some")).assessment

    assert found.recipients[0].outcome == "do_not_share"
    assert "review_date" in [step.code for step in found.recipients[0].next_steps]


@pytest.mark.parametrize(
    "changes",
    [
        {"telling__safe": "no"},
        {"telling__safe": "not_known"},
        {"telling": None},
        {"circumstances__ticked": ["sp_hba_fm"]},
        {"circumstances__ticked": ["sp_fii"]},
        {"circumstances__ticked": ["sp_trafficking"]},
    ],
)
@pytest.mark.parametrize("seriousness", ["immediate", "significant", "some", "none_seen"])
@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_where_telling_is_not_known_to_be_safe_no_step_reaches_the_family(
    base: dict, seriousness: str, changes: dict
) -> None:
    found = assessed(answers(base, harm__seriousness=seriousness, **changes)).assessment

    assert not found.telling.is_contact_safe
    words = every_sentence(found)
    assert "Tell the person" not in words
    assert "Ask the person" not in words


def test_an_item_that_is_not_needed_adds_no_steps_beside_a_share_of_the_rest() -> None:
    spare = {**CHILD["items"][0], "id": "i2", "use": {"used_for": "Nothing.", "needed": "no"}}
    alone = assessed(answers()).assessment.recipients[0]
    both = assessed(answers(items=[*CHILD["items"], spare])).assessment.recipients[0]

    assert (both.outcome, both.scope) == ("share_without_agreement", "some")
    assert [item.rule for item in both.items] == ["share", "withhold"]
    assert [step.code for step in both.next_steps] == [step.code for step in alone.next_steps]


def test_an_item_that_needs_permission_says_so_for_that_item_alone() -> None:
    sealed = {
        **CHILD["items"][0],
        "id": "i2",
        "item": {**CHILD["items"][0]["item"], "label": "The tax letter"},
        "care": {
            "restriction": "statute_locked",
            "permission": "not_sought",
            "reliability": "current_fact",
            "locates": "no",
        },
    }
    one = assessed(answers(items=[*CHILD["items"], sealed])).assessment.recipients[0]

    assert one.outcome == "share_without_agreement"
    assert any("The tax letter" in step.sentence for step in one.consult)


def test_grounds_against_an_adults_refusal_are_not_shown_for_a_child() -> None:
    law = assessed(answers()).assessment.recipients[0].law

    assert not [line for line in law if line.code.startswith(("OVR_", "DOUBT_"))]


def test_what_is_not_known_is_said_in_words() -> None:
    found = assessed(answers(circumstances__ticked=["others_not_known"])).assessment

    assert "You do not know whether anybody else is at risk." in found.not_known
    assert "You do not know when it happened." in found.not_known


def test_an_unsettled_outcome_is_said_to_be_unsettled() -> None:
    found = assessed(answers(ADULT, harm__seriousness="some", views=None)).assessment

    assert found.recipients[0].outcome == ""
    assert "Not settled yet" in found.recipients[0].headline
    assert found.missing
    assert not found.is_settled


def test_a_name_with_braces_is_shown_as_it_is() -> None:
    given = answers(
        recipients__0__recipient={
            "agency_id": "not_listed",
            "name": "{recipient} & <b>Sons</b>",
            "recipient_class": "children_sc",
            "verified": "verified",
        }
    )
    known = replace(KNOWN, contacts=KNOWN.contacts.model_copy(update={"names": {}}))

    assert "{recipient} & <b>Sons</b>" in assessed(given, known).assessment.recipients[0].headline


def test_an_answer_counts_on_a_page_that_is_not_asked_any_more_but_not_of_another_depth() -> None:
    found = assessed(answers(harm__seriousness="immediate", views={"view": "refuses"}))
    phone = assessed(answers(depth="phone", views={"view": "refuses"}))

    assert found.journey.stop("views") not in found.journey.stops
    assert found.facts.case["view_on_sharing"] == "refuses"
    assert phone.answers.views is None
    assert "view_on_sharing" not in phone.facts.case


def test_the_pack_and_its_digest_are_named() -> None:
    found = assessed(answers()).assessment

    assert found.pack == "england/2026.8"
    assert found.pack_digest == load_released(ON).pack.digest


def test_steps_towards_the_family_are_taken_out_even_if_the_pack_were_to_name_them() -> None:
    whole = assessed(answers())
    safe = whole.assessment.telling
    unsafe = safe.model_copy(update={"is_contact_safe": False})

    def steps(telling: Telling) -> list[str]:
        words = RecipientWords(
            whole.answers,
            whole.facts,
            whole.evaluation,
            pack(),
            Words(pack(), AT),
            KNOWN.contacts,
            telling,
            0,
        )
        advice = words.advice(whole.answers.recipients[0], (None, ""))
        return [step.code for step in advice.next_steps]

    assert "family_tell_person" in steps(safe)
    assert not [code for code in steps(unsafe) if code.startswith("family_")]


def test_who_is_rung_now_is_not_held_before_it_is_asked_whether_the_parents_were_meant() -> None:
    name = "Exampleshire children's services"
    door = FRONT_DOOR.model_copy(update={"label": f"{name}: front door"})
    rung = replace(KNOWN, contacts=KNOWN.contacts.model_copy(update={"front_door": (door,)}))
    given = answers(recipients__0__effect__harm="outweighs")
    for known, is_asked in ((rung, True), (KNOWN, False)):
        found = assessed(given, known).assessment
        headline = found.recipients[0].headline
        assert found.act_now is not None
        assert found.recipients[0].outcome == "seek_advice"
        assert headline.startswith("Did you mean the parents?") is is_asked
        assert headline.startswith("Hold this from") is not is_asked
