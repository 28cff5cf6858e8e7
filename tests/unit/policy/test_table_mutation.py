"""The quick proof of a slip says what the whole proof of the slipped pack says."""

from datetime import date

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.proof.check import check
from tests.mutation import catch
from tests.mutation.by_table import all_questions
from tests.mutation.prove import Opened
from tests.mutation.report import percent, share, words
from tests.mutation.slips import Change, mutated, name_of, recompiled, slips
from tests.mutation.spoiled import Spoiled
from tests.mutation.survivors import outdated, unexplained
from tests.mutation.trial import NOBODY, SAME, Bench, Verdict
from tests.mutation.where import Whole


@pytest.mark.parametrize(("table", "every"), [("act_now", 1), ("outcome", 5), ("next_steps", 1)])
def test_the_quick_proof_gives_the_verdict_of_the_whole_proof(
    smallest: CompiledPack, table: str, every: int
) -> None:
    opened = Opened(smallest, all_questions(smallest), table)
    verdicts = set()

    for change in list(slips(smallest.pack, table))[::every]:
        spoiled = Spoiled(smallest, change)
        if catch.fault(spoiled.pack) is not None:
            continue
        quick = opened.failure(spoiled, set)
        failures = check(compile_pack(spoiled.pack)).failures
        assert (quick is not None) == bool(failures), (name_of(change), quick, failures)
        verdicts.add(quick is None)

    assert verdicts == {True, False}


def test_a_case_that_no_row_fits_any_more_is_noticed(england: CompiledPack) -> None:
    change = {"table": "case_pressed", "row": "CPR2", "narrow": {"free_choice": ["not_known"]}}
    opened = Opened(england, all_questions(england), "case_pressed")

    assert (
        opened.failure(Spoiled(england, change), set) == "case_pressed has a case that no row fits"
    )


@pytest.mark.parametrize(
    ("change", "is_the_same"),
    [
        ({"table": "outcome", "row": "O7", "swap": True}, True),
        ({"table": "outcome", "row": "O1", "swap": True}, False),
        ({"table": "outcome", "row": "O1", "delete": True}, False),
        ({"table": "outcome", "row": "O1", "then": "do_not_share"}, False),
        ({"table": "alarm", "row": "AL1", "delete": True}, False),
        ({"table": "next_steps", "row": "NS1", "delete": True}, False),
        ({"table": "next_steps", "row": "NS2", "drop": "view"}, False),
    ],
)
def test_a_slip_that_changes_no_finding_is_told_from_one_that_does(
    smallest: CompiledPack, change: Change, is_the_same: bool
) -> None:
    whole = Whole(smallest, all_questions(smallest)[0])

    assert whole.is_the_same(Spoiled(smallest, change)) is is_the_same


def test_every_kind_of_slip_is_tried_and_has_a_name_of_its_own(england: CompiledPack) -> None:
    changes = [change for table in england.pack.tables for change in slips(england.pack, table)]
    kinds = {key for change in changes for key in change} - {"table", "row"}

    assert kinds == {"delete", "swap", "always", "then", "drop", "narrow", "widen"}
    assert len({name_of(change) for change in changes}) == len(changes) > 2000
    assert all(mutated(england.pack, change).tables != england.pack.tables for change in changes)


def test_a_slip_is_compiled_alone_as_with_its_pack(england: CompiledPack) -> None:
    changes = [change for change in slips(england.pack, "others") if "drop" in change]

    for change in changes:
        slipped = mutated(england.pack, change)
        quick, whole = recompiled(england, slipped, "others"), compile_pack(slipped)
        assert (quick.variables, quick.tables) == (whole.variables, whole.tables)


def test_the_first_to_notice_is_named(england: CompiledPack) -> None:
    bench = Bench(england)
    changes = [
        {"table": "autonomy", "row": "AU1", "then": "yes"},
        {"table": "adult_threshold", "row": "AT4", "then": "none"},
        {"table": "case_pressed", "row": "CPR1", "delete": True},
    ]

    by = [(verdict.by, verdict.what) for verdict in bench.trials(changes)]

    assert [who for who, _ in by] == ["scenario", "pinned", "checks"]
    assert "case_pressed" in by[2][1]


def test_a_survivor_needs_a_reason_and_a_reason_a_survivor() -> None:
    verdicts = [
        Verdict("outcome O1: left out", "outcome", "O1", NOBODY),
        Verdict("outcome O2: left out", "outcome", "O2", NOBODY),
        Verdict("outcome O3: left out", "outcome", "O3", SAME),
    ]
    accepted = {
        "outcome O1: left out": "Why.",
        "outcome O3: left out": "Why.",
        "when W1: x": "Why.",
    }

    assert unexplained(verdicts, accepted) == ["outcome O2: left out"]
    assert outdated(verdicts, accepted) == ["outcome O3: left out"]
    assert share(verdicts) == 0


def test_all_is_said_only_of_all() -> None:
    assert (percent(1.0), percent(2128 / 2129), percent(0.5)) == ("100.0%", "99.9%", "50.0%")


def test_the_report_gives_the_share_without_the_kept_cases(england: CompiledPack) -> None:
    verdicts = [
        Verdict("outcome O1: left out", "outcome", "O1", NOBODY, "", by_kept_case=True),
        Verdict("outcome O2: left out", "outcome", "O2", "proof", "S4", by_kept_case=True),
        Verdict("outcome O3: left out", "outcome", "O3", SAME),
    ]

    text = words("england/9", date(2026, 11, 22), verdicts, ["outcome"], {})

    assert "| outcome | 3 | 3 | 0 | 0 | 0 | 1 | 1 | 1 | 50.0% | 100.0% |" in text
    assert "**No reason given:**\n\n- outcome O1: left out" in text
    assert "outcome O3" in text.partition("Rows that change no finding")[2]
