"""Sealed facts under another pack: what is the same, what differs in words, what cannot be run."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from decisions.journey.derive import FACTS_SCHEMA
from decisions.policy import released
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.replay import (
    FACTS_SCHEMAS,
    CannotReplay,
    Different,
    Same,
    Sealed,
    replay,
)
from isa.platform.errors import Invalid
from tests.unit.replaying.sealed_facts import BRUISE, SCHOOL_TOLD

DAY = date(2026, 11, 21)
OLD, NEW = (released.load_named(name) for name in ("england/2026.1", "england/2026.2"))


def sealed(raw: dict[str, Any], pack=OLD, schema: str = "1") -> Sealed:
    """Facts as a record keeps them, with what the tables said of them."""
    read = validate_facts(pack, raw)
    return Sealed(schema, raw, evaluate(pack, read, on=DAY), pack)


def test_every_form_of_facts_that_was_ever_sealed_can_be_read() -> None:
    assert FACTS_SCHEMA in FACTS_SCHEMAS
    assert {"1", "2"} <= FACTS_SCHEMAS


def test_under_its_own_pack_a_record_gives_the_same_advice() -> None:
    found = replay(sealed(BRUISE), OLD, on=DAY)

    assert found.result == Same()
    assert found.pack == "england/2026.1"
    assert found.filled == ()


def test_a_later_pack_says_which_facts_it_read_as_absent() -> None:
    found = replay(sealed(BRUISE), NEW, on=DAY)

    assert not isinstance(found.result, CannotReplay)
    assert "recipients[0].channel_safe" in found.filled
    assert "items[0].whose" in found.filled
    assert not any(path.startswith(("harm", "trigger")) for path in found.filled)


def test_what_differs_is_said_in_words_with_the_codes_beside() -> None:
    record = sealed(BRUISE)
    danger = {**record.facts["case"], "harm_if_not_shared": "immediate"}
    other = evaluate(OLD, validate_facts(OLD, {**record.facts, "case": danger}), on=DAY)

    found = replay(replace(record, evaluation=other), OLD, on=DAY).result

    assert isinstance(found, Different)
    by_path = {one.path: one for one in found.changes}
    assert by_path["act_now"].before == ("call_999",)
    assert by_path["act_now"].sentence == (
        "What to do now: was \u2018Ring 999 now\u2019; would be \u2018Ring the front door today\u2019."
    )
    outcome = by_path["recipients[0].outcome"]
    assert (outcome.before, outcome.after) == (("share_now",), ("share_without_agreement",))
    assert outcome.sentence.startswith(
        "Recipient 1: the answer: was \u2018Share now with them\u2019"
    )
    assert "UK GDPR Article 6(1)(d)" in by_path["recipients[0].bases"].sentence


def test_law_that_has_started_since_shows_as_a_difference_in_the_duty() -> None:
    found = replay(sealed(SCHOOL_TOLD), NEW, on=DAY).result

    assert isinstance(found, Different)
    changes = {(one.what, *one.after) for one in found.changes}
    assert ("outcome", "share_required") in changes


@pytest.mark.parametrize(
    ("part", "answer", "named"),
    [
        ("case", {"trigger": "routine_sending"}, "trigger = routine_sending"),
        ("recipients", {"channel_safe": "no"}, "recipients[0].channel_safe = no"),
        ("items", {"item_about": ["staff", "suspected"]}, "items[0].item_about = staff, suspected"),
    ],
)
def test_an_older_pack_that_does_not_know_an_answer_cannot_be_run_and_names_it(
    part: str, answer: dict[str, Any], named: str
) -> None:
    raw: dict[str, Any] = {"case": {}, "recipients": [{}], "items": [{}]}
    raw[part] = answer if part == "case" else [answer]

    found = replay(sealed(raw, NEW), OLD, on=DAY).result

    assert isinstance(found, CannotReplay)
    assert f"england/2026.1 cannot read {named}" in found.why


def test_facts_in_a_form_of_another_release_cannot_be_run() -> None:
    found = replay(sealed(BRUISE, schema="99"), OLD, on=DAY).result

    assert found == CannotReplay("Its facts are in form '99', which this release cannot read.")


def test_facts_that_no_longer_settle_it_name_what_is_missing() -> None:
    record = sealed(BRUISE)
    partial = {key: value for key, value in record.facts["case"].items() if key != "child_in_play"}

    found = replay(replace(record, facts={**record.facts, "case": partial}), OLD, on=DAY)

    assert isinstance(found.result, Different)
    assert any("would be not settled" in one.sentence for one in found.result.changes)
    assert "child_in_play" in found.missing


def test_a_pack_is_found_by_name_and_by_the_digest_a_record_carries() -> None:
    found = released.load_sealed(OLD.pack.digest)

    assert found is not None
    assert found.digest == OLD.digest
    assert released.load_sealed("0" * 64) is None
    with pytest.raises(Invalid, match=r"there are england/2026\.1"):
        released.load_named("england/1066.1")
