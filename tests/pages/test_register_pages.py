"""The pages of the register: what each role sees, what an IG lead records, what an answer says."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from isa.coverage.view import PartyState
from isa.pages import _register
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.agencies.signatories.service import Signatory
from isa.register.drawing_up.papers import named
from isa.register.model import AgreementParty, NewAgency, NewAgreement, NewParty
from isa.ui import state
from tests.pages.conftest import OpenAs

LEAD = "demo-ig-lead"
READERS = ["demo-practitioner", "demo-safeguarding-lead", LEAD, "demo-auditor"]


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text]
    kinds = ("bidi_component", "page_link")
    components = [str(found.proto) for kind in kinds for found in app.get(kind)]
    return " ".join([*(part.value for part in parts), *components]).replace("\\", "")


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize(
    ("file", "params", "title"),
    [
        ("isa/pages/agreements.py", {}, "Agreements"),
        ("isa/pages/agencies.py", {}, "Agencies"),
        ("isa/pages/coverage.py", {}, "Who may share what?"),
        (
            "isa/pages/agreement.py",
            {"id": "esh-010"},
            "MASH and child protection information sharing agreement",
        ),
        ("isa/pages/agency.py", {"id": "exampleshire-police"}, "Exampleshire Police"),
    ],
)
def test_everybody_who_decides_or_keeps_the_register_reads_it(
    open_as: OpenAs, user: str, file: str, params: dict[str, str], title: str
) -> None:
    app = open_as(user, file, **params)

    assert title in shown(app)
    assert app.title[0].value.replace("\\", "") == title


@pytest.mark.parametrize(
    ("user", "file"),
    [
        ("demo-practitioner", "isa/pages/register.py"),
        ("demo-administrator", "isa/pages/agreements.py"),
        ("demo-administrator", "isa/pages/coverage.py"),
    ],
)
def test_a_page_of_another_role_is_not_shown(open_as: OpenAs, user: str, file: str) -> None:
    app = open_as(user, file)

    assert "Your role does not include this" in shown(app)


def test_the_lead_sees_what_needs_attention(open_as: OpenAs) -> None:
    text = shown(open_as(LEAD, "isa/pages/register.py"))

    assert "review overdue" in text
    assert "without a start or a table" in text
    assert "review=overdue" in text
    assert "Ending within 90 days" in text
    assert "Import and export" in text
    assert "New agreement" in text, "what no line above the title leads to"


def test_an_agreement_shows_its_terms_and_what_is_not_recorded(open_as: OpenAs) -> None:
    text = shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-017"))

    assert "Dates not recorded" in text
    assert "The day it starts is not recorded" in text


def test_an_unknown_agreement_or_agency_says_so_calmly(open_as: OpenAs) -> None:
    assert "not in the register" in shown(open_as(LEAD, "isa/pages/agreement.py", id="nothing"))
    assert "not in the register" in shown(open_as(LEAD, "isa/pages/agency.py"))


def test_a_service_shows_its_controller_and_the_numbers_that_were_checked(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", "isa/pages/agency.py", id="exampleshire-childrens-services")

    text = shown(app)
    assert "Exampleshire Council" in text
    assert "01632 960112" in text


def open_signing(open_as: OpenAs, user: str = LEAD) -> AppTest:
    app = open_as(user, "isa/pages/agreement_party.py", id="esh-013", agency="exampleshire-homes")
    if user == LEAD:
        app.radio(key="w.chosen").set_value("sign").run()
    return app


def fill_signature(app: AppTest, day: str = "2") -> None:
    for part, value in {"day": day, "month": "11", "year": "2026"}.items():
        app.text_input(key=f"w.signed_on.{part}").set_value(value)
    app.text_input(key="w.signatory_title").set_value("Chief executive")
    app.radio(key="w.sign_method").set_value("wet")


def signed_party(demo: Database) -> AgreementParty:
    on = max(clock.today(), date(2026, 11, 21))
    return service.parties(demo, SYSTEM, "esh-013", on=on, text="homes").parties[0]


def test_a_lead_records_a_signature_that_stands_as_one_to_check_until_it_is(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_signing(open_as)
    fill_signature(app)

    app.button(key="primary").click().run()

    assert signed_party(demo).state is PartyState.SIGNED_UNVERIFIED
    assert signed_party(demo).signed_on == date(2026, 11, 2)
    assert "Recorded: Exampleshire Homes signed on 2 November 2026" in shown(app)

    app = open_as(LEAD, "isa/pages/agreement_party.py", id="esh-013", agency="exampleshire-homes")
    app.radio(key="w.chosen").set_value("verify").run()
    app.text_input(key="w.confirmed").set_value("Their company secretary wrote")
    app.button(key="primary").click().run()

    assert signed_party(demo).state is PartyState.SIGNED


def test_a_post_on_the_list_is_offered_and_its_signature_counts_in_full(
    open_as: OpenAs, demo: Database
) -> None:
    post = Signatory(title="Chief executive", valid_from=date(2026, 1, 1))
    service.add_signatory(demo, SYSTEM, "exampleshire-homes", post)
    app = open_signing(open_as)
    for part, value in {"day": "2", "month": "11", "year": "2026"}.items():
        app.text_input(key=f"w.signed_on.{part}").set_value(value)
    app.radio(key="w.signatory").set_value("Chief executive")
    app.radio(key="w.sign_method").set_value("wet")

    app.button(key="primary").click().run()

    assert signed_party(demo).state is PartyState.SIGNED
    assert signed_party(demo).authority == "listed"


def test_an_email_suggests_its_day_and_is_kept_as_evidence(open_as: OpenAs, demo: Database) -> None:
    mail = (
        b"From: Chief <chief@homes.example>\nDate: Mon, 2 Nov 2026 09:00:00 +0000\n"
        b"Subject: Accepted\n\nYes.\n"
    )
    app = open_signing(open_as)

    app.get("file_uploader")[0].upload("accepted.eml", mail, "message/rfc822").run()
    text = shown(app)
    assert "chief⁠@homes.example sent it on 2 November 2026" in text
    assert "Anybody can write these lines" in text
    assert app.text_input(key="w.signed_on.day").value == "2"
    app.text_input(key="w.signatory_title").set_value("Chief executive")
    app.button(key="primary").click().run()

    paper = service.papers(demo, SYSTEM, "esh-013")[0]
    assert service.paper_bytes(demo, SYSTEM, "esh-013", paper.id) == mail
    assert signed_party(demo).evidence == paper.id


def test_an_empty_file_is_no_evidence_and_leaves_no_signature_behind(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_signing(open_as)
    app.get("file_uploader")[0].upload("signed.pdf", b"", "application/pdf").run()
    fill_signature(app)

    app.button(key="primary").click().run()

    assert "The file is empty. Choose another" in shown(app)
    assert signed_party(demo).state is PartyState.INVITED


def test_evidence_can_come_after_the_signature(open_as: OpenAs, demo: Database) -> None:
    app = open_signing(open_as)
    fill_signature(app)
    app.button(key="primary").click().run()
    assert "No evidence is kept with it yet" in shown(app)

    app = open_as(LEAD, "isa/pages/agreement_party.py", id="esh-013", agency="exampleshire-homes")
    app.radio(key="w.chosen").set_value("evidence").run()
    app.button(key="primary").click().run()
    assert "Choose a file" in shown(app)
    app.get("file_uploader")[0].upload("signed.pdf", b"%PDF-1.4 signed", "application/pdf").run()
    app.button(key="primary").click().run()

    assert "Kept: evidence of the signature of Exampleshire Homes" in shown(app)
    assert signed_party(demo).evidence == service.papers(demo, SYSTEM, "esh-013")[0].id


def test_a_draft_has_no_signing_pack_and_a_file_says_whose_it_is(open_as: OpenAs) -> None:
    def offered(agreement_id: str) -> str:
        app = open_as(LEAD, "isa/pages/agreement.py", id=agreement_id)
        return " ".join(one.label for one in app.get("download_button"))

    assert "Signing pack" not in offered("esh-018")
    assert "The agreement (Word)" in offered("esh-018")
    assert "Signing pack for 1 party" in offered("esh-010")
    assert "Signing pack" not in offered("esh-012")
    assert named("ESH/0 10: Ärger", "signing-pack") == "ESH-0-10-rger-signing-pack"


def test_the_list_of_agreements_gives_its_days_as_a_calendar(open_as: OpenAs) -> None:
    app = open_as(LEAD, "isa/pages/agreements.py")

    labels = [one.label for one in app.get("download_button")]
    assert "Reviews and ends for your calendar (.ics)" in labels


def test_cover_says_who_is_not_bound(open_as: OpenAs) -> None:
    text = shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-010"))

    assert "Little Acorns Nursery (asked to sign) may send to Exampleshire Council:" in text


def test_a_signature_without_answers_is_refused_in_words(open_as: OpenAs) -> None:
    app = open_signing(open_as)

    app.button(key="primary").click().run()
    text = shown(app)
    for sentence in (
        "Enter the day it was signed",
        "Enter the role of the person who signed",
        "Select how it was signed",
    ):
        assert sentence in text

    fill_signature(app, day="31")
    app.run()
    app.button(key="primary").click().run()
    assert "as a real date" in shown(app)


def test_a_practitioner_reads_a_party_and_is_not_offered_to_record_anything(
    open_as: OpenAs,
) -> None:
    text = shown(open_signing(open_as, "demo-practitioner"))

    assert "Exampleshire Homes" in text
    assert "Record what happened" not in text


def ask(open_as: OpenAs, *categories: str) -> AppTest:
    app = open_as("demo-practitioner", "isa/pages/coverage.py")
    app.text_input(key="w.from.text").set_value("exampleshire primary")
    app.text_input(key="w.to.text").set_value("exampleshire children")
    app.run()
    app.radio(key="w.from").set_value("exampleshire-primary")
    app.radio(key="w.to").set_value("exampleshire-childrens-services")
    app.selectbox(key="w.purpose").set_value("mash_triage")
    app.run()
    for category in categories:
        app.selectbox(key="w.what").set_value(category).run()
    app.selectbox(key="w.about").set_value("child").run()
    app.button(key="primary").click().run()
    return app


def test_an_answer_is_a_sentence_with_its_pairs_and_never_a_bare_no(open_as: OpenAs) -> None:
    text = shown(ask(open_as, "id_contact", "edu_record", "health_gp"))

    assert "Agreements cover part of this (ESH-010)" in text
    assert "Not covered: Health: GP record" in text
    assert "That does not stop you sharing to protect someone" in text
    assert "What would mend it" in text
    assert "Being covered does not by itself make sharing lawful" in text


def test_a_wholly_covered_answer_still_asks_for_need_and_law(open_as: OpenAs) -> None:
    text = shown(ask(open_as, "edu_record"))

    assert "An agreement in force covers this: ESH-010" in text
    assert "the least that will do" in text


def test_a_kind_can_be_taken_away_again(open_as: OpenAs) -> None:
    app = ask(open_as, "edu_record", "health_gp")

    app.button(key="w.remove.what.health_gp").click().run()
    app.button(key="primary").click().run()

    assert "An agreement in force covers this" in shown(app)


def test_an_empty_question_names_each_field(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", "isa/pages/coverage.py")

    app.button(key="primary").click().run()

    text = shown(app)
    for sentence in (
        "Select who would send it",
        "Select who would receive it",
        "Select what it is for",
        "Add at least one kind of information",
        "Add whom the information is about",
    ):
        assert sentence in text


def test_the_register_as_it_was_known_before_anything_was_recorded_is_refused_in_words(
    open_as: OpenAs,
) -> None:
    app = ask(open_as, "edu_record")
    for part, value in {"day": "1", "month": "1", "year": "2020"}.items():
        app.text_input(key=f"w.known.{part}").set_value(value)
    app.run()

    app.button(key="primary").click().run()

    assert "No agreement covers this" in shown(app)
    assert "register version 0" in shown(app)


def test_lists_that_find_nothing_say_what_to_try(open_as: OpenAs) -> None:
    for file, words in (
        ("isa/pages/agreements.py", "No agreement is like this"),
        ("isa/pages/agencies.py", "No agency is like this"),
    ):
        app = open_as(LEAD, file)
        app.text_input(key="w.text").set_value("zzzz <b>").run()
        assert words in shown(app)


def many_parties(demo: Database) -> None:
    lead = SYSTEM
    for n in range(120):
        service.add_agency(
            demo,
            lead,
            NewAgency(id=f"club-{n:03}", name=f"Club {n:03} " + "x" * 150, type="charity"),
        )
    service.record_agreement(
        demo,
        lead,
        NewAgreement(
            id="esh-900",
            reference="ESH-900",
            title="Clubs " + "and clubs " * 15,
            parties=tuple(NewParty(agency_id=f"club-{n:03}") for n in range(120)),
        ),
    )


def test_a_long_list_of_parties_with_long_names_comes_in_pages(
    open_as: OpenAs, demo: Database
) -> None:
    many_parties(demo)
    app = open_as(LEAD, "isa/pages/agreement.py", id="esh-900")

    assert "1 to 50 of 120" in shown(app)
    app.button(key="agreement-esh-900-next").click().run()
    app.button(key="agreement-esh-900-next").click().run()
    assert "101 to 120 of 120" in shown(app)
    app.text_input(key="w.party").set_value("club 007").run()
    assert "of 120" not in shown(app)


def test_every_verdict_has_a_colour() -> None:
    from isa.coverage.model import Verdict

    assert set(_register.VERDICT_TAGS) == set(Verdict)


def test_a_group_says_how_many_members_have_come_how_far(open_as: OpenAs) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-gps", part="members")

    assert "3 members: 1 acceded, 1 declined, 1 not known." in shown(app)


def test_what_is_left_as_it_is_does_not_come_back(open_as: OpenAs) -> None:
    def opened() -> AppTest:
        return open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-homes", part="controller")

    app = opened()
    app.radio(key="w.what").set_value("own").run()
    assert "did not save is here again" in shown(opened())

    app = opened()
    app.button(key="secondary").click().run()
    assert "did not save is here again" not in shown(opened())


def test_a_filter_that_was_kept_is_not_told_of_again_on_the_next_page(open_as: OpenAs) -> None:
    app = open_as(LEAD, "isa/pages/work.py")
    app.text_input(key="w.name").set_value("Everything")
    app.button(key="keep_filter").click().run()

    assert app.session_state[state.NOTICE].number
    assert app.session_state[state.MOUNT].waiting == ""


def test_members_shown_are_chosen_at_once(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-gps", part="members")
    app.button(key="choose_shown").click().run()
    app.radio(key="w.state").set_value("acceded").run()
    app.button(key="primary").click().run()

    assert "3 members: 3 acceded." in shown(app)
