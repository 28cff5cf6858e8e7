"""Encryption at rest: bound to its cell, refused when altered, found by keyed hash only."""

import pytest
from joserfc import jwe

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


@pytest.mark.parametrize("part", range(5))
def test_each_part_of_a_stored_value_is_guarded(part: int) -> None:
    parts = RING.encrypt("secret", **CELL).split(".")
    parts[part] = ("B" if parts[part][0] == "A" else "A") + parts[part][1:]

    with pytest.raises(Tampered):
        RING.decrypt(".".join(parts), **CELL)


@pytest.mark.parametrize("token", ["", "a.b.c", "....", "é.b.c.d.e", "W10.b.c.d.e", "e30.b.c.d.e"])
def test_what_is_no_stored_value_is_refused(token: str) -> None:
    with pytest.raises(Tampered):
        RING.decrypt(token, **CELL)


@pytest.mark.parametrize(
    "header", [{"alg": "dir"}, {"alg": "A256KW", "zip": "DEF"}, {"enc": "A256CBC-HS512"}]
)
def test_only_what_we_write_is_opened_whatever_the_header_asks_for(header: dict[str, str]) -> None:
    full = {"alg": "A256KW", "enc": "A256GCM", "at": "draft_answer/7/value", **header}
    allowed = ["A256KW", "dir", "A256GCM", "A256CBC-HS512", "DEF"]
    anything = jwe.JWERegistry(algorithms=allowed, strict_check_header=False)
    token = jwe.encrypt_compact(full, b"secret", RING.fields, registry=anything)

    with pytest.raises(Tampered):
        RING.decrypt(token, **CELL)


def test_what_is_stored_is_what_any_reader_of_the_standard_opens() -> None:
    token = RING.encrypt("secret", **CELL)
    opened = jwe.decrypt_compact(
        token, RING.fields, registry=jwe.JWERegistry(strict_check_header=False)
    )

    assert opened.plaintext == b"secret"


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
