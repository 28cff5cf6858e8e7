"""A request file read with suspicion: what is wrong is said, and nothing of the file is repeated."""

import contextlib
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.casework import request_file
from decisions.casework.powers import AUTHORITIES, Power, gives_statement, may_use
from decisions.casework.request_file import LARGEST, Asker, RequestFile
from decisions.journey.choices_case import Purpose
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.choices_start import Power as Asked
from decisions.policy.released import load_released
from isa.platform.errors import Invalid

SECRET = "Sami Invented"
REQUEST = RequestFile(
    request="rqs_4k2m4k2m4k2m4k2m",
    written_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    asked_by=Asker(name="Jo Placeholder", role="Social worker", agency="Exampleshire Council"),
    asked_of="Exampleshire Surgery",
    purpose=Purpose.PROTECT,
    why="To see whether a child is safe.",
    power=Power.S47,
    asked_for="Dates of visits since September.",
    answer_by=date(2026, 11, 25),
    is_it_safe_to_tell_them=SafeToTell.NO,
    reply_to="Jo Placeholder, secure e-mail",
)


def changed(**changes: object) -> bytes:
    return json.dumps(REQUEST.model_dump(mode="json") | changes).encode()


def fault(data: bytes) -> str:
    with pytest.raises(Invalid) as error:
        request_file.read(data)
    assert list(error.value.faults) == [request_file.FIELD]
    assert error.value.__cause__ is None
    return error.value.faults[request_file.FIELD]


def test_what_was_written_is_read_again():
    assert request_file.read(request_file.written(REQUEST)) == REQUEST
    assert request_file.read(b"\xef\xbb\xbf" + request_file.written(REQUEST)) == REQUEST


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"PK\x03\x04 a Word file", "not JSON"),
        ("é".encode("latin-1"), "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "something else"),
        (b'{"format": "isa-record"}', "something else"),
        (b" " * (LARGEST + 1), "smaller file"),
        (changed(version=2), "newer release"),
        (changed(power="god_given"), "at: power"),
        (changed(purpose=None), "at: purpose"),
        (changed(answer_by="soon"), "at: answer_by"),
        (changed(why="x" * 20_001), "at: why"),
        (changed(request=SECRET), "at: request"),
        (changed(**{SECRET: 1}), "at: an unknown key"),
        (changed(asked_by={"name": SECRET}), "at: asked_by"),
        (changed(why="\ud800"), "damaged"),
        (changed(why=float("nan")), "damaged"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_without_repeating_any_of_it(data, says):
    said = fault(data)

    assert says in said
    assert SECRET not in said


@given(st.binary(max_size=300))
def test_no_file_does_anything_but_fail_in_words(data):
    assert fault(data)


@given(
    st.sampled_from(sorted(RequestFile.model_fields)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=5,
    ),
)
def test_a_changed_field_is_read_as_it_is_or_refused(name, value):
    found = None
    with contextlib.suppress(Invalid):  # anything else would reach whoever chose the file
        found = request_file.read(changed(**{name: value}))

    assert found is None or getattr(found, name) is not None


def test_every_power_is_one_that_whoever_answers_can_be_asked_under():
    assert {one.value for one in Power} <= {one.value for one in Asked}


def test_every_power_says_whom_it_binds_and_cites_what_the_pack_has():
    pack = load_released(date(2026, 11, 22)).pack

    for power, authority in AUTHORITIES.items():
        assert set(authority.cites) <= set(pack.citations), power
        assert power is Power.OTHER or (authority.says and authority.binds), power
    assert set(AUTHORITIES) == set(Power)


def test_powers_of_the_council_are_the_councils():
    assert may_use(Power.S47, "children_sc")
    assert not may_use(Power.S47, "school")
    assert not may_use(Power.S16H, "charity")
    assert may_use(Power.NONE, "charity")


def test_only_a_public_authority_with_a_law_to_name_gives_the_statement():
    assert gives_statement(Power.S47, "public_authority_task")
    assert not gives_statement(Power.NONE, "public_authority_task")
    assert not gives_statement(Power.OTHER, "private_or_charity")
    assert not gives_statement(Power.OTHER, "police_law_enforcement")
