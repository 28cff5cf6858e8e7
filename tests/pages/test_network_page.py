"""The map page: words and tables that say what the picture shows, for those who keep the register."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenAs

FILE = "isa/pages/network.py"
LEAD = "demo-ig-lead"


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    components = [str(found.proto) for found in app.get("bidi_component")]
    return " ".join([*(part.value for part in parts), *components]).replace("\\", "")


@pytest.mark.parametrize("profile", ["mash", "marac", "adult_mash"])
def test_each_profile_has_its_picture_in_words_and_as_tables(open_as: OpenAs, profile: str) -> None:
    app = open_as(LEAD, FILE)
    app.selectbox[0].set_value(profile).run()
    text = shown(app)

    assert "may receive from" in text
    assert "What is needed and not wholly covered" in text
    assert "The fewest new agreements that would close every gap" in text
    assert "does not stop you sharing to protect someone" in text


def test_one_agency_shows_its_own_gaps_alone(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    app.selectbox[0].set_value("mash").run()
    pick = next(box for box in app.selectbox if box.label == "Look at one agency")

    pick.set_value("exampleshire-police").run()
    text = shown(app)

    assert "flows it is needed to send" in text


def test_a_practitioner_does_not_keep_the_register(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", FILE)

    assert "needed flows covered" not in shown(app)
