"""Files that contradict themselves: each is refused at its place, and nothing goes in."""

import json

import pytest

from isa.platform.errors import Invalid
from isa.register.exporting.service import export_register
from isa.register.importing import service
from isa.register.importing.model import Weight
from isa.register.model import NewAgency
from isa.register.service import add_agency
from tests.storage.test_importing import LEAD, ON, count, staged

REFUSED = {
    "one reference for two agreements": (
        "Ref,Title,Party\nA-1,Homes,Exampleshire Police\nA-1,Schools,Exampleshire Police\n",
        "The reference A-1 is also that of row 2",
    ),
    "an agreement that relies on itself": (
        "Ref,Title,Party,Parent reference\nA-1,Homes,Exampleshire Police,A-1\n",
        "An agreement cannot refer to itself",
    ),
    "agreements in a circle": (
        "Ref,Title,Party,Parent reference\n"
        "A-1,Homes,Exampleshire Police,A-2\nA-2,Schools,Exampleshire Police,A-1\n",
        "These agreements refer to one another in a circle",
    ),
    "bodies in a circle": (
        "URN,EstablishmentName,Part of\n100001,Northmoor School,Sampleton School\n"
        "100002,Sampleton School,Northmoor School\n",
        "These bodies are part of one another in a circle",
    ),
    "one code for two agencies": (
        "URN,EstablishmentName\n100001,Northmoor School\n100001,Sampleton School\n",
        "100001 is also in row 2",
    ),
    "a formula": (
        "Ref,Title,Party\nA-1,=cmd|' /C calc'!A0,Exampleshire Police\n",
        "This cell holds a formula",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_contradicts_itself_is_refused_at_its_row(sqlite_database, what):
    content, sentence = REFUSED[what]
    batch = staged(sqlite_database, content)

    found = service.plan_of(sqlite_database, LEAD, batch.id).of(Weight.FAULT)

    assert [each for each in found if sentence in each.sentence and each.line], found
    with pytest.raises(Invalid, match="Row"):
        service.commit(sqlite_database, LEAD, batch.id)
    assert count(sqlite_database, "agency") == count(sqlite_database, "agreement") == 0


def test_an_export_changed_into_a_circle_or_with_an_id_twice_is_refused(sqlite_database):
    for name in ("council", "police"):
        add_agency(sqlite_database, LEAD, NewAgency(id=name, name=name, type="council"))
    told = json.loads(export_register(sqlite_database, LEAD, form="json", on=ON))
    for row in told["agency_status"]:
        row["controller_id"] = "police" if row["agency_id"] == "council" else "council"
    told["agencies"].append(told["agencies"][0])
    batch = service.stage(sqlite_database, LEAD, json.dumps(told).encode(), "circle.json")

    plan = service.plan_of(sqlite_database, LEAD, batch.id)

    said = " ".join(each.sentence for each in plan.of(Weight.FAULT))
    assert "These bodies are part of one another in a circle" in said
    assert "'council' is also in row" in said
