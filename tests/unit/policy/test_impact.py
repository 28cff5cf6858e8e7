"""Counting what a pack would say of past decisions, and saying so without saying too much."""

import csv
import io
import json
from collections import Counter
from datetime import date

import pytest

from decisions.policy import impact, impact_report
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.facts import read_facts
from decisions.policy.gathered import Gathered
from decisions.policy.impact import Decided, FileStudy, Listed, Move, Study, Tally, moves
from decisions.policy.many import Many
from decisions.policy.released import load_named
from decisions.policy.replay import TITLE
from decisions.policy.told import Told
from isa.platform.errors import Invalid
from tests.unit.policy.test_many import cases, sets, told
from tests.unit.replaying.sealed_facts import SCHOOL_TOLD

DAY = date(2026, 11, 21)
OLD, NEW = (load_named(name) for name in ("england/2026.1", "england/2026.2"))


def study_of(texts: list[str], before=OLD, after=NEW, kind=FileStudy) -> Tally:
    study = kind(after)
    for number, text in enumerate(texts):
        study.take(Decided(f"d{number}", text), before, DAY)
    return study.tally()


def test_the_counts_are_those_of_one_case_at_a_time() -> None:
    raws = cases(OLD, 400)
    expected: Counter[str] = Counter()
    changes: Counter[Move] = Counter()
    for raw in raws:
        try:
            was, comes = (
                told(evaluate(pack, validate_facts(pack, raw), on=DAY)) for pack in (OLD, NEW)
            )
        except Invalid:
            expected["cannot"] += 1
        else:
            expected["same" if was == comes else "different"] += 1
            changes.update(set(moves(was, comes)))

    tally = study_of([json.dumps(raw) for raw in raws])

    assert (tally.same, tally.different, tally.cannot) == (
        expected["same"],
        expected["different"],
        expected["cannot"],
    )
    assert tally.changes == changes
    assert tally.decisions == 400
    assert len(tally.listed) == tally.different + tally.cannot
    assert min(expected.values()) > 0


def test_what_could_be_answered_then_and_was_not_is_unanswered_in_records_alone() -> None:
    """The second pack reads a file without ``channel_safe`` as safe; a record of its own it does not."""
    part = {**SCHOOL_TOLD["recipients"][0], "recipient_can_help": "yes"}
    text = json.dumps({**SCHOOL_TOLD, "recipients": [part]})
    facts = read_facts(NEW, json.loads(text), NEW.pack.facts)
    expected = told(evaluate(NEW, facts, on=DAY))

    asked = Many(NEW, NEW.open_gates(DAY), frozenset(NEW.pack.facts))
    unasked = Many(NEW, NEW.open_gates(DAY))
    gathered = Gathered([text], sets(NEW))

    assert "channel_safe" not in facts.recipients[0]
    assert asked.answer(gathered).told == [expected]
    assert unasked.answer(gathered).told != [expected]
    assert study_of([text], before=NEW, kind=Study).same == 1


def test_the_same_facts_many_times_count_as_often_as_they_came() -> None:
    one = json.dumps(cases(OLD, 1)[0])

    alone, thrice = study_of([one]), study_of([one] * 3)

    assert (thrice.same, thrice.different) == (3 * alone.same, 3 * alone.different)
    assert thrice.changes == Counter({move: 3 * n for move, n in alone.changes.items()})
    assert thrice.rows == Counter({move: 3 * n for move, n in alone.rows.items()})


def test_a_long_study_never_holds_more_than_a_batch_and_counts_the_same(monkeypatch) -> None:
    texts = [json.dumps(raw) for raw in cases(OLD, 120)]
    at_once = study_of(texts)
    monkeypatch.setattr(impact, "BATCH", 50)
    study = FileStudy(NEW)
    most = 0

    for number, text in enumerate(texts):
        study.take(Decided(f"d{number}", text), (OLD, NEW)[number % 2], DAY)
        study.take(Decided(f"e{number}", text), (NEW, OLD)[number % 2], DAY)
        most = max(most, sum(len(pair.waiting) for pair in study._pairs.values()))
    tally = study.tally()

    assert most < 50
    assert tally.befores == {"england/2026.1": 120, "england/2026.2": 120}
    assert (tally.decisions, tally.different) == (240, at_once.different)
    assert tally.changes == at_once.changes


def test_rows_that_now_decide_are_counted_once_for_each_decision_with_their_words() -> None:
    tally = study_of([json.dumps(raw) for raw in cases(OLD, 400)])

    assert tally.rows
    for move, count in tally.rows.items():
        assert move.before != move.after
        assert 0 < count <= tally.different
        was, comes = tally.because[move]
        assert bool(was) == bool(move.before)
        assert bool(comes) == bool(move.after)


