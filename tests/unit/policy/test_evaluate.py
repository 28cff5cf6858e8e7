"""What the tables say when everything, something or nothing has been answered."""

import json
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, evaluate_with
from decisions.policy.explain import facts_behind, reads_of, row, says, trace
from decisions.policy.model import Answer, Evaluation, Facts
from decisions.policy.source import Constraint

DAY = date(2026, 11, 21)
COMPLETE: dict[str, Answer] = {
    "harm_if_not_shared": "significant",
    "view": "refuses",
    "procedure": (),
}


def case(pack: CompiledPack, on: date = DAY, **answers: Answer) -> Evaluation:
    facts = Facts(
        case=answers, recipients=({"recipient_check": "ok"},), items=({"item_needed": "yes"},)
    )
    return evaluate(pack, facts, on=on)


def test_complete_answers_settle_every_finding(smallest: CompiledPack) -> None:
    found = case(smallest, **COMPLETE)

    cell = found.cells[0][0]
    assert found.outcomes == ("share_without_agreement",)
    assert cell["outcome"].value == "share_without_agreement"
    assert [fired.row for fired in cell["outcome"].fired] == ["O7"]
    assert cell["outcome"].fired[0].is_certain
    assert found.scopes == ("all",)
    assert found.missing == ()


def test_an_unknown_row_above_a_true_one_with_the_same_outcome_settles_the_outcome_alone(
    smallest: CompiledPack,
) -> None:
    found = case(smallest, harm_if_not_shared="significant", procedure=())

    outcome = found.cells[0][0]["outcome"]
    assert outcome.value == "share_without_agreement"
    assert [(fired.row, fired.is_certain) for fired in outcome.fired] == [
        ("O6", False),
        ("O7", True),
    ]
    assert found.missing == ()


def test_an_unknown_row_with_another_outcome_leaves_it_open_and_says_what_to_ask(
    smallest: CompiledPack,
) -> None:
    found = case(smallest, harm_if_not_shared="not_known", procedure=())

    assert found.outcomes == (None,)
    assert found.cells[0][0]["outcome"].possible == ("share_without_agreement", "seek_advice")
    assert found.missing == ("view",)


def test_not_known_is_an_answer_and_not_a_gap(smallest: CompiledPack) -> None:
    found = case(smallest, harm_if_not_shared="not_known", procedure=(), view="not_known")

    assert found.outcomes == ("seek_advice",)


def test_nothing_answered_asks_in_asking_order_with_paths(smallest: CompiledPack) -> None:
    found = evaluate(smallest, Facts(), on=DAY)

    assert found.outcomes == (None,)
    assert found.missing == (
        "harm_if_not_shared",
        "recipients[0].recipient_check",
        "view",
        "procedure",
        "items[0].item_needed",
    )


def test_what_must_be_done_now_reads_a_blank_as_no_value(smallest: CompiledPack) -> None:
    blank = evaluate(smallest, Facts(), on=DAY)
    danger = evaluate(smallest, Facts(case={"harm_if_not_shared": "immediate"}), on=DAY)

    assert (blank.act_now, blank.act_now_may_become) == ("none", ("call_999", "front_door_now"))
    assert (danger.act_now, danger.act_now_may_become) == ("call_999", ())


def test_what_must_be_done_now_says_what_it_could_become(smallest: CompiledPack) -> None:
    found = evaluate(smallest, Facts(case={"harm_if_not_shared": "significant"}), on=DAY)

    assert (found.act_now, found.act_now_may_become) == ("none", ("front_door_now",))


def test_danger_settles_the_outcome_before_anything_about_the_item(smallest: CompiledPack) -> None:
    facts = Facts(case={"harm_if_not_shared": "immediate"}, recipients=({"recipient_check": "ok"},))

    found = evaluate(smallest, facts, on=DAY)

    assert (found.outcomes, found.whens, found.missing) == (("share_now",), ("now",), ())
    assert found.scopes == ("some",)


def test_danger_with_nothing_sendable_still_leaves_something_to_say(smallest: CompiledPack) -> None:
    facts = Facts(
        case={"harm_if_not_shared": "immediate", "view": "refuses"},
        recipients=({"recipient_check": "ok"},),
        items=({"item_needed": "no"}, {"item_needed": "no"}),
    )

    found = evaluate(smallest, facts, on=DAY)

    assert (found.outcomes, found.scopes) == (("share_now",), ("some",))


def test_a_collect_table_tells_certain_codes_from_possible_ones(smallest: CompiledPack) -> None:
    steps = case(smallest, harm_if_not_shared="none_seen").cells[0][0]["next_steps"]

    assert steps.certain == ("record_reasons",)
    assert steps.possible == ("record_reasons", "record_refusal")
    assert [(fired.row, fired.is_certain) for fired in steps.fired] == [
        ("NS1", True),
        ("NS2", False),
    ]


def test_a_collect_table_gives_each_code_once_and_keeps_every_row(smallest: CompiledPack) -> None:
    steps = case(smallest, **COMPLETE | {"harm_if_not_shared": "none_seen"}).cells[0][0]

    assert steps["next_steps"].certain == ("record_reasons", "record_refusal")
    assert [fired.row for fired in steps["next_steps"].fired] == ["NS1", "NS2"]


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_dated_row_counts_from_its_first_day_and_no_longer_on_its_last(
    smallest: CompiledPack, day: date, is_in_force: bool
) -> None:
    steps = case(smallest, day, **COMPLETE).cells[0][0]["next_steps"]

    assert ("old_form" in steps.certain) is is_in_force


