"""The accessibility statement: open to everybody, honest, and one link away from every page."""

import pytest

from isa.platform.config import settings
from tests.pages.conftest import OpenAs

FILE = "isa/pages/accessibility.py"
GAPS = (
    "No screen reader has been tried",
    "Firefox and Safari have not",
    "Without JavaScript there is no page",
    "cannot measure the contrast",
    "makes no claim to meet them in full",
)


@pytest.mark.parametrize("user_id", ["", "demo-practitioner", "demo-administrator"])
def test_anybody_can_read_what_does_not_work_and_whom_to_tell(
    open_as: OpenAs, user_id: str
) -> None:
    app = open_as(user_id, FILE)
    assert not app.exception
    assert app.title[0].value == "Accessibility"
    said = "\n".join(one.value for one in app.main.markdown)
    assert [gap for gap in GAPS if gap not in said] == []
    assert app.main.text[-1].value.startswith("Tell the person who manages user accounts")


def test_an_installation_names_whom_to_tell(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISA_ACCESSIBILITY_CONTACT", "access@exampleshire.example")
    settings.cache_clear()
    assert open_as("", FILE).main.text[-1].value == "access@exampleshire.example"


@pytest.mark.parametrize(
    ("user_id", "file"),
    [("", ""), ("demo-practitioner", ""), ("demo-practitioner", "decisions/pages/danger.py")],
)
def test_every_page_ends_with_the_way_there(open_as: OpenAs, user_id: str, file: str) -> None:
    last = open_as(user_id, file).main.get("page_link")[-1]
    assert (last.proto.label, last.proto.page) == ("Accessibility", "accessibility")
