"""What would change the advice: for a lead who did not decide, on the sealed record, and nowhere else."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from decisions import service as advice
from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.journey.reading import parse
from decisions.records import service as records
from decisions.records.flatten import flatten
from decisions.reviewing import service as reviewing
from isa.platform import clock, users
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.pages.conftest import OpenAs

HEADING = "For review: what would change this advice"
RECORD = "decisions/pages/record.py"
DECIDED = {
    "outcome": "share_some",
    "reasons": "I am not willing to wait.",
    "weighed_against": "She has been open with us.",
    "differs_because": "I leave out what they do not need.",
    "method": "phone_callback",
    "sent_to": "The duty desk",
    "verified_how": "Rang the number held here",
    "gone": "not_yet",
}


def actor(demo: Database, user: str) -> Actor:
    found = users.actor_by_id(demo, user)
    assert found is not None
    return found


def started(demo: Database, who: Actor, **decided: str) -> str:
    """The worked example as a draft of this person's, with a decision; its id."""
    answers = parse((data_dir() / "demo/answers-bruise.json").read_text(), on=clock.today())
    draft = drafts.start_draft(demo, who)
    owner = draft.answers.recipients[0].id
    ids = {"r1": owner, "i1": draft.answers.items[0].id}
    for item in ("i2", "i3"):
        ids[item] = entries.add_item(demo, who, draft.id)
    said = {path: json.loads(stored) for path, stored in flatten(answers) if stored != "{}"}
    said |= {f"recipients.r1.decided.{name}": value for name, value in (DECIDED | decided).items()}
    said["recipients.r1.message.reason"] = "A child has a bruise."
    for item in ("i1", "i2", "i3"):
        said[f"recipients.r1.items.{item}.as_sent.rule"] = "withhold"
    for path, value in said.items():
        if "." in path:
            here = ".".join(ids.get(part, part) for part in path.split("."))
            drafts.save_field(demo, who, draft.id, here, value)
    return draft.id


def sealed(demo: Database, who: Actor) -> str:
    return seal(demo, who, started(demo, who))


def seal(demo: Database, who: Actor, draft: str) -> str:
    """Read the advice on a draft, then seal it; the record's id."""
    now = clock.now()
    found = advice.assess_draft(demo, who, draft, on=clock.today(), at=now)
    advice.note_shown(demo, who, draft, found.assessment)
    return records.seal_decision(demo, who, draft, at=now).line.id


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    return " ".join(part.value for part in parts).replace("\\", "")


def test_a_lead_sees_it_on_a_colleagues_record_and_the_colleague_never_does(
    open_as: OpenAs, demo: Database
) -> None:
    record = sealed(demo, actor(demo, "demo-practitioner"))

    lead = shown(open_as("demo-safeguarding-lead", RECORD, record=record))
    author = shown(open_as("demo-practitioner", RECORD, record=record))
    auditor = shown(open_as("demo-auditor", RECORD, record=record))

    assert HEADING in lead
    assert "If the danger becomes immediate" in lead
    assert "instead of" in lead
    for other in (author, auditor):
        assert HEADING not in other
        assert "instead of" not in other


def test_what_the_advice_rests_on_is_on_the_advice_and_on_the_record_as_sealed(
    open_as: OpenAs, demo: Database
) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    app = open_as(who.id, "decisions/pages/assessment.py", draft=draft)
    shown_then = advice.assess_draft(demo, who, draft, on=clock.today(), at=clock.now())
    grounds = shown_then.assessment.recipients[0].rests_on
    record = records.seal_decision(demo, who, draft).line.id
    later = open_as(who.id, RECORD, record=record)

    assert grounds
    for page in (app, later):
        tables = " ".join(str(found.proto) for found in page.get("bidi_component"))
        for one in grounds:
            assert one.what in tables


def test_nobody_sees_it_before_the_decision_not_even_a_lead(
    open_as: OpenAs, demo: Database
) -> None:
    seen = {"demo-practitioner": ("assessment", "seal"), "demo-safeguarding-lead": ("assessment",)}
    for user, pages in seen.items():
        draft = started(demo, actor(demo, user))
        for name in pages:
            text = shown(open_as(user, str(Path("decisions/pages") / f"{name}.py"), draft=draft))
            assert "would change" not in text
            assert "danger becomes immediate" not in text


def test_a_lead_does_not_review_their_own_decision(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-safeguarding-lead")
    record = sealed(demo, who)

    assert HEADING not in shown(open_as(who.id, RECORD, record=record))
    with pytest.raises(NotPermitted, match="did not make this decision"):
        reviewing.what_would_change(demo, who, record)


def test_the_service_refuses_every_other_role_and_another_agency(demo: Database) -> None:
    author = actor(demo, "demo-practitioner")
    record = sealed(demo, author)

    assert reviewing.what_would_change(demo, actor(demo, "demo-safeguarding-lead"), record).changes
    for role in set(Role) - {Role.SAFEGUARDING_LEAD}:
        with pytest.raises(NotPermitted):
            reviewing.what_would_change(
                demo, an_actor(role, agency=author.agency_id, user=author.id), record
            )
    with pytest.raises(NotFound):
        reviewing.what_would_change(
            demo, an_actor(Role.SAFEGUARDING_LEAD, agency="another"), record
        )


def test_without_the_pack_it_came_from_it_says_so(
    demo: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = sealed(demo, actor(demo, "demo-practitioner"))
    monkeypatch.setattr("decisions.policy.released.packs_dir", lambda: tmp_path)

    found = reviewing.what_would_change(demo, actor(demo, "demo-safeguarding-lead"), record)

    assert found.changes == ()
    assert "not kept here" in found.why_not


def test_reasons_used_before_are_pointed_out_to_a_reviewer_and_to_nobody_else(
    open_as: OpenAs, demo: Database
) -> None:
    who = actor(demo, "demo-practitioner")
    record = sealed(demo, who)
    before = shown(open_as("demo-safeguarding-lead", RECORD, record=record))
    sealed(demo, who)

    lead = shown(open_as("demo-safeguarding-lead", RECORD, record=record))
    author = shown(open_as("demo-practitioner", RECORD, record=record))

    assert "used before" not in before
    assert "The same reasons stand word for word in 1 other record of this agency." in lead
    assert "used before" not in author
