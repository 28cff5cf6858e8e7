"""Check before I send, through the door: from the start page to each of its ends, and to a sealed record."""

import io

import pytest
from docx import Document

from decisions.journey import service as drafts
from decisions.journey.starts import SEND
from decisions.records import exports
from decisions.records import service as records
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_wizard import HOME, title
from tests.pages.walk import Through

READER = "Dr Sampleton"


LETTER = {
    "sending.paper": "letter",
    "about.who": "adult",
    "about.adult_position": "other_adult",
    "harm.seriousness": "none_seen",
    "recipient.agency_id": "not_listed",
    "recipient.name": READER,
    "recipient.recipient_class": "health",
    "recipient.verified": "known_route",
    "recipient.channel": "yes",
    "link.conflict": "none",
    "link.use": "provide_service",
    "effect.harm": "none_seen",
    "contents.ticked": ["none"],
    "readers.how_much": "all_of_it",
    "readers.effect": "little",
    "telling.safe": "yes",
    "choice.competence": "presumed",
    "choice.free": "free",
    "views.view": "agrees",
}
"""Every answer about an ordinary letter."""


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({}, f"Send it to {READER}"),
        (
            {"contents.ticked": ["whereabouts"], "readers.kept": ["none"]},
            f"Send it to {READER} after taking this out",
        ),
        ({"recipient.channel": "no"}, f"Send it to {READER} another way"),
        (
            {"recipient.verified": "not_verified"},
            f"Check the address before you send it to {READER}",
        ),
        (
            {"recipient.recipient_class": "family_friend", "views.view": "refuses"},
            f"Not to this reader: {READER}",
        ),
    ],
    ids=["send", "after_taking_this_out", "another_way", "address", "not_to_this_reader"],
)
def test_a_letter_comes_to_each_of_its_ends(
    open_as: OpenAs, demo: Database, amina: Actor, said: dict[str, object], headline: str
) -> None:
    draft = drafts.start_draft(demo, amina, trigger=SEND.trigger, depth=SEND.depth)
    owner = f"recipients.{draft.answers.recipients[0].id}"
    for path, value in {**LETTER, **said}.items():
        is_theirs = path.split(".")[0] in ("recipient", "link", "effect")
        drafts.save_field(demo, amina, draft.id, f"{owner}.{path}" if is_theirs else path, value)

    app = open_as("demo-practitioner", "decisions/pages/assessment.py", draft=draft.id)

    assert title(app) == headline
    assert not app.button(key="primary").disabled


def test_a_letter_that_loses_an_address_goes_from_the_start_page_to_a_sealed_record(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    at = Through(open_as("demo-practitioner", HOME), demo, amina)
    at.press("start-send").choose(sending__paper="letter", about__who="adult")
    at.choose(about__adult_position="other_adult", harm__seriousness="none_seen").go_on()
    at.choose(recipient__agency_id="not_listed").line(recipient__name=READER)
    at.choose(recipient__recipient_class="health", recipient__verified="known_route")
    at.choose(recipient__channel="yes", link__conflict="none", link__use="provide_service").go_on()
    at.tick("contents__ticked", "special", "whereabouts").go_on()
    at.choose(readers__how_much="all_of_it", readers__effect="little").tick("readers__kept").go_on()
    at.choose(telling__safe="yes", choice__competence="presumed", choice__free="free")
    at.choose(views__view="agrees").go_on()
    assert at.title == "What harm could come of their reading it?"
    at.choose(effect__harm="none_seen").go_on()

    assert (at.title, at.screens) == ("Check your answers", 6)
    assert f"Who will read it: {READER}" in at.words
    assert "telling them do" not in at.words
    assert "ou would tell" not in at.words
    assert "Add another reader" in [button.label for button in at.app.button]
    at.go_on()
    at.write(decided__reasons="She asked us to.", decided__weighed_against="She may move again.")
    at.go_on().choose(decided__outcome="share_some", decided__method="secure_email")
    at.line(decided__sent_to=READER, decided__verified_how="Their address is in our file")
    at.choose(decided__gone="not_yet").go_on()
    reader = at.draft.answers.recipients[0].id
    for item in at.draft.answers.items:
        rule = "withhold" if item.id == "whereabouts" else "share"
        at.choose(**{f"items__{item.id}__as_sent__rule": rule})
    assert at.go_on().title == "What happens next?"  # the letter says itself why it was written
    at.choose(after__telling_by="already_told").line(after__telling_when="on the phone").go_on()
    assert at.press().title == "Decision recorded"

    assert f"If you ring {READER}" not in at.words
    labels = [button.label for button in at.app.get("download_button")]
    assert not any(READER in label for label in labels)  # what they get is the letter itself
    (line,) = records.my_records(demo, amina)
    document = Document(io.BytesIO(exports.decision_word(demo, amina, line.id).data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in document.paragraphs), *cells])
    assert f"Send it to {READER} after taking this out" in said
    assert "Take out: Where somebody can be found" in said
    assert "When: ." not in said
    assert "When it happened" not in said
    assert "A short name for it" not in said  # nobody wrote it: the tool laid it out
    with pytest.raises(NotFound, match="itself what goes"):
        exports.recipient_word(demo, amina, line.id, reader)
