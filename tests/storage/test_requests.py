"""Requests and the no-names log on both engines: kept as typed, finished once, apart where privileged."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document
from sqlalchemy import text

from decisions.casework import addressees, answering, noting, overdue, requests, service, writing
from decisions.casework.model import Due, Kind, State, Step
from decisions.journey import service as drafts
from decisions.journey.choices_case import Trigger
from isa.platform import clock, installation
from isa.platform.config import Settings
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, NotPermitted
from isa.platform.identity import Actor, Role
from isa.register.demo import load_demo
from tests.conftest import an_actor

SERVICES = "exampleshire-childrens-services"
SURGERY, REFUGE = "exampleshire-gp", "exampleshire-refuge"
SOCIAL_WORKER = an_actor(Role.PRACTITIONER, agency=SERVICES, user="a-social-worker")
LEAD = an_actor(Role.SAFEGUARDING_LEAD, agency=SERVICES, user="their-lead")
WHOLE = {
    "purpose": "statutory_enquiry",
    "why": "We are deciding whether a child is safe at home.",
    "power": "s47_9",
    "asked": "Dates and reasons of visits since September.",
    "about": "Sami Invented, born 4 March 2021",
    "safe": "no",
    "answer_by": (clock.today() + timedelta(days=3)).isoformat(),
    "reply_to": "Jo Placeholder, secure e-mail",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Database:
    path = tmp_path_factory.mktemp("demo") / "isa.sqlite"
    made = installation.create(Settings(database_url=f"sqlite:///{path}"), installation.Kind.DEMO)
    load_demo(made)
    return made


def a_request(demo: Database, actor: Actor = SOCIAL_WORKER, **changes: str) -> str:
    which = writing.begin(demo, actor, Kind.REQUEST)
    writing.save(demo, actor, which, WHOLE | changes)
    for agency in (SURGERY, REFUGE):
        addressees.add(demo, actor, which, agency)
    return which


def letter(demo: Database, which: str, place: int) -> str:
    party = service.casework(demo, SOCIAL_WORKER, which).parties[place]
    made = requests.letter_word(demo, SOCIAL_WORKER, which, party.id)
    document = Document(io.BytesIO(made.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_what_is_typed_is_kept_at_once_and_encrypted(database, practitioner):
    which = writing.begin(database, practitioner, Kind.REQUEST)

    writing.save(database, practitioner, which, {"about": "Sami Invented"})
    writing.save(database, practitioner, which, {"why": "To see whether he is safe."})

    held = writing.request_words(service.casework(database, practitioner, which).body)
    assert (held.about, held.why) == ("Sami Invented", "To see whether he is safe.")
    with database.engine.connect() as connection:
        stored = str(connection.execute(text("SELECT body FROM casework")).all())
    assert "Sami" not in stored
    (line,) = service.waiting_on(database, practitioner)
    assert line.what is Due.UNFINISHED


def test_a_field_that_will_not_do_leaves_the_others(sqlite_database, practitioner):
    which = writing.begin(sqlite_database, practitioner, Kind.REQUEST)

    with pytest.raises(Invalid) as error:
        writing.save(
            sqlite_database, practitioner, which, {"reference": "x" * 301, "why": "Because."}
        )

    assert list(error.value.faults) == ["reference"]
    held = service.casework(sqlite_database, practitioner, which).body
    assert held == {"why": "Because.", "too_long": {"reference": "x" * 301}}


def test_a_request_is_made_once_and_its_words_stay(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)

    with pytest.raises(NotFound):
        writing.save(demo, SOCIAL_WORKER, which, {"why": "Something else."})
    found = service.casework(demo, SOCIAL_WORKER, which)

    assert [one.state for one in found.parties] == [State.TO_SEND, State.TO_SEND]
    assert writing.request_words(found.body).sender.agency_id == SERVICES


def test_nothing_is_made_while_anything_is_missing(demo):
    which = writing.begin(demo, SOCIAL_WORKER, Kind.REQUEST)

    with pytest.raises(Invalid) as error:
        writing.make_request(demo, SOCIAL_WORKER, which)

    assert set(error.value.faults) == {*WHOLE, "whom"}


@pytest.mark.parametrize(
    ("actor_agency", "power", "may"),
    [
        (SERVICES, "s47_9", True),
        ("exampleshire-primary", "s47_9", False),
        ("exampleshire-primary", "s16h", False),
        ("exampleshire-primary", "none_cited", True),
        (SERVICES, "s45", False),
    ],
)
def test_nobody_claims_a_power_that_is_not_theirs(demo, actor_agency, power, may):
    actor = an_actor(Role.PRACTITIONER, agency=actor_agency, user=f"{actor_agency}-{power}")
    which = a_request(demo, actor, power=power)

    if may:
        writing.make_request(demo, actor, which)
        return
    with pytest.raises(Invalid) as error:
        writing.make_request(demo, actor, which)
    assert list(error.value.faults) == ["power"]


def test_the_letter_checks_first_claims_no_more_than_the_law_and_gives_no_number(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)

    said = letter(demo, which, 0)

    order = [
        "First check that this is really us",
        "Do not tell them. Speak to the sender first",
        "What we ask you for",
    ]
    assert [said.index(one) for one in order] == sorted(said.index(one) for one in order)
    assert "section 47(9) to (11)" in said
    assert "(to verify) (to verify)" not in said
    assert "it does not oblige you" in said
    assert (
        "that we have asked, or that you have answered, is not settled, or it is not safe" in said
    )
    assert "Do not use a relative or a community member to interpret" in said
    assert "01632" not in said
    assert "Sami Invented" in said


def test_only_a_body_that_is_not_public_gets_the_statement_and_only_from_one_that_is(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)
    none = a_request(demo, power="none_cited")
    writing.make_request(demo, SOCIAL_WORKER, none)

    assert "Annex 1 paragraph 1" not in letter(demo, which, 0)
    assert "Annex 1 paragraph 1" in letter(demo, which, 1)
    assert "Annex 1 paragraph 1" not in letter(demo, none, 1)


def test_where_telling_is_safe_the_letter_does_not_forbid_it(demo):
    which = a_request(demo, safe="yes")
    writing.make_request(demo, SOCIAL_WORKER, which)

    said = letter(demo, which, 0)
    assert "safe to tell" not in said
    assert "community member" not in said


def test_where_only_the_person_may_know_the_letter_says_so_and_forbids_the_rest(demo):
    which = a_request(demo, safe="person_only")
    writing.make_request(demo, SOCIAL_WORKER, which)

    said = letter(demo, which, 0)

    assert "Only the person may be told, and only alone" in said
    assert "It is not safe for their family, or anyone around them, to hear" in said
    assert "Do not tell them" not in said


def test_whoever_decides_on_telling_is_not_sent_back_to_the_sender_by_a_request(demo):
    which = writing.begin(demo, SOCIAL_WORKER, Kind.REQUEST)
    writing.save(demo, SOCIAL_WORKER, which, WHOLE)
    addressees.add(demo, SOCIAL_WORKER, which, "exampleshire-police")
    writing.make_request(demo, SOCIAL_WORKER, which)

    said = letter(demo, which, 0)

    assert "Whom you tell, and when, is for you" in said
    assert "speak to the sender" not in said


def test_what_one_agency_is_asked_stands_in_its_letter_alone(demo):
    which = a_request(demo)
    first = service.casework(demo, SOCIAL_WORKER, which).parties[0]
    addressees.ask_for(demo, SOCIAL_WORKER, which, first.id, "Only the date of the last visit.")
    writing.make_request(demo, SOCIAL_WORKER, which)

    assert "Only the date of the last visit." in letter(demo, which, 0)
    assert "Only the date of the last visit." not in letter(demo, which, 1)
    assert WHOLE["asked"] not in letter(demo, which, 0)


def test_the_file_names_nobody_the_request_is_about(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)
    party = service.casework(demo, SOCIAL_WORKER, which).parties[0]

    made = requests.request_json(demo, SOCIAL_WORKER, which, party.id)

    assert made.name == f"{which}.json"
    assert b"Sami" not in made.data
    assert b'"power": "s47_9"' in made.data


def test_each_agency_is_followed_and_refusing_needs_a_reason(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)
    first, second = service.casework(demo, SOCIAL_WORKER, which).parties

    noting.note(demo, SOCIAL_WORKER, which, first.id, Step.ANSWERED, words="Three visits.")
    with pytest.raises(Invalid):
        noting.note(demo, SOCIAL_WORKER, which, second.id, Step.REFUSED)
    noting.note(demo, SOCIAL_WORKER, which, second.id, Step.REFUSED, words="A refuge says nothing.")

    assert service.casework(demo, SOCIAL_WORKER, which).closed_at is not None


def test_a_lead_sees_that_a_request_is_late_and_cannot_open_it(demo):
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)

    late = overdue.of_colleagues(demo, LEAD, at=clock.now() + timedelta(days=30))

    assert {one.what for one in late} == {Due.SEND}
    with pytest.raises(NotFound):
        service.casework(demo, LEAD, which)
    with pytest.raises(NotPermitted):
        writing.begin(demo, an_actor(Role.IG_LEAD), Kind.REQUEST)


ASKED = {
    "role": "own_lead",
    "asked_at": datetime(2026, 11, 20, 19, 0, tzinfo=UTC).isoformat(),
    "question": "May I tell a housing officer?",
    "answer": "Yes, if they can act on it.",
    "then": "I will ring them tomorrow.",
}


def in_the_log(database: Database, actor: Actor, **changes: str) -> str:
    which = writing.begin(database, actor, Kind.CONSULTATION)
    writing.save(database, actor, which, ASKED | changes)
    writing.finish_consultation(database, actor, which)
    return which


def compartment(database: Database) -> int:
    with database.engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM casework_privileged")).scalar_one()
    return int(found)


def test_advice_is_logged_and_can_be_linked_to_a_later_decision(database, practitioner):
    which = in_the_log(database, practitioner)
    draft = drafts.start_draft(database, practitioner)

    writing.link(database, practitioner, which, draft_id=draft.id)

    assert writing.consultation(database, practitioner, which).answer == ASKED["answer"]
    assert service.casework(database, practitioner, which).draft_id == draft.id
    assert writing.decision_of(database, practitioner, which) is None
    assert service.waiting_on(database, practitioner) == ()
    assert compartment(database) == 0
    with pytest.raises(Invalid, match="linked to a decision already"):
        writing.link(
            database, practitioner, which, draft_id=drafts.start_draft(database, practitioner).id
        )
    assert service.casework(database, practitioner, which).draft_id == draft.id


def test_a_request_or_what_follows_a_decision_is_no_log_entry_to_link(database, practitioner):
    which = writing.begin(database, practitioner, Kind.REQUEST)
    draft = drafts.start_draft(database, practitioner)

    with pytest.raises(NotFound):
        writing.link(database, practitioner, which, draft_id=draft.id)

    assert service.casework(database, practitioner, which).draft_id is None


def test_legal_advice_stands_in_its_compartment_and_nowhere_else(database, practitioner):
    which = in_the_log(database, practitioner, role="legal", answer="You may, on these grounds.")

    body = service.casework(database, practitioner, which).body

    assert body["role"] == "legal"
    assert body["asked_at"]
    assert {"question", "answer"} & set(body) == set()
    assert compartment(database) == 1
    assert (
        writing.consultation(database, practitioner, which).answer == "You may, on these grounds."
    )


def test_advice_moves_between_the_log_and_the_compartment_with_the_adviser(
    sqlite_database, practitioner
):
    which = writing.begin(sqlite_database, practitioner, Kind.CONSULTATION)
    writing.save(sqlite_database, practitioner, which, ASKED)
    writing.save(sqlite_database, practitioner, which, {"role": "legal"})
    as_legal = service.casework(sqlite_database, practitioner, which).body
    writing.save(sqlite_database, practitioner, which, {"role": "dpo"})

    assert "answer" not in as_legal
    assert service.casework(sqlite_database, practitioner, which).body["answer"] == ASKED["answer"]
    assert compartment(sqlite_database) == 0


def test_nobody_else_reads_what_is_still_being_written(sqlite_database, practitioner):
    which = writing.begin(sqlite_database, practitioner, Kind.CONSULTATION)
    writing.save(sqlite_database, practitioner, which, {**ASKED, "role": "legal"})
    colleague = an_actor(Role.PRACTITIONER, user="a-colleague")

    held = writing.held(sqlite_database, practitioner, which)

    assert held["answer"] == ASKED["answer"]
    with pytest.raises(NotFound):
        writing.held(sqlite_database, colleague, which)
    with pytest.raises(NotPermitted):
        writing.held(sqlite_database, an_actor(Role.AUDITOR), which)


def test_nobody_else_opens_the_log(sqlite_database, practitioner):
    which = in_the_log(sqlite_database, practitioner, role="legal")
    lead = an_actor(Role.SAFEGUARDING_LEAD, user="the-lead")

    with pytest.raises(NotFound):
        writing.consultation(sqlite_database, lead, which)
    with pytest.raises(NotFound):
        service.casework(sqlite_database, lead, which)
    with pytest.raises(NotPermitted):
        writing.consultation(sqlite_database, an_actor(Role.AUDITOR), which)


def test_a_log_entry_says_what_is_missing_and_is_never_in_the_future(sqlite_database, practitioner):
    which = writing.begin(sqlite_database, practitioner, Kind.CONSULTATION)
    with pytest.raises(Invalid) as nothing:
        writing.finish_consultation(sqlite_database, practitioner, which)
    writing.save(sqlite_database, practitioner, which, ASKED | {"asked_at": "2100-01-01T00:00:00Z"})
    with pytest.raises(Invalid) as future:
        writing.finish_consultation(sqlite_database, practitioner, which)

    assert set(nothing.value.faults) == {"role", "asked_at", "question", "answer", "then"}
    assert list(future.value.faults) == ["asked_at"]
    assert date(2100, 1, 1) > clock.today()


def a_file(demo: Database, **changes: str) -> bytes:
    which = a_request(demo, **changes)
    writing.make_request(demo, SOCIAL_WORKER, which)
    party = service.casework(demo, SOCIAL_WORKER, which).parties[0]
    return requests.request_json(demo, SOCIAL_WORKER, which, party.id).data


def test_a_file_starts_the_addressees_decision_and_believes_nothing(demo):
    surgery = an_actor(Role.PRACTITIONER, agency=SURGERY, user="a-doctor")

    draft_id = answering.start_from_file(demo, surgery, a_file(demo, reference="CSC/2026/0042"))
    draft = drafts.load_draft(demo, surgery, draft_id)

    answers = draft.answers
    assert answers.trigger is Trigger.REQUEST_RECEIVED
    assert answers.request.power == "s47_9"
    assert answers.request.reference == "CSC/2026/0042"
    assert answers.request.asked_by.endswith("Exampleshire children's services")
    assert "may not be told" in answers.request.asked_for
    assert answers.request.warned == "nobody"
    assert answers.purpose.aim == "statutory_enquiry"
    recipient = answers.recipients[0].recipient
    assert recipient.agency_id == SERVICES
    assert recipient.verified is None
    assert answers.request.received_by is None


def test_an_asker_whose_name_is_not_the_one_in_our_register_is_nobody_we_know(demo):
    surgery = an_actor(Role.PRACTITIONER, agency=SURGERY, user="another-doctor")
    forged = a_file(demo).replace(b"Exampleshire children's services", b"Exampleshire Solicitors")

    draft = drafts.load_draft(demo, surgery, answering.start_from_file(demo, surgery, forged))

    assert draft.answers.recipients[0].recipient.agency_id == "not_listed"


def test_the_longest_request_starts_a_decision_and_keeps_what_may_not_be_told(demo):
    surgery = an_actor(Role.PRACTITIONER, agency=SURGERY, user="a-fourth-doctor")
    longest = a_file(demo, asked="a" * 20_000, why="w" * 20_000)

    draft = drafts.load_draft(demo, surgery, answering.start_from_file(demo, surgery, longest))

    said = draft.answers.request.asked_for
    assert len(said) == 20_000
    assert "may not be told" in said
    assert said.endswith("The rest is in the letter.")


def test_a_value_that_cannot_be_kept_starts_no_draft_and_is_told_at_the_file(demo, monkeypatch):
    surgery = an_actor(Role.PRACTITIONER, agency=SURGERY, user="a-fifth-doctor")
    monkeypatch.setattr(answering, "_asked_for", lambda _request: "x" * 20_001)

    with pytest.raises(Invalid) as error:
        answering.start_from_file(demo, surgery, a_file(demo))

    assert list(error.value.faults) == ["file"]
    assert drafts.list_drafts(demo, surgery) == ()


def test_only_who_may_decide_starts_from_a_file_and_a_bad_one_starts_nothing(demo):
    surgery = an_actor(Role.PRACTITIONER, agency=SURGERY, user="a-third-doctor")

    with pytest.raises(NotPermitted):
        answering.start_from_file(demo, an_actor(Role.AUDITOR), a_file(demo))
    with pytest.raises(Invalid):
        answering.start_from_file(demo, surgery, b"{}")

    assert drafts.list_drafts(demo, surgery) == ()


def test_no_two_letters_of_a_request_go_by_one_name(demo: Database) -> None:
    which = a_request(demo)
    writing.make_request(demo, SOCIAL_WORKER, which)
    parties = service.casework(demo, SOCIAL_WORKER, which).parties

    names = [requests.letter_word(demo, SOCIAL_WORKER, which, one.id).name for one in parties]

    assert len(set(names)) == 2
    assert all(re.fullmatch(rf"{which}-[a-z0-9]{{6}}\.docx", one) for one in names), names
