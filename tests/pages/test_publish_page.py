"""The page that publishes: what would be seen, what is left out, and for whom."""

from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.agreements.terms.service import revise_terms
from isa.register.service import agreement
from tests.pages.conftest import OpenAs
from tests.pages.test_network_page import shown
from tests.storage.test_publishing import ON

FILE = "isa/pages/publish.py"


def test_a_register_nobody_has_marked_says_what_to_do(open_as: OpenAs) -> None:
    text = shown(open_as("demo-ig-lead", FILE))

    assert "Nothing to publish." in text
    assert "Nobody has said whether these may be published" in text


def test_what_is_marked_is_shown_with_two_files(demo: Database, open_as: OpenAs) -> None:
    version = agreement(demo, SYSTEM, "esh-010", on=ON).register_version
    terms = {"publication": "entry_only"}
    revise_terms(demo, SYSTEM, "esh-010", terms, seen=version, on=None, reason="To publish it")

    app = open_as("demo-ig-lead", FILE)

    assert "1 agreement." in shown(app)
    assert "ESH-010" in shown(app)
    assert len(app.get("download_button")) == 2


def test_a_practitioner_does_not_publish(open_as: OpenAs) -> None:
    assert "What anybody would see" not in shown(open_as("demo-practitioner", FILE))
