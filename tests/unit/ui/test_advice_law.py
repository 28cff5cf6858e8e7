"""The law behind advice says since when it applies, or what is not known of that."""

from decisions.assessment import Citation, LawLine
from decisions.pages import _advice
from decisions.policy.compiled import compile_pack
from decisions.policy.explain import citation
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder


def line(*cites: str) -> LawLine:
    return LawLine(heading="Duty or power", code="x", text="An Act", cites=cites, to_verify=False)


def known() -> dict[str, Citation]:
    pack = compile_pack(load_pack(newest_folder()))
    return {key: citation(pack, key) for key in pack.pack.citations}


def test_a_law_line_says_the_day_its_source_came_into_force() -> None:
    said = _advice._starts(line("daa2021_s49a"), known())

    assert said == "In force since 7 November 2025 (S.I. 2025/1168, regulation 2)"


def test_a_law_line_says_when_its_start_is_not_confirmed() -> None:
    assert _advice._starts(line("ca2004_s16la"), known()).startswith("Not confirmed.")


def test_sources_that_say_the_same_say_it_once() -> None:
    said = _advice._starts(line("ca2004_s10", "ca2004_s11", "no_such_source"), known())

    assert said == "In force"