def test_a_row_behind_a_closed_switch_does_not_count(smallest: CompiledPack) -> None:
    facts = Facts(case=COMPLETE, recipients=({"recipient_check": "ok"},), items=({},))
    opened = smallest.open_gates(DAY) | {"new_duty"}

    closed = evaluate(smallest, facts, on=DAY).cells[0][0]["next_steps"]
    confirmed = evaluate_with(smallest, facts, opened).cells[0][0]["next_steps"]

    assert "new_notice" not in closed.possible
    assert "new_notice" in confirmed.certain


def test_an_answer_can_show_that_another_question_did_not_arise(smallest: CompiledPack) -> None:
    found = case(smallest, harm_if_not_shared="not_known", procedure=("nobody_to_ask",))

    assert found.outcomes == ("seek_advice",)
    assert found.breached == ()


def test_a_contradicted_answer_is_doubted_and_never_an_error(smallest: CompiledPack) -> None:
    found = case(
        smallest, harm_if_not_shared="not_known", procedure=("nobody_to_ask",), view="agrees"
    )

    assert found.breached == ("K1",)
    assert found.outcomes == ("seek_advice",)


def test_a_contradiction_does_not_silence_what_must_be_done_now(smallest: CompiledPack) -> None:
    found = case(
        smallest, harm_if_not_shared="immediate", procedure=("nobody_to_ask",), view="agrees"
    )

    assert found.breached == ("K1",)
    assert found.act_now == "call_999"


def test_a_contradiction_is_noticed_at_a_level_that_has_no_tables(smallest: CompiledPack) -> None:
    never_the_source = Constraint(
        id="K9",
        when={"recipient_check": ("source",)},
        then={"recipient_check": ("ok",)},
        because="A pack under test says so.",
    )
    constraints = (*smallest.pack.constraints, never_the_source)
    pack = compile_pack(replace(smallest.pack, constraints=constraints))

    found = evaluate(pack, with_recipient("source"), on=DAY)

    assert {table.level for table in pack.tables} == {"case", "item"}
    assert evaluate(pack, with_recipient("ok"), on=DAY).breached == ()
    assert found.breached == ("K9",)


def with_recipient(check: str) -> Facts:
    return Facts(
        case=COMPLETE, recipients=({"recipient_check": check},), items=({"item_needed": "yes"},)
    )


def test_a_recipient_gets_the_best_of_its_items(smallest: CompiledPack) -> None:
    facts = Facts(
        case=COMPLETE,
        recipients=({"recipient_check": "ok"}, {"recipient_check": "source"}),
        items=({"item_needed": "no"}, {"item_needed": "less_would_do"}, {"item_needed": "yes"}),
    )

    found = evaluate(smallest, facts, on=DAY)

    assert found.outcomes == ("share_without_agreement", "seek_advice")
    assert found.scopes == ("some", "none")
    rules = [[cell["item_rule"].value for cell in row] for row in found.cells]
    assert rules == [["withhold", "redact", "share"], ["withhold", "withhold", "withhold"]]


def test_an_open_item_cannot_unsettle_a_recipient_that_is_already_at_the_best(
    smallest: CompiledPack,
) -> None:
    facts = Facts(
        case=COMPLETE,
        recipients=({"recipient_check": "ok"},),
        items=({"item_needed": "yes"}, {}),
    )

    found = evaluate(smallest, facts, on=DAY)

    assert found.cells[0][1]["outcome"].value is None
    assert (found.outcomes, found.missing) == (("share_without_agreement",), ())
    assert found.scopes == (None,)


def test_the_order_of_answers_changes_nothing(smallest: CompiledPack) -> None:
    seen = {repr(case(smallest, **dict(order))) for order in permutations(COMPLETE.items())}

    assert len(seen) == 1


def test_a_reason_names_its_row_its_facts_and_its_sources(smallest: CompiledPack) -> None:
    found = case(smallest, **COMPLETE | {"harm_if_not_shared": "none_seen"})
    findings = found.case | found.recipients[0] | found.cells[0][0]

    assert findings["outcome"].value == "do_not_share"
    assert row(smallest, "outcome", "O5").sentence == "They said no and nobody is harmed."
    assert row(smallest, "outcome", "O5").cites == ("act",)
    assert reads_of(smallest, "outcome", "O5") == ("view", "alarm", "harm_if_not_shared")
    assert facts_behind(smallest, findings, "outcome") == ("harm_if_not_shared", "view")
    assert says(smallest, "view", "refuses") == "they refuse"
    assert says(smallest, "procedure", ()) == "none of these"
    assert says(smallest, "procedure", ("crisis",)) == "they are in crisis"
    with pytest.raises(KeyError):
        row(smallest, "outcome", "O99")


def test_a_copied_table_reads_the_copies(smallest: CompiledPack) -> None:
    assert reads_of(smallest, "act_now", "AN2") == ("harm_if_not_shared", "alarm_now")
    assert reads_of(smallest, "alarm_now", "AL1") == ("procedure",)


def test_the_trace_is_plain_json_with_every_finding(smallest: CompiledPack) -> None:
    facts = Facts(
        case=COMPLETE, recipients=({"recipient_check": "ok"},), items=({"item_needed": "yes"},)
    )
    found = evaluate(smallest, facts, on=DAY)

    told = json.loads(json.dumps(trace(smallest, facts, found)))

    assert set(told["case"]) == set(found.case)
    assert set(told["items"][0][0]) == set(found.cells[0][0])
    fired = told["items"][0][0]["outcome"]["rows"][0]
    assert fired == {
        "row": "O7",
        "then": ["share_without_agreement"],
        "is_certain": True,
        "read": {"harm_if_not_shared": "significant"},
        "cites": ["act"],
    }
