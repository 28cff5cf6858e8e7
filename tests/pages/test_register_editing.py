"""The pages where a lead changes the register: begin, change, move on, compare; nobody else may."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from isa.coverage.view import AgreementStatus, MembershipState, PartyState
from isa.platform import clock, users
from isa.platform.database import Database
from isa.platform.identity import SYSTEM, Actor, Grant, Role
from isa.register import service
from isa.register.agencies.keeping.service import About
from isa.register.model import Agreement, NewAgency
from isa.register.unsaved.service import drop_unsaved, keep_unsaved, unsaved_form
from tests.pages.conftest import OpenAs
from tests.pages.test_register_pages import LEAD, READERS, shown

EDITS = [
    ("isa/pages/agreement_new.py", {}),
    ("isa/pages/agreement_new.py", {"from": "esh-010"}),
    *(
        ("isa/pages/agreement_edit.py", {"id": "esh-010", "part": part})
        for part in ("basics", "dates", "scope", "law", "handling", "rights", "keeping", "links")
    ),
    ("isa/pages/agreement_row.py", {"id": "esh-010"}),
    ("isa/pages/agreement_parties.py", {"id": "esh-018"}),
    ("isa/pages/agreement_move.py", {"id": "esh-018"}),
    ("isa/pages/agreement_checks.py", {"id": "esh-018"}),
    ("isa/pages/agency_edit.py", {}),
    *(
        ("isa/pages/agency_edit.py", {"id": "exampleshire-police", "part": part})
        for part in (
            *("about", "codes", "numbers", "posts", "controller"),
            *("signing", "assurance", "succession"),
        )
    ),
    ("isa/pages/agency_edit.py", {"id": "exampleshire-gps", "part": "members"}),
]
TODAY = clock.today()


def agreement(demo: Database, agreement_id: str) -> Agreement:
    return service.agreement(demo, SYSTEM, agreement_id, on=TODAY)


def a_colleague(demo: Database) -> Actor:
    """A second lead of the demonstration."""
    added = users.add_user(
        demo,
        SYSTEM,
        email="ravi@council.example",
        name="Ravi Invented",
        job_title="IG officer",
        agency_id="exampleshire-council",
        grants=frozenset({Grant(role=Role.IG_LEAD, agency_id=None)}),
    )
    found = users.actor_by_id(demo, added.id)
    assert found is not None
    return found


def press(app: AppTest, key: str = "primary") -> str:
    app.button(key=key).click().run()
    return shown(app)


def choose_day(app: AppTest, key: str, day: date) -> None:
    for part in ("day", "month", "year"):
        app.text_input(key=f"w.{key}.{part}").set_value(str(getattr(day, part)))


@pytest.mark.parametrize(("file", "params"), EDITS)
def test_every_page_that_changes_the_register_opens_for_a_lead(
    open_as: OpenAs, file: str, params: dict[str, str]
) -> None:
    text = shown(open_as(LEAD, file, **params))

    assert "Something went wrong" not in text
    assert "What you saved before this is kept" not in text
    assert "not in the register" not in text


@pytest.mark.parametrize("file", sorted({file for file, _ in EDITS}))
@pytest.mark.parametrize("user", [user for user in READERS if user != LEAD])
def test_nobody_else_opens_them(open_as: OpenAs, user: str, file: str) -> None:
    assert "Your role does not include this" in shown(open_as(user, file, id="esh-010"))


def test_a_lead_of_one_school_is_told_whom_to_ask(open_as: OpenAs, demo: Database) -> None:
    held = Grant(role=Role.IG_LEAD, agency_id="exampleshire-primary")
    everywhere = Grant(role=Role.IG_LEAD, agency_id=None)
    users.set_role(demo, SYSTEM, "demo-ig-lead", held, held=True)
    users.set_role(demo, SYSTEM, "demo-ig-lead", everywhere, held=False)

    agreement_page = shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-010"))
    assert "Exampleshire Council keeps this. To change it, ask its information" in agreement_page
    assert "Move it on" not in agreement_page
    agency_page = shown(open_as(LEAD, "isa/pages/agency.py", id="exampleshire-police"))
    assert "Exampleshire Police keeps this." in agency_page
    edits = [*EDITS, ("isa/pages/imports.py", {}), ("isa/pages/import_file.py", {"id": "x"})]
    for file, params in edits:
        if (file, params) != EDITS[0]:
            text = shown(open_as(LEAD, file, **params))
            assert "Your role does not include this" in text, file
            assert "sk " in text or "knows who that is" in text, file


def test_a_stranger_to_the_register_is_told_so_calmly(open_as: OpenAs) -> None:
    for file in sorted({file for file, _ in EDITS} - {"isa/pages/agreement_new.py"}):
        assert "not in the register" in shown(open_as(LEAD, file, id="nothing", part="nothing"))


@pytest.mark.parametrize("user", READERS)
def test_readers_see_the_agreement_and_only_keepers_see_papers_and_notes(
    open_as: OpenAs, user: str
) -> None:
    text = shown(open_as(user, "isa/pages/agreement.py", id="esh-010"))

    is_keeper = user in (LEAD, "demo-auditor")
    assert ("No paper is kept with it" in text) is is_keeper
    assert ("They are never published" in text) is is_keeper
    assert "of the" in text


def test_a_draft_is_begun_and_completed_part_by_part(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agreement_new.py")
    assert "Enter a reference" in press(app)
    app.text_input(key="w.reference").set_value("ESH-050")
    app.text_input(key="w.title").set_value("Sharing with Sampleton clubs")
    app.selectbox(key="w.type").set_value("tier2_isa")
    assert "The draft is begun" in press(app)
    found = service.list_agreements(demo, SYSTEM, on=TODAY, text="ESH-050").agreements[0]

    app = open_as(LEAD, "isa/pages/agreement_edit.py", id=found.id, part="dates")
    choose_day(app, "starts_on", date(2027, 1, 4))
    app.radio(key="w.review_cycle").set_value("months_12")
    assert "Saved." in press(app)

    terms = service.agreement_terms(demo, SYSTEM, found.id, on=TODAY).terms
    assert (terms["starts_on"], terms["review_cycle"]) == ("2027-01-04", "months_12")


def test_a_change_of_what_others_rely_on_asks_from_when_and_why(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, "isa/pages/agreement_edit.py", id="esh-010", part="dates")
    app.text_input(key="w.termination_notice").set_value("3 months")

    assert "Select from when this is true" in press(app)
    app.radio(key="w.true_from").set_value("day").run()
    assert app.text_input(key="w.true_on.day").value == str(TODAY.day)
    assert "Say why it changes" in press(app)
    app.text_input(key="w.reason").set_value("Agreed at the board")
    assert "Saved." in press(app)

    event = service.agreement_events(demo, SYSTEM, "esh-010").events[0]
    assert (event.after, event.reason, event.held_on) == (
        "termination_notice",
        "Agreed at the board",
        TODAY,
    )


def test_the_second_lead_is_shown_both_and_saves_without_losing_either(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, "isa/pages/agreement_edit.py", id="esh-018", part="dates")
    seen = service.agreement_terms(demo, SYSTEM, "esh-018", on=TODAY).register_version
    service.revise_terms(
        demo,
        a_colleague(demo),
        "esh-018",
        {"review_cycle": "months_6", "termination_notice": "A month"},
        seen=seen,
        on=None,
    )
    app.text_input(key="w.termination_notice").set_value("3 months")

    text = press(app)
    assert "Changed meanwhile" in text
    assert "Ravi Invented changed this agreement while you were writing" in text
    assert "A month" in text
    assert "6 months" in text
    assert "Saved." in press(app)

    terms = service.agreement_terms(demo, SYSTEM, "esh-018", on=TODAY).terms
    assert terms["termination_notice"] == "3 months"
    assert terms["review_cycle"] == "months_6"


def test_the_history_names_people_and_says_who_has_left(open_as: OpenAs, demo: Database) -> None:
    colleague = a_colleague(demo)
    service.add_note(demo, colleague, "esh-018", "Ask the board in March.")
    service.answer_checks(demo, colleague, "esh-018", {"purpose_precise": ("yes", "")})
    service.mark_version(demo, colleague, "esh-018", "0.1", "As first read")
    moved = AgreementStatus.DPO_REVIEW
    service.move_agreement(demo, colleague, "esh-018", moved, on=TODAY, reason="Ready")

    text = shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-018"))
    checks = shown(open_as(LEAD, "isa/pages/agreement_checks.py", id="esh-018"))
    users.disable_user(demo, SYSTEM, colleague.id)
    left = shown(open_as(LEAD, "isa/pages/agreement.py", id="esh-018"))

    assert text.count("Ravi Invented") == 3
    assert "Ravi Invented" in checks
    assert "Ravi Invented (no longer a user)" in left
    assert colleague.id not in text + checks + left


def test_a_row_is_added_with_its_reason(open_as: OpenAs, demo: Database) -> None:
    before = len(agreement(demo, "esh-018").rows)
    app = open_as(LEAD, "isa/pages/agreement_row.py", id="esh-018")
    assert "Select which way it runs" in press(app)
    app.radio(key="w.direction").set_value("one_way")
    for side in ("providers", "recipients"):
        app.checkbox(key=f"w.every.{side}.yes").set_value(True)
    app.run()
    app.selectbox(key="w.categories").set_value("edu_record").run()
    app.selectbox(key="w.subjects").set_value("child").run()

    assert "The row is added" in press(app)
    rows = agreement(demo, "esh-018").rows
    assert len(rows) == before + 1
    assert rows[-1].providers == ("*",)


def test_parties_are_added_and_all_are_asked_with_a_preview(
    open_as: OpenAs, demo: Database
) -> None:
    start = agreement(demo, "esh-018").parties
    app = open_as(LEAD, "isa/pages/agreement_parties.py", id="esh-018")
    app.text_input(key="w.agencies.text").set_value("exampleshire refuge").run()
    app.radio(key="w.agencies").set_value("exampleshire-refuge").run()
    app.radio(key="w.role").set_value("controller")
    assert "1 party is added" in press(app)
    assert agreement(demo, "esh-018").parties == start + 1

    app = open_as(LEAD, "isa/pages/agreement_parties.py", id="esh-018")
    assert "Exampleshire" in shown(app)
    assert "asked to sign" in press(app, "ask_all")
    assert service.unasked(demo, SYSTEM, "esh-018").total == 0


def test_a_party_asks_about_a_clause(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agreement_party.py", id="esh-013", agency="exampleshire-homes")
    app.radio(key="w.chosen").set_value("queried").run()
    assert "Enter what it asked" in press(app)
    app.text_input(key="w.clause").set_value("7.2")
    app.text_input(key="w.note").set_value("Who pays for training?")
    press(app)

    party = service.parties(demo, SYSTEM, "esh-013", on=TODAY, text="homes").parties[0]
    assert (party.state, party.clause) == (PartyState.QUERIED, "7.2")


def test_a_signature_against_the_wrong_party_is_taken_back_with_its_reason(
    open_as: OpenAs, demo: Database
) -> None:
    service.record_signature(
        demo,
        SYSTEM,
        "esh-013",
        "exampleshire-homes",
        signed_on=TODAY,
        signatory_title="Director",
        sign_method="wet",
    )
    page = "isa/pages/agreement_party.py"
    app = open_as(LEAD, page, id="esh-013", agency="exampleshire-homes")
    app.radio(key="w.chosen").set_value("take_back").run()
    assert "Enter what the mistake was" in press(app)
    app.text_input(key="w.why").set_value("Northmoor Homes signed")
    assert "does not count as having signed" in press(app)

    party = service.parties(demo, SYSTEM, "esh-013", on=TODAY, text="homes").parties[0]
    assert (party.state, party.signed_on) == (PartyState.INVITED, None)
    again = open_as(LEAD, page, id="esh-013", agency="exampleshire-homes")
    assert "Signature recorded by mistake, taken back" in shown(again)


def test_a_withdrawal_against_the_wrong_party_is_taken_back_with_its_reason(
    open_as: OpenAs, demo: Database
) -> None:
    party = service.parties(demo, SYSTEM, "esh-001", on=TODAY).parties[0]
    agency = party.agency_id
    where = (demo, SYSTEM, "esh-001", agency)
    service.set_party_state(*where, PartyState.WITHDRAWN, on=TODAY, note="It wrote")
    page = "isa/pages/agreement_party.py"
    app = open_as(LEAD, page, id="esh-001", agency=agency)
    app.radio(key="w.chosen").set_value("not_left").run()
    assert "Enter what the mistake was" in press(app)
    app.text_input(key="w.why").set_value("Another agency withdrew")
    assert "stands." in press(app)

    again = service.parties(demo, SYSTEM, "esh-001", on=TODAY, agency_id=agency).parties[0]
    assert (again.state, again.signed_on) == (party.state, party.signed_on)


def test_an_agreement_is_moved_on_only_where_it_may_go(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agreement_move.py", id="esh-018")
    assert "Select where it goes" in press(app)
    app.radio(key="w.status").set_value("dpo_review")
    assert "Enter why it moves on" in press(app)
    app.text_input(key="w.reason").set_value("Ready to be read")
    assert "It is now: With the data protection officers" in press(app)

    assert agreement(demo, "esh-018").status is AgreementStatus.DPO_REVIEW


def test_the_checklist_goes_point_by_point(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agreement_checks.py", id="esh-018")
    app.radio(key="w.answer").set_value("no")
    assert "Say why" in press(app)
    app.radio(key="w.answer").set_value("yes")
    assert "13 of 14 points" in press(app)

    answers = [check.answer for check in service.quality_checks(demo, SYSTEM, "esh-018")]
    assert answers == ["yes", *[""] * 13]


def test_two_versions_are_compared_in_words(open_as: OpenAs, demo: Database) -> None:
    first = service.mark_version(demo, SYSTEM, "esh-018", "1.0", "")
    seen = service.agreement_terms(demo, SYSTEM, "esh-018", on=TODAY).register_version
    service.revise_terms(
        demo, SYSTEM, "esh-018", {"retention": "6 years & a <b>day</b>"}, seen=seen, on=None
    )

    text = shown(
        open_as(
            "demo-practitioner",
            "isa/pages/agreement_compare.py",
            id="esh-018",
            before=first,
            after="now",
        )
    )

    assert "What changed from version 1.0 to today" in text
    assert "[added: 6 years & a <b>day</b>]" in text
    gone = open_as(LEAD, "isa/pages/agreement_compare.py", id="esh-018", before="x", after="now")
    assert "There is no such version" in shown(gone)


def test_a_version_and_its_fault_are_shown_on_the_agreement(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, "isa/pages/agreement.py", id="esh-018")
    assert "Enter a version number" in press(app, "keep_version")
    app.text_input(key="w.version_number").set_value("0.1")
    press(app, "keep_version")

    assert [v.number for v in service.agreement_versions(demo, SYSTEM, "esh-018")] == ["0.1"]


def test_a_paper_that_is_not_what_it_says_is_refused_in_words(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, "isa/pages/agreement.py", id="esh-018")
    app.get("file_uploader")[0].upload("dpia.pdf", b"MZ program", "application/pdf").run()
    app.selectbox(key="w.kind").set_value("dpia")
    app.text_input(key="w.title").set_value("DPIA")

    assert "This kind of file is not taken" in press(app, "keep_paper")
    assert service.papers(demo, SYSTEM, "esh-018") == ()


def test_an_agency_is_added_and_given_a_code_that_looks_unusual(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py")
    assert "Select what kind of agency it is" in press(app)
    app.text_input(key="w.name").set_value("Sampleton Academy")
    app.selectbox(key="w.type").set_value("school")
    press(app)
    added = service.search_agencies(demo, SYSTEM, "sampleton academy")[0]

    app = open_as(LEAD, "isa/pages/agency_edit.py", id=added.id, part="codes")
    missing = press(app)
    assert "Select what kind of code it is" in missing
    assert "Enter the code" in missing
    app.selectbox(key="w.kind").set_value("urn")
    app.text_input(key="w.value").set_value("12")
    text = press(app)
    assert "usually look different" in text
    assert "Kept, though one looks unusual" in text
    assert service.agency(demo, SYSTEM, added.id).identifiers[0].value == "12"


def test_all_that_is_missing_of_a_post_is_told_at_once(open_as: OpenAs, demo: Database) -> None:
    service.add_agency(demo, SYSTEM, NewAgency(id="sampleton", name="Sampleton", type="school"))
    text = press(open_as(LEAD, "isa/pages/agency_edit.py", id="sampleton", part="posts"))
    missing = (
        "Select what it answers for",
        "Enter the post",
        "Enter an e-mail address or a number",
    )
    assert all(each in text for each in missing)


def test_a_number_is_offered_only_once_somebody_checked_it(open_as: OpenAs, demo: Database) -> None:
    service.add_agency(demo, SYSTEM, NewAgency(id="sampleton", name="Sampleton", type="school"))
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="sampleton", part="numbers")
    app.radio(key="w.kind").set_value("front_door")
    app.text_input(key="w.label").set_value("Office")
    app.text_input(key="w.number").set_value("ring me")
    assert "Enter a telephone number" in press(app)
    app.text_input(key="w.number").set_value("01632 960 001")
    press(app)

    assert service.agency(demo, SYSTEM, "sampleton").verified_number is None
    assert len(service.agency(demo, SYSTEM, "sampleton").contacts) == 1


def test_whose_number_it_is_stands_there_and_all_that_is_missing_is_told_at_once(
    open_as: OpenAs,
) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-homes", part="numbers")
    text = shown(app)
    assert "Exampleshire Homes" in text
    assert "Safeguarding lead (safeguarding lead)" not in text
    assert "Take away" in text
    assert len(app.selectbox) == 0  # choosing in a list must not take a number away

    text = press(app)
    assert "Select what the number is for" in text
    assert "Enter what people call the number" in text
    assert "Enter a number" in text or "phone number" in text


def test_a_succession_is_confirmed_by_somebody_on_a_day(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-homes", part="succession")
    assert "Select the other agency" in press(app)
    app.radio(key="w.which").set_value("after")
    app.text_input(key="w.other.text").set_value("exampleshire refuge").run()
    app.radio(key="w.other").set_value("exampleshire-refuge")
    app.radio(key="w.confirmed").set_value("yes").run()
    assert "Enter which post confirmed it" in press(app)
    app.text_input(key="w.confirmed_by").set_value("Head of legal")
    press(app)

    found = service.successions(demo, SYSTEM, "exampleshire-homes")[0]
    assert (found.predecessor_id, found.confirmed_by) == ("exampleshire-refuge", "Head of legal")


def test_members_are_recorded_as_having_acceded(open_as: OpenAs, demo: Database) -> None:
    app = open_as(LEAD, "isa/pages/agency_edit.py", id="exampleshire-gps", part="members")
    app.text_input(key="w.members.text").set_value("exampleshire primary").run()
    app.radio(key="w.members").set_value("exampleshire-primary").run()
    app.radio(key="w.state").set_value("acceded")
    press(app)

    found = service.roster(demo, SYSTEM, "exampleshire-gps", on=TODAY, text="primary")
    assert found.members[0].state is MembershipState.ACCEDED


def test_what_is_typed_is_there_again_after_a_refresh(open_as: OpenAs, demo: Database) -> None:
    where = {"id": "esh-018", "part": "dates"}
    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    app.text_input(key="w.termination_notice").set_value("3 months").run()
    choose_day(app, "ends_on", date(2028, 3, 31))
    app.radio(key="w.review_cycle").set_value("months_12").run()

    again = open_as(LEAD, "isa/pages/agreement_edit.py", **where)

    assert "did not save is here again" in shown(again)
    assert again.text_input(key="w.termination_notice").value == "3 months"
    assert again.text_input(key="w.ends_on.year").value == "2028"
    assert again.radio(key="w.review_cycle").value == "months_12"
    assert "Saved." in press(again)
    third = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    assert "did not save is here again" not in shown(third)


def test_what_came_back_still_meets_what_a_colleague_saved_in_between(
    open_as: OpenAs, demo: Database
) -> None:
    where = {"id": "esh-018", "part": "dates"}
    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    app.text_input(key="w.termination_notice").set_value("3 months").run()
    seen = service.agreement_terms(demo, SYSTEM, "esh-018", on=TODAY).register_version
    theirs = {"termination_notice": "A month"}
    service.revise_terms(demo, a_colleague(demo), "esh-018", theirs, seen=seen, on=None)

    again = open_as(LEAD, "isa/pages/agreement_edit.py", **where)

    assert "Ravi Invented changed this agreement" in press(again)
    assert "A month" in shown(again)
    terms = service.agreement_terms(demo, SYSTEM, "esh-018", on=TODAY).terms
    assert terms["termination_notice"] == "A month"


def test_what_is_put_down_or_typed_back_is_not_kept(open_as: OpenAs, demo: Database) -> None:
    where = {"id": "esh-018", "part": "dates"}
    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    before = app.text_input(key="w.termination_notice").value
    app.text_input(key="w.termination_notice").set_value("3 months").run()
    app.text_input(key="w.termination_notice").set_value(before).run()
    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    assert "did not save is here again" not in shown(app)
    app.text_input(key="w.termination_notice").set_value("3 months").run()
    press(app, "secondary")

    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    assert app.text_input(key="w.termination_notice").value == before
    app.text_input(key="w.termination_notice").set_value("4 months").run()
    app = open_as(LEAD, "isa/pages/agreement_edit.py", **where)
    press(app, "start-again")
    assert app.text_input(key="w.termination_notice").value == before


def test_a_row_half_written_is_there_again_with_all_its_lists(open_as: OpenAs) -> None:
    app = open_as(LEAD, "isa/pages/agreement_row.py", id="esh-018")
    app.radio(key="w.direction").set_value("one_way").run()
    app.selectbox(key="w.categories").set_value("edu_record").run()
    app.text_input(key="w.providers.text").set_value("exampleshire refuge").run()
    app.radio(key="w.providers").set_value("exampleshire-refuge").run()

    again = open_as(LEAD, "isa/pages/agreement_row.py", id="esh-018")

    assert again.radio(key="w.direction").value == "one_way"
    assert again.button(key="w.remove.categories.edu_record")
    assert again.button(key="w.remove.providers.exampleshire-refuge")


def test_an_agency_half_described_is_there_again_and_saves(open_as: OpenAs, demo: Database) -> None:
    where = {"id": "exampleshire-homes", "part": "about"}
    app = open_as(LEAD, "isa/pages/agency_edit.py", **where)
    app.text_input(key="w.area").set_value("sampleton").run()

    again = open_as(LEAD, "isa/pages/agency_edit.py", **where)
    assert again.text_input(key="w.area").value == "sampleton"
    press(again)

    assert service.agency(demo, SYSTEM, "exampleshire-homes").area == "sampleton"


def test_two_who_describe_one_agency_are_both_heard(open_as: OpenAs, demo: Database) -> None:
    where = {"id": "exampleshire-homes", "part": "about"}
    app = open_as(LEAD, "isa/pages/agency_edit.py", **where)
    before = service.agency(demo, SYSTEM, "exampleshire-homes")
    seen = About(
        name=before.name, type=before.type, area=before.area, other_names=before.other_names
    )
    theirs = seen.model_copy(update={"name": "Exampleshire Homes and Care", "area": "north"})
    service.describe_agency(demo, a_colleague(demo), "exampleshire-homes", theirs, seen=seen)
    app.text_input(key="w.area").set_value("sampleton")

    text = press(app)
    assert "Ravi Invented changed this while you were writing" in text
    assert "Exampleshire Homes and Care" in text
    assert "Saved." in press(app)

    after = service.agency(demo, SYSTEM, "exampleshire-homes")
    assert (after.name, after.area) == ("Exampleshire Homes and Care", "sampleton")


def test_whoever_renames_an_agency_that_was_merged_meanwhile_is_told(
    open_as: OpenAs, demo: Database
) -> None:
    homes = "exampleshire-homes"
    app = open_as(LEAD, "isa/pages/agency_edit.py", id=homes, part="about")
    service.record_succession(
        demo,
        a_colleague(demo),
        predecessor_id=homes,
        successor_id="exampleshire-council",
        on=TODAY,
        is_confirmed=False,
    )
    app.text_input(key="w.name").set_value("Example Homes").run()

    text = press(app)
    assert "Ravi Invented changed this while you were writing" in text
    assert "Exampleshire Council took over from it on" in text
    assert service.agency(demo, SYSTEM, homes).name != "Example Homes"
    assert "Saved." in press(app)
    assert service.agency(demo, SYSTEM, homes).name == "Example Homes"

    page = open_as(LEAD, "isa/pages/agency.py", id=homes)
    assert "It is still recorded as operating" in shown(page)
    assert "Record that it stopped operating" in shown(page)
    service.close_agency(demo, SYSTEM, homes, on=TODAY)
    assert "still recorded as operating" not in shown(
        open_as(LEAD, "isa/pages/agency.py", id=homes)
    )


def test_nobody_reads_what_another_has_not_saved(demo: Database) -> None:
    mine, theirs = users.actor_by_id(demo, LEAD), a_colleague(demo)
    assert mine is not None
    keep_unsaved(demo, mine, "agreement_new", "Secret thoughts")

    assert unsaved_form(demo, theirs, "agreement_new") is None
    drop_unsaved(demo, theirs, "agreement_new")
    held = unsaved_form(demo, mine, "agreement_new")
    assert held is not None
    assert held.text == "Secret thoughts"
    with demo.look() as look:
        stored = look.exec_driver_sql("SELECT token FROM unsaved_form").scalar_one()
    assert "Secret" not in stored


def test_a_move_recorded_for_later_is_taken_back(open_as: OpenAs, demo: Database) -> None:
    def later() -> object:
        return service.later_move(demo, SYSTEM, "esh-001")

    ahead = clock.today() + timedelta(days=200)
    service.move_agreement(
        demo, SYSTEM, "esh-001", AgreementStatus.EXPIRED, on=ahead, reason="It ends then"
    )
    app = open_as(LEAD, "isa/pages/agreement_move.py", id="esh-001")
    assert "Recorded for later: Ended, from" in shown(app)

    app.button(key="withdraw").click().run()
    assert later() is not None
    app.text_input(key="w.reason").set_value("A mistyped day")
    app.button(key="withdraw").click().run()

    assert later() is None