def test_what_a_pack_cannot_read_is_named_by_the_answer() -> None:
    raw = '{"case":{"trigger":"routine_sending"},"recipients":[{"channel_safe":"no"}],"items":[]}'

    tally = study_of([raw, raw], before=NEW, after=OLD)

    assert (tally.same, tally.different, tally.cannot) == (0, 0, 2)
    assert tally.why_not == {
        "england/2026.1 cannot read trigger = routine_sending.": 2,
        "england/2026.1 cannot read channel_safe = no.": 2,
    }


def test_a_text_that_is_not_facts_is_refused_by_its_name() -> None:
    with pytest.raises(Invalid, match="d1: This is not JSON"):
        study_of(["{}", "x"])


def test_every_kind_of_difference_is_told_apart() -> None:
    old = Told("none", ("ask_first", None), ("none", None), (("withhold",), (None,)))
    new = Told("call_999", ("ask_first", "share_now"), ("none", "some"), (("redact",), (None,)))

    assert set(moves(old, new)) == {
        Move("act_now", "none", "call_999"),
        Move("outcome", "not_settled", "share_now"),
        Move("scope", "not_settled", "some"),
        Move("item_rule", "withhold", "redact"),
    }


def test_only_what_may_be_listed_is_listed() -> None:
    raw = '{"case":{"trigger":"routine_sending"}}'
    study = Study(OLD)
    study.take(Decided("open", raw), NEW, DAY)
    study.take(Decided("secret", raw, may_list=False), NEW, DAY)

    tally = study.tally()

    assert tally.listed == [Listed("open", "cannot_replay")]
    assert tally.not_listed == 1
    assert "secret" not in json.dumps(impact_report.as_json(tally, "x"))


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 100, "b": 7}, set()),
        ({"a": 100, "b": 7, "c": 4}, {"b", "c"}),
        ({"a": 100, "b": 3, "c": 4}, {"b", "c"}),
        ({"a": 4}, {"a"}),
    ],
)
def test_a_small_count_is_hidden_and_never_just_one(
    counts: dict[str, int], hidden: set[str]
) -> None:
    shown = impact_report.shown(counts, 5)

    assert {line for line, count in shown.items() if count is None} == hidden
    assert list(impact_report.shown(counts, 1).values()) == sorted(counts.values(), reverse=True)


def a_tally() -> Tally:
    return Tally(
        same=90,
        different=12,
        cannot=3,
        why_not=Counter({"Its content was disposed of.": 3}),
        changes=Counter(
            {
                Move("outcome", "ask_first", "share_required"): 9,
                Move("outcome", "seek_advice", "share_required"): 2,
                Move("outcome", "ask_first", "share_now"): 1,
            }
        ),
        rows=Counter({Move("outcome", "O28", "O20"): 12}),
        because={Move("outcome", "O28", "O20"): ("Ask them first.", "A law asks for this.")},
        befores=Counter({"england/2026.1": 105}),
        read_as={"channel_safe": "yes"},
        listed=[Listed("rec_1", "different")],
        not_listed=14,
    )


def test_as_text_it_is_titled_and_small_counts_do_not_show() -> None:
    text = impact_report.in_words(a_tally(), "england/2026.2", smallest=5)

    assert text.startswith(f"{TITLE}\n")
    assert "of 105 decisions made under england/2026.1" in text
    assert "outcome: ask_first -> share_required: 9" in text
    assert "outcome: seek_advice -> share_required: fewer than 5" in text
    assert "would be: A law asks for this." in text
    assert "channel_safe: yes" in text
    assert "14 more are not listed" in text


def test_as_json_it_is_titled_and_a_hidden_count_is_null() -> None:
    found = impact_report.as_json(a_tally(), "england/2026.2", smallest=5)

    assert json.loads(json.dumps(found)) == found
    assert found["title"] == TITLE
    assert found["fewer_than"] == 5
    assert [one["decisions"] for one in found["changes"]] == [9, None, None]
    assert found["records"] == [{"record": "rec_1", "result": "different"}]


def test_as_csv_the_first_column_is_the_title() -> None:
    rows = list(csv.reader(io.StringIO(impact_report.as_csv(a_tally(), "new", smallest=5))))

    assert rows[0] == [TITLE, "what", "from", "to", "decisions"]
    assert ["result", "different", "england/2026.1", "new", "12"] in rows
    assert ["change", "outcome", "seek_advice", "share_required", "fewer than 5"] in rows
    assert {len(row) for row in rows} == {5}
    assert "rec_1" not in str(rows)
