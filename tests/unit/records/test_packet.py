"""What goes, what is kept back, and who has a stake in it: for our own file."""

from datetime import timedelta

import pytest

from decisions.records import packet, tags, times
from decisions.records.covered import answered
from decisions.records.tags import Tag
from isa.register.vocabulary import vocabulary
from tests.unit.records.sample import MATERIAL, SOCIAL_CARE, item_advice
from tests.unit.records.test_documents import CONTENT


def item(**facts: str | tuple[str, ...]):
    return MATERIAL.items[0].model_copy(update={"facts": facts})


def test_each_item_says_whether_it_goes_whole_in_part_or_not_at_all():
    first, second = packet.packets(CONTENT)

    assert [line.is_kept_back for line in first.lines] == [False, False, True]
    assert [line.is_reduced for line in first.lines] == [False, True, False]
    assert first.kept_back[0].why == "They can act without it."
    assert first.lines[1].wording.startswith("A member of staff heard")
    assert not second.is_sent


def test_own_words_stand_beside_what_was_decided_against_the_advice_and_nowhere_else():
    decided = CONTENT.decision.recipients[0]
    items = (decided.items[0].model_copy(update={"rule": "withhold"}), *decided.items[1:])
    changed = decided.model_copy(update={"items": items, "differs_because": "They have it."})
    decision = CONTENT.decision.model_copy(
        update={"recipients": (changed, CONTENT.decision.recipients[1])}
    )

    first = packet.packets(CONTENT.model_copy(update={"decision": decision}))[0]

    assert [line.differs_because for line in first.lines] == ["They have it.", "", ""]


@pytest.mark.parametrize(
    ("facts", "tag"),
    [
        ({"item_about": ("referrer_witness",)}, Tag.REFERRER),
        ({"locates_or_identifies": "yes"}, Tag.LOCATION),
        (
            {"item_about": ("protected_child",), "item_reliability": "unproven_allegation"},
            Tag.ACCOUNT,
        ),
        ({"item_about": ("protected_child", "parent_carer")}, Tag.THIRD_PARTY),
        ({"item_class": ("personal", "special")}, Tag.HEALTH),
        ({"restriction": "privileged"}, Tag.PRIVILEGED),
    ],
)
def test_an_item_is_tagged_for_whoever_has_a_stake_in_it(facts, tag):
    assert tags.of_item(item(**facts)) == (tag,)


def test_health_records_are_tagged_by_where_they_come_from():
    assert tags.of_item(item(), "health_gp") == (Tag.HEALTH,)
    assert tags.of_item(item(), "csc_record") == ()


@pytest.mark.parametrize(
    ("outcome", "rule", "said"),
    [
        ("ask_first", "share", "Ask first"),
        ("do_not_share", "redact", "Keep back"),
        ("seek_advice", "withhold", ""),
        ("share_now", "share", ""),
    ],
)
def test_nothing_reads_as_share_while_its_own_answer_is_another(outcome, rule, said):
    advised = item_advice("itm_a", "An item", rule, "Share", "They need it.")

    assert packet.not_yet(advised.model_copy(update={"outcome": outcome})) == said


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (2, False), (3, True)])
def test_an_entry_is_late_after_one_working_day(days, is_late):
    """It was decided on a Saturday: Monday is in time and Tuesday is late."""
    entered = CONTENT.decision.entered_at + timedelta(days=days)
    decision = CONTENT.decision.model_copy(update={"entered_at": entered})

    moments = times.moments(CONTENT.model_copy(update={"decision": decision}))

    assert [one.is_late for one in moments if "decided" in one.what] == [is_late]


def test_how_long_it_was_known_is_said_where_the_day_is_known():
    answers = {"story": {"known": {"state": "exact", "on": "2026-11-18"}}}

    moments = times.moments(CONTENT.model_copy(update={"answers": answers}))

    assert moments[1].note == "3 days before it was decided."
    assert times.moments(CONTENT)[1].note == ""


def test_an_item_of_a_broad_kind_was_asked_by_its_narrower_kinds():
    narrow = next(one for one in vocabulary().categories.values() if one.under)
    pairs = SOCIAL_CARE.coverage.pairs
    found = pairs[0].model_copy(update={"category": narrow.code, "subject": "child"})

    assert answered([found], narrow.under, "child") == "In ESH-014"
    assert answered([found, found], narrow.code, "child") == "In ESH-014"
    assert answered([found], narrow.under, "parent_carer") == ""
