"""Encryption at rest: bound to its cell, refused when altered, found by keyed hash only."""

import pytest

from isa.platform.config import Settings
from isa.platform.crypto import (
    configured_key_ring,
    demo_key_ring,
    new_key_ring_json,
    parse_key_ring,
)
from isa.platform.errors import ConfigurationError, Tampered

RING = parse_key_ring(new_key_ring_json())
CELL = {"table": "draft_answer", "row": "7", "column": "value"}


def test_text_comes_back_as_it_was() -> None:
    words = "Ŵyn said: <b>Żółć</b> 😀\n**not bold**"

    assert RING.decrypt(RING.encrypt(words, **CELL), **CELL) == words


@pytest.mark.parametrize("moved", [{"table": "record"}, {"row": "8"}, {"column": "other"}])
def test_a_value_moved_to_another_cell_is_refused(moved: dict[str, str]) -> None:
    token = RING.encrypt("secret", **CELL)

    with pytest.raises(Tampered, match="another row"):
        RING.decrypt(token, **{**CELL, **moved})


def test_an_altered_value_is_refused() -> None:
    token = RING.encrypt("secret", **CELL)
    altered = token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB")

    with pytest.raises(Tampered):
        RING.decrypt(altered, **CELL)


def test_another_ring_cannot_read_it() -> None:
    other = parse_key_ring(new_key_ring_json())

    with pytest.raises(Tampered):
        other.decrypt(RING.encrypt("secret", **CELL), **CELL)


def test_a_case_reference_is_found_however_it_is_typed_but_only_in_its_agency() -> None:
    found = RING.reference_hash("school", "CASE 1042")

    assert RING.reference_hash("school", "case1042 ") == found
    assert RING.reference_hash("council", "CASE 1042") != found
    assert parse_key_ring(new_key_ring_json()).reference_hash("school", "CASE 1042") != found


def test_a_broken_ring_says_how_to_make_one() -> None:
    with pytest.raises(ConfigurationError, match="isa keys new"):
        parse_key_ring('{"fields": {}}')


def test_a_missing_key_file_is_named(tmp_path) -> None:
    with pytest.raises(ConfigurationError, match="not there"):
        configured_key_ring(Settings(key_file=tmp_path / "absent.json"))


def test_a_demonstration_keeps_its_keys_beside_its_database(tmp_path) -> None:
    first = demo_key_ring(tmp_path / "demo.sqlite")
    second = demo_key_ring(tmp_path / "demo.sqlite")

    assert first.signing.thumbprint() == second.signing.thumbprint()
    assert (tmp_path / "demo.keys.json").stat().st_mode & 0o077 == 0
