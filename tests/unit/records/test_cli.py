"""``isa record verify`` on a file alone: no database, plain words, exit codes a script can act on."""

import json

import pytest
from joserfc.jwk import OKPKey
from typer.testing import CliRunner

from decisions.records import bundle
from decisions.records.cli import app
from decisions.records.seal import copy, seal
from isa.platform.errors import Invalid
from tests.unit.records.test_seal import BLOCKS, CLAIMS, KEY

TEXT = bundle.pack(copy(seal(BLOCKS, CLAIMS, KEY), ["concern"]), [bundle.public_jwk(KEY)])


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ISA_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")

    def verify(text: str, *options: str):
        path = tmp_path / "copy.sdjwt"
        path.write_text(text)
        return CliRunner().invoke(app, ["verify", str(path), *options])

    return verify


def test_a_good_file_is_valid_but_its_key_is_not_confirmed(run):
    result = run(TEXT)

    assert result.exit_code == 0
    assert result.output.startswith("Valid, key not independently confirmed")
    assert KEY.thumbprint() in result.output
    assert "bruise" not in result.output


def test_a_thumbprint_or_a_published_key_set_confirms_the_key(run, tmp_path):
    published = tmp_path / "jwks.json"
    published.write_text(json.dumps({"keys": [bundle.public_jwk(KEY)]}))

    for options in (("--thumbprint", KEY.thumbprint()), ("--jwks", str(published))):
        result = run(TEXT, *options)
        assert result.exit_code == 0
        assert "the key is the one you confirmed" in result.output


def test_an_altered_file_is_refused_with_what_does_not_fit(run):
    record = json.loads(TEXT)["record"]
    altered = record[:-10] + ("A" if record[-10] != "A" else "B") + record[-9:]

    result = run(TEXT.replace(record, altered))

    assert result.exit_code == 1
    assert result.output == (
        "Not valid. Disclosure 1 does not belong to this record, or was altered.\n"
    )


def test_the_wrong_thumbprint_is_refused(run):
    result = run(TEXT, "--thumbprint", OKPKey.generate_key("Ed25519").thumbprint())

    assert result.exit_code == 1
    assert "not with the one you confirmed" in result.output


def test_json_says_the_same_for_a_program(run):
    good, bad = run(TEXT, "--json"), run("{}", "--json")

    assert json.loads(good.output)["blocks"] == {"concern": "a bruise"}
    assert json.loads(good.output)["key_is_confirmed"] is False
    assert (bad.exit_code, json.loads(bad.output)["is_valid"]) == (1, False)


def test_a_file_with_other_characters_is_refused(run):
    assert run("é").exit_code == 1


def test_exporting_into_a_folder_that_is_not_there_is_a_fault_of_what_was_given(run, tmp_path):
    result = CliRunner().invoke(app, ["export", "rec_x", "--folder", str(tmp_path / "none")])

    assert isinstance(result.exception, Invalid)
    assert "no folder" in str(result.exception)
