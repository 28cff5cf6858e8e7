"""The vocabulary: what its files must hold, and how a mistake in one is named."""

import shutil

import pytest

from isa.platform.config import data_dir
from isa.register.vocabulary import VocabularyError, load, vocabulary

RECIPIENT_CLASSES = {
    "emergency_service",
    "police",
    "children_sc",
    "adults_sc",
    "health",
    "education",
    "probation",
    "housing",
    "voluntary_support",
    "regulator_dbs_lado",
    "professional_regulator",
    "dbs",
    "lado",
    "government_or_insurer",
    "private_business",
    "employer_provider",
    "court_coroner",
    "other",
}
ACTING_AS = {
    "public_authority_task",
    "private_or_charity",
    "commissioned_by_public",
    "police_law_enforcement",
    "police_general",
}
LISTED = {"listed", "designated", "commissioned", "not_listed", "not_known"}


def test_every_agency_type_implies_facts_the_policy_knows():
    for kind in vocabulary().agency_types.values():
        assert kind.recipient_class in RECIPIENT_CLASSES
        assert kind.acting_as in ACTING_AS
        assert kind.listed_16la in LISTED
        assert kind.health_or_secrecy in {"yes", "no"}


def test_a_purpose_or_category_knows_what_it_stands_under():
    words = vocabulary()

    assert words.purpose_line("cp_s47") == ("cp_s47", "safeguard_child")
    assert words.category_line("health_gp") == ("health_gp", "health")
    assert "health_sexual" in words.leaves("health")
    assert words.leaves("id_contact") == ("id_contact",)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")


def test_a_missing_file_is_named(folder):
    (folder / "subjects.toml").unlink()

    with pytest.raises(VocabularyError, match=r"subjects\.toml is missing"):
        load(folder)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("subjects.toml", "[child\n", r"subjects\.toml cannot be read"),
        ("subjects.toml", "[child]\nlabl = 'a child'\n", r"\[child\]"),
        ("purposes.toml", "[a]\nlabel = 'A'\nunder = 'b'\n", "stands under 'b'"),
        (
            "purposes.toml",
            "[a]\nlabel = 'A'\nunder = 'b'\n[b]\nlabel = 'B'\nunder = 'a'\n",
            "under itself",
        ),
        ("agency_types.toml", "[school]\nlabel = 'School'\n", "recipient_class"),
    ],
)
def test_a_mistake_names_its_file_and_key(folder, file, text, said):
    (folder / file).write_text(text)

    with pytest.raises(VocabularyError, match=said):
        load(folder)
