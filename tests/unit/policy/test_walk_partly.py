"""Evaluation while something is open: what is said of one recipient or item is not said of another."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, walk_on
from decisions.policy.model import Answer, Evaluation, Facts
from decisions.policy.released import is_proved, newest_folder
from decisions.policy.source import Constraint

DAY = date(2026, 11, 21)
OK: dict[str, Answer] = {"recipient_check": "ok"}
SOURCE: dict[str, Answer] = {"recipient_check": "source"}
NEEDED: dict[str, Answer] = {"item_needed": "yes"}


def found(
    pack: CompiledPack,
    *recipients: dict[str, Answer],
    items: tuple[dict[str, Answer], ...] = (NEEDED,),
    **case: Answer,
) -> Evaluation:
    return evaluate(pack, Facts(case=case, recipients=recipients or (OK,), items=items), on=DAY)


def test_two_recipients_of_one_item_each_have_their_own_answer(smallest: CompiledPack) -> None:
    partly = found(smallest, OK, SOURCE, harm_if_not_shared="significant", procedure=())

    assert partly.outcomes == ("share_without_agreement", "seek_advice")


def test_how_soon_goes_by_what_was_answered_so_far(smallest: CompiledPack) -> None:
    open_alarm = found(smallest, harm_if_not_shared="significant")
    danger = found(smallest, harm_if_not_shared="immediate", procedure=())
    alarm = found(smallest, harm_if_not_shared="significant", procedure=("crisis",))

    assert open_alarm.whens == ("by_date",)
    assert (danger.act_now, danger.whens) == ("call_999", ("now",))
    assert (alarm.act_now, alarm.whens) == ("front_door_now", ("now",))


def test_a_contradiction_does_not_reopen_what_must_be_done_now(smallest: CompiledPack) -> None:
    calm = Constraint(
        id="K9",
        when={"view": ("agrees",)},
        then={"sp.crisis": ("no",)},
        because="A pack under test says so.",
    )
    constraints = (*smallest.pack.constraints, calm)
    pack = compile_pack(replace(smallest.pack, constraints=constraints))

    doubted = found(pack, harm_if_not_shared="significant", procedure=("crisis",), view="agrees")

    assert doubted.breached == ("K9",)
    assert (doubted.act_now, doubted.act_now_may_become) == ("front_door_now", ())


def test_nothing_is_asked_for_an_item_that_is_settled(smallest: CompiledPack) -> None:
    items = ({"item_needed": "no"}, NEEDED)
    partly = found(smallest, items=items, harm_if_not_shared="not_known", procedure=())

    assert partly.cells[0][0]["outcome"].value == "do_not_share"
    assert partly.missing == ("view",)


def test_who_speaks_for_them_is_asked_only_once_it_is_known_whose_choice_it_is(
    england: CompiledPack,
) -> None:
    theirs = {"proxy_view", "best_interests", "reason_not_asked"}
    listed = evaluate(england, Facts(recipients=({},), items=({},)), on=DAY)
    nothing_listed = evaluate(england, Facts(recipients=({},)), on=DAY)

    assert "items[0].whose" in listed.missing
    assert not theirs & set(listed.missing)
    assert theirs <= set(nothing_listed.missing)


def test_danger_with_something_to_send_goes_by_the_items(smallest: CompiledPack) -> None:
    danger: dict[str, Answer] = {"harm_if_not_shared": "immediate"}

    assert found(smallest, items=(NEEDED,), **danger).scopes == ("all",)
    assert found(smallest, items=({"item_needed": "less_would_do"},), **danger).scopes == ("some",)


def test_only_danger_leaves_something_to_say_where_nothing_is_listed(
    smallest: CompiledPack,
) -> None:
    nothing = found(smallest, SOURCE, items=(), harm_if_not_shared="none_seen")
    shared = found(
        smallest, items=(), harm_if_not_shared="significant", procedure=(), view="refuses"
    )

    assert (nothing.outcomes, nothing.scopes) == (("do_not_share",), ("none",))
    assert shared.scopes != ("some",)


def test_the_newest_pack_compiles_to_the_very_form_that_was_proved(england: CompiledPack) -> None:
    assert is_proved(england, newest_folder())


@pytest.mark.parametrize(
    ("dates", "before", "within", "after"),
    [
        ({"ends": None}, False, True, True),
        ({"starts": None}, True, True, False),
        ({}, False, True, False),
    ],
    ids=["from a day", "until a day", "from and until"],
)
def test_a_row_counts_from_its_first_day_or_until_its_last_or_both(
    smallest: CompiledPack,
    dates: dict[str, None],
    before: bool,
    within: bool,
    after: bool,
) -> None:
    table = smallest.pack.tables["next_steps"]
    rows = tuple(r.model_copy(update=dates) if r.id == "NS4" else r for r in table.row)
    tables = {**smallest.pack.tables, "next_steps": table.model_copy(update={"row": rows})}
    pack = compile_pack(replace(smallest.pack, tables=tables))
    facts = Facts(
        case={"harm_if_not_shared": "significant", "view": "agrees", "procedure": ()},
        recipients=(OK,),
        items=(NEEDED,),
    )

    days = (date(2026, 2, 28), DAY, date(2027, 1, 1))
    told = [evaluate(pack, facts, on=day).cells[0][0]["next_steps"].certain for day in days]

    assert ["old_form" in codes for codes in told] == [before, within, after]


def test_a_closed_row_does_not_count_wherever_it_stands(smallest: CompiledPack) -> None:
    table = smallest.pack.tables["next_steps"]
    rows = tuple(sorted(table.row, key=lambda row: row.id != "NS3"))
    tables = {**smallest.pack.tables, "next_steps": table.model_copy(update={"row": rows})}
    pack = compile_pack(replace(smallest.pack, tables=tables))

    told = found(pack, harm_if_not_shared="immediate", view="agrees", procedure=())

    assert told.cells[0][0]["next_steps"].certain == ("record_reasons", "old_form")


def test_a_closed_row_of_the_case_does_not_count_beside_a_rule_about_items(
    smallest: CompiledPack,
) -> None:
    table = smallest.pack.tables["next_steps"]
    closed_first = tuple(sorted(table.row, key=lambda row: row.id != "NS3"))
    steps = table.model_copy(update={"level": "case", "row": closed_first})
    rule = Constraint(
        id="K9",
        when={"recipient_check": ("source",)},
        then={"item_needed": ("no",)},
        because="A pack under test says so.",
    )
    tables = {**smallest.pack.tables, "next_steps": steps}
    constraints = (*smallest.pack.constraints, rule)
    pack = compile_pack(replace(smallest.pack, tables=tables, constraints=constraints))

    told = found(pack, harm_if_not_shared="immediate", view="agrees", procedure=())

    assert told.case["next_steps"].certain == ("record_reasons", "old_form")


def test_steps_of_the_case_are_found_once_and_change_nothing_below(smallest: CompiledPack) -> None:
    table = smallest.pack.tables["next_steps"].model_copy(update={"level": "case"})
    tables = {**smallest.pack.tables, "next_steps": table}
    pack = compile_pack(replace(smallest.pack, tables=tables))
    facts = Facts(
        case={"harm_if_not_shared": "none_seen", "view": "refuses", "procedure": ()},
        recipients=(OK, SOURCE),
        items=(NEEDED,),
    )

    told, before = evaluate(pack, facts, on=DAY), evaluate(smallest, facts, on=DAY)

    assert walk_on(pack, DAY).quickly(facts) == told == walk_on(pack, DAY).by_states(facts)
    assert told.case["next_steps"].certain == ("record_reasons", "record_refusal")
    assert told.outcomes == before.outcomes
