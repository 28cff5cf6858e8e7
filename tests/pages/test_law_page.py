"""The law as at a date: everybody may look, a day is chosen, and what does not count says why."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from decisions.law import law_at
from decisions.policy.released import NotInForce, load_released
from isa.platform.errors import NotPermitted
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.pages.conftest import OpenAs

FILE = "decisions/pages/law.py"
EVERYBODY = [f"demo-{role.value.replace('_', '-')}" for role in Role]


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    components = [str(found.proto) for found in app.get("bidi_component")]
    return " ".join([*(part.value for part in parts), *components]).replace("\\", "")


def asked(app: AppTest, day: str, month: str, year: str) -> AppTest:
    for part, value in (("day", day), ("month", month), ("year", year)):
        app.text_input(key=f"w.on.{part}").set_value(value)
    return app.button(key="primary").click().run()


@pytest.mark.parametrize("user", EVERYBODY)
def test_every_role_may_look(open_as: OpenAs, user: str) -> None:
    text = shown(open_as(user, FILE))

    assert "Law whose start had to be confirmed" in text
    assert "Your role does not include this" not in text


def test_a_day_is_chosen_and_a_switch_counts_only_from_its_start(open_as: OpenAs) -> None:
    app = open_as("demo-ig-lead", FILE)
    pack = load_released(None).pack
    before = pack.header.in_force_from

    text = shown(asked(app, str(before.day), str(before.month), str(before.year)))

    found = law_at(an_actor(Role.IG_LEAD), before)
    assert f"answers for {before.day} {before:%B %Y}" in text
    assert [one.is_open for one in found.switches] == [
        pack.is_on(name, before) for name in pack.switches
    ]
    for one in found.switches:
        assert one.what in text
        assert one.why in text


def test_a_day_before_any_pack_is_said_to_have_none(open_as: OpenAs) -> None:
    text = shown(asked(open_as("demo-auditor", FILE), "1", "1", "1999"))

    assert "No law pack answers for 1 January 1999" in text


def test_a_day_that_is_none_is_a_fault_at_its_field(open_as: OpenAs) -> None:
    text = shown(asked(open_as("demo-auditor", FILE), "31", "2", "2027"))

    assert "Enter the day you ask about as a real date" in text


def test_the_service_refuses_somebody_without_a_role_and_a_day_without_a_pack() -> None:
    nobody = Actor(id="x", name="x", job_title="", agency_id="school", grants=frozenset())
    before = load_released(None).pack.header.in_force_from - timedelta(days=2000)

    with pytest.raises(NotPermitted):
        law_at(nobody, date(2026, 12, 1))
    with pytest.raises(NotInForce):
        law_at(an_actor(Role.AUDITOR), before)


def test_rows_behind_a_switch_and_sources_with_dates_are_listed_with_their_sources() -> None:
    pack = load_released(None).pack
    on = pack.header.in_force_from
    found = law_at(an_actor(Role.AUDITOR), on)
    switched = [r for t in pack.tables.values() for r in t.row if r.switch or r.starts or r.ends]
    dated = {key for key, one in pack.citations.items() if one.starts or one.ends}

    assert [one.code for one in found.rows] == [row.id for row in switched]
    assert {one.code for one in found.sources} == dated
    for one in found.sources:
        source = pack.citations[one.code]
        is_inside = (source.starts is None or source.starts <= on) and (
            source.ends is None or on < source.ends
        )
        assert one.is_open == is_inside
    assert all(one.sources for one in found.switches)
