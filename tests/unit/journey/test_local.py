"""What is local is shown beside the advice, marked, and changes nothing in it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions import assessing
from decisions.assessing import Assessed
from decisions.assessment import Assessment, NextStep, RecipientAdvice
from decisions.journey.answers import Answers
from decisions.journey.contacts import EMERGENCY
from decisions.journey.local import NO_OVERLAY, Local
from decisions.policy.overlay import Overlay, OverlayFile, load_overlay
from decisions.policy.overlays import DEMONSTRATION, InUse
from decisions.shown import digest
from isa.platform.clock import LONDON
from isa.platform.config import data_dir
from tests.unit.journey.cases import ADULT, AT, CHILD, KNOWN, ON, answers, pack

PARTNERSHIP = "Exampleshire Safeguarding Partnership"
EXAMPLE = load_overlay(data_dir() / "overlays" / DEMONSTRATION)
HARMS = ("immediate", "significant", "some", "none_seen", "not_known")
VIEWS = ("agrees", "refuses", "not_asked")
TELLING = ("yes", "no", "not_known")


def with_overlay(overlay: Overlay | None = EXAMPLE, note: str = "") -> Local:
    return Local(InUse(overlay, note))


def rewritten(**parts: object) -> Overlay:
    """The example with entries replaced, as an author could have written them."""
    raw = EXAMPLE.written.model_dump()
    return Overlay(OverlayFile.model_validate({**raw, **parts}), "0" * 64)


def assessed(given_answers: Answers, local: Local) -> Assessed:
    counting, pages = assessing.counted(given_answers, KNOWN, pack(), ON)
    return assessing.assess(counting, pages, KNOWN, pack(), {}, on=ON, at=AT, local=local)


def steps(one: RecipientAdvice) -> tuple[NextStep, ...]:
    return (*one.conditions, *one.consult, *one.next_steps, *one.prompts)


def without_local(found: Assessment) -> dict:
    """An assessment with everything taken out that only an overlay may put in."""
    raw = found.model_dump(mode="json")
    raw["local"] = None
    raw["telling"]["guidance"] = []
    if raw["act_now"]:
        raw["act_now"]["contacts"] = []
    for one in raw["recipients"]:
        one["guidance"] = []
        for kind in ("conditions", "consult", "next_steps", "prompts"):
            for step in one[kind]:
                step |= {"guidance": [], "due": "", "due_at": None, "due_source": ""}
    return raw


@given(
    st.sampled_from((CHILD, ADULT)),
    st.sampled_from(HARMS),
    st.sampled_from(VIEWS),
    st.sampled_from(TELLING),
    st.sampled_from(("none", "suspected_source", "associate", "not_known")),
)
def test_every_finding_and_every_sentence_is_the_same_with_and_without_an_overlay(
    base: dict, harm: str, view: str, telling: str, conflict: str
) -> None:
    case = answers(
        base,
        harm__seriousness=harm,
        views__view=view,
        telling__safe=telling,
        recipients__0__link__conflict=conflict,
    )

    plain, local = assessed(case, NO_OVERLAY), assessed(case, with_overlay())

    assert local.facts == plain.facts
    assert local.evaluation == plain.evaluation
    assert without_local(local.assessment) == without_local(plain.assessment)


@given(st.sampled_from((CHILD, ADULT)), st.sampled_from(HARMS), st.sampled_from(TELLING))
def test_no_national_number_is_hidden_or_moved_and_no_clock_is_longer(
    base: dict, harm: str, telling: str
) -> None:
    case = answers(base, harm__seriousness=harm, telling__safe=telling)
    plain, local = assessed(case, NO_OVERLAY).assessment, assessed(case, with_overlay()).assessment

    if plain.act_now and local.act_now:
        known = list(plain.act_now.contacts)
        assert [one for one in local.act_now.contacts if one in known] == known
        if plain.act_now.code == "call_999":
            assert local.act_now.contacts[0] == EMERGENCY
    for before, after in zip(plain.recipients, local.recipients, strict=True):
        for one, other in zip(steps(before), steps(after), strict=True):
            assert (one.code, one.sentence) == (other.code, other.sentence)
            if one.due_at is not None:
                assert other.due_at is not None
                assert other.due_at <= one.due_at


def test_a_shorter_local_clock_replaces_the_packs_and_says_whose_it_is() -> None:
    found = assessed(answers(ADULT, harm__seriousness="some"), with_overlay()).assessment

    review = next(step for step in steps(found.recipients[0]) if step.code == "review_date")
    assert review.due == f"within three working days: by Wednesday 25 November 2026 ({PARTNERSHIP})"
    assert review.due_at == datetime(2026, 11, 25, 17, 0, tzinfo=LONDON)
    assert review.due_source == "Exampleshire referral guide, edition 2, page 8 (invented)"


def test_a_longer_local_clock_is_not_used_even_if_it_got_this_far() -> None:
    (review, *_) = (one for one in EXAMPLE.written.timescale if one.key == "review_default")
    longer = review.model_copy(update={"amount": 30, "text": "in six weeks"})

    case = answers(ADULT, harm__seriousness="some")
    found = assessed(case, with_overlay(rewritten(timescale=(longer.model_dump(),)))).assessment

    step = next(step for step in steps(found.recipients[0]) if step.code == "review_date")
    assert step.due.startswith("within five working days")
    assert step.due_source == ""


def test_a_local_variant_is_never_picked_for_a_step() -> None:
    variant = {
        "key": "review_default",
        "variant": "sooner",
        "applies": "something else holds",
        "text": "today",
        "amount": 0,
        "unit": "working_days",
        "source": "a page",
    }
    case = answers(ADULT, harm__seriousness="some")
    found = assessed(case, with_overlay(rewritten(timescale=(variant,)))).assessment

    step = next(step for step in steps(found.recipients[0]) if step.code == "review_date")
    assert step.due.startswith("within five working days")


def test_a_local_sentence_stands_beside_its_step_with_whose_it_is_and_where_it_is_from() -> None:
    found = assessed(answers(), with_overlay()).assessment

    chase = next(step for step in steps(found.recipients[0]) if step.code == "chase_reply")
    (said,) = chase.guidance
    assert said.partnership == PARTNERSHIP
    assert said.text.startswith("No answer by the end of the next working day")
    assert said.source == "Exampleshire escalation procedure, edition 4, section 2 (invented)"


def test_a_role_is_named_with_its_number_and_when_it_was_checked() -> None:
    case = answers(circumstances__ticked=["staff_child"])
    found = assessed(case, with_overlay()).assessment

    lado = next((s for s in found.recipients[0].consult if s.code == "lado_1wd"), None)
    assert lado is not None
    assert lado.guidance[0].text == (
        "Exampleshire designated officer for allegations: 01632 960115. Office hours; outside them, "
        "the emergency duty team. Number checked 3 November 2026."
    )


def test_what_may_lead_to_contact_is_left_out_unless_contact_is_safe() -> None:
    everywhere = tuple(
        {
            "beside": code,
            "text": "Invite the parents in.",
            "source": "",
            "asks_for_contact": True,
        }
        for code in ("chase_reply", "confirm_in_writing", "family_tell_person")
    )
    local = with_overlay(
        rewritten(
            guidance=(
                *everywhere,
                *(
                    {
                        "finding": "openness",
                        "value": value,
                        "text": "Ring the mother.",
                        "source": "",
                        "asks_for_contact": True,
                    }
                    for value in pack().pack.tables["openness"].values
                ),
            )
        )
    )

    unsafe = assessed(answers(telling__safe="no"), local).assessment
    safe = assessed(answers(views__view="agrees", views__reason_not_asked=None), local).assessment

    assert not unsafe.telling.is_contact_safe
    assert "parents" not in unsafe.model_dump_json()
    assert "Ring the mother" not in unsafe.model_dump_json()
    assert safe.telling.is_contact_safe
    assert "Ring the mother" in safe.model_dump_json()


def test_local_numbers_come_after_those_already_there_and_never_twice() -> None:
    again = {
        "about": "child",
        "label": "The same desk",
        "number": "+44 1632 960112",
        "hours": "Always",
        "checked_on": date(2026, 11, 3),
    }
    raw = [one.model_dump() for one in EXAMPLE.written.contact]
    local = with_overlay(rewritten(contact=(again, *raw)))

    found = assessed(answers(), local).assessment

    assert found.act_now is not None
    assert [one.number for one in found.act_now.contacts] == [
        "01632 960112",
        "01632 960114",
        "999",
    ]
    assert found.act_now.contacts[1].label.startswith(PARTNERSHIP)


def test_local_numbers_fit_who_is_in_play_and_unanswered_counts_as_both() -> None:
    child = with_overlay().added_to(KNOWN.contacts, answers()).front_door
    nobody_said = with_overlay().added_to(KNOWN.contacts, answers(about=None)).front_door

    assert "01632 960124" not in [one.number for one in child]
    assert {"01632 960114", "01632 960124"} <= {one.number for one in nobody_said}


@pytest.mark.parametrize("harm", ["significant", "some"])
def test_the_quotation_in_the_assessment_is_the_one_for_the_harm_that_was_answered(
    harm: str,
) -> None:
    words = assessed(answers(harm__seriousness=harm), with_overlay()).assessment.local

    assert words is not None
    assert [one.beside for one in words.thresholds] == [harm]
    assert [one.about for one in words.thresholds] == ["child"]
    assert words.thresholds[0].source.startswith("Exampleshire threshold document")


def test_the_page_about_harm_gets_every_quotation_for_whoever_is_in_play() -> None:
    child = with_overlay().thresholds(answers(harm=None))
    adult = with_overlay().thresholds(answers(ADULT, about__adult_position="at_risk_care_needs"))

    assert [one.beside for one in child] == ["immediate", "significant", "some", "none_seen"]
    assert {one.about for one in adult} == {"adult"}


def test_an_adult_without_care_needs_is_not_measured_by_what_the_adults_board_says_of_care() -> (
    None
):
    assert with_overlay().thresholds(answers(ADULT)) == ()


def test_the_assessment_names_the_overlay_its_version_and_its_digest() -> None:
    words = assessed(answers(), with_overlay()).assessment.local

    assert words is not None
    assert (words.id, words.version, words.digest) == ("exampleshire", "1", EXAMPLE.digest)
    assert [one.stage for one in words.escalation] == [1, 2, 3, 4]


def test_without_an_overlay_nothing_is_said_and_a_broken_one_is_named() -> None:
    assert assessed(answers(), NO_OVERLAY).assessment.local is None

    words = assessed(answers(), with_overlay(None, "Local guidance is not shown.")).assessment.local
    assert words is not None
    assert (words.id, words.note) == ("", "Local guidance is not shown.")


def test_a_change_of_local_words_is_a_change_of_what_was_read() -> None:
    """A decision is sealed only on the advice that was read, local sentences and all."""
    local = with_overlay(rewritten(guidance=()))

    assert digest(assessed(answers(), local).assessment) != digest(
        assessed(answers(), with_overlay()).assessment
    )
