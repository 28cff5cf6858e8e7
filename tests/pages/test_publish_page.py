"""The page that publishes: what would be seen, what is left out, and for whom."""

from isa.coverage.view import AgreementStatus, PartyState
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.agreements.terms.revising.service import revise_terms
from isa.register.bulk.service import add_many
from isa.register.model import NewAgreement, NewParty
from isa.register.service import agreement
from isa.register.worklist.changes import Act, Request
from isa.register.worklist.model import TaskKind
from isa.register.worklist.together.service import carry_out, preview
from tests.pages.conftest import OpenAs
from tests.pages.test_network_page import shown
from tests.storage.test_publishing import ON
from tests.storage.test_worklist_together import of

FILE = "isa/pages/publish.py"


def test_what_nobody_may_see_is_named_and_an_empty_list_says_what_to_do(
    demo: Database, open_as: OpenAs
) -> None:
    text = shown(open_as("demo-ig-lead", FILE))

    assert "3 agreements." in text
    assert "Marked as not to be published: ESH-014." in text
    assert "Nobody has said whether these may be published: ESH-012," in text
    for each in ("esh-001", "esh-010", "esh-013"):
        seen = agreement(demo, SYSTEM, each, on=ON).register_version
        held = {"publication": "no"}
        revise_terms(demo, SYSTEM, each, held, seen=seen, on=None, reason="For the test")
    assert "Nothing to publish." in shown(open_as("demo-ig-lead", FILE))


def test_what_is_marked_is_shown_with_two_files(demo: Database, open_as: OpenAs) -> None:
    version = agreement(demo, SYSTEM, "esh-012", on=ON).register_version
    terms = {"publication": "entry_only"}
    revise_terms(demo, SYSTEM, "esh-012", terms, seen=version, on=None, reason="To publish it")

    app = open_as("demo-ig-lead", FILE)

    assert "4 agreements." in shown(app)
    assert "ESH-012" in shown(app)
    assert len(app.get("download_button")) == 2


def test_a_long_register_is_counted_and_not_read_out(demo: Database, open_as: OpenAs) -> None:
    lead = "exampleshire-council"
    many = [
        NewAgreement.model_validate(
            {
                "id": f"many-{n}",
                "reference": f"MANY-{n}",
                "title": f"Sharing {n}",
                "status": AgreementStatus.IN_FORCE,
                "starts_on": ON,
                "lead_agency_id": lead,
                "parties": (NewParty(agency_id=lead, state=PartyState.SIGNED, signed_on=ON),),
            }
        )
        for n in range(326)
    ]
    add_many(demo, SYSTEM, agencies=(), agreements=many)
    keys = of(*(one.id for one in many[:301]), kind=TaskKind.INCOMPLETE)
    public = Request(
        act=Act.PUBLICATION, keys=keys, publication="entry_only", reason="For the test"
    )
    carry_out(demo, SYSTEM, public, seen=preview(demo, SYSTEM, public).digest)

    text = shown(open_as("demo-ig-lead", FILE))

    assert "304 agreements." in text
    assert "Only the first 300 stand here. The files hold every one." in text
    assert "MANY-325" not in text
    assert "more." in text


def test_a_practitioner_does_not_publish(open_as: OpenAs) -> None:
    assert "What anybody would see" not in shown(open_as("demo-practitioner", FILE))
