"""Whatever a register holds, an export read into an empty one makes the same register."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isa.coverage.view import AgreementStatus, MembershipState, PartyState
from isa.platform.database import Database, make_engine
from isa.platform.identity import SYSTEM
from isa.register import service as register
from isa.register.agencies.tables import AgencyOfficerRow, AgencySignatoryRow
from isa.register.agreements.fields import fields
from isa.register.agreements.papers.service import keep_paper
from isa.register.agreements.tables import (
    AgreementDetailRow,
    AgreementEventRow,
    AgreementNoteRow,
)
from isa.register.agreements.versions.service import mark_version
from isa.register.exporting.service import export_register
from isa.register.importing import service
from isa.register.importing.model import Weight
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow
from isa.register.timeline.service import open_version
from isa.register.vocabulary import vocabulary
from isa.register.worklist.filters.service import keep_filter
from isa.register.worklist.model import Wanted

ON = date(2026, 6, 1)
DAYS = st.dates(date(2020, 1, 1), date(2026, 5, 31))
NAMES = st.text("AÉzw '&-=+@.0", min_size=1, max_size=20).filter(lambda text: text.strip() == text)
TEXTS = st.text("=+-@'\t\né\"_x000D_ w", max_size=30)
AGENCIES = ("one", "two", "three")
PARTY = st.builds(
    NewParty,
    agency_id=st.sampled_from(AGENCIES),
    state=st.sampled_from([PartyState.INVITED, PartyState.SIGNED, PartyState.SIGNED_UNVERIFIED]),
    signed_on=DAYS,
    signatory_title=st.sampled_from(["", "=Head", "Director"]),
).map(lambda each: each if "signed" in each.state else each.model_copy(update={"signed_on": None}))
ROW = st.builds(
    NewRow,
    providers=st.just(("one",)),
    recipients=st.sampled_from([("*",), ("two", "three")]),
    categories=st.just(("id_contact",)),
    subjects=st.just(("child",)),
    items=TEXTS,
    justification=TEXTS,
)
AGREEMENT = st.builds(
    NewAgreement,
    reference=NAMES,
    title=NAMES,
    summary=TEXTS,
    status=st.sampled_from([AgreementStatus.DRAFT, AgreementStatus.IN_FORCE]),
    lead_agency_id=st.none() | st.sampled_from(AGENCIES),
    starts_on=st.none() | DAYS,
    is_reciprocal=st.booleans(),
    parties=st.lists(PARTY, max_size=3, unique_by=lambda each: each.agency_id).map(tuple),
    rows=st.lists(ROW, max_size=2).map(tuple),
)


def content_of(database):
    told = json.loads(export_register(database, SYSTEM, form="json", on=ON))
    return {name: rows for name, rows in told.items() if isinstance(rows, list)}


def opened(template, folder, name, keys):
    shutil.copy(template, Path(folder) / name)
    return Database(make_engine(f"sqlite:///{folder}/{name}"), keys)


def filled(database, names, agreements, text):
    for agency_id, name in zip(AGENCIES, names, strict=True):
        kind = "agency_class" if agency_id == "one" else "council"
        new = NewAgency(id=agency_id, name=name, type=kind, other_names=("Another",))
        register.add_agency(database, SYSTEM, new)
    register.record_membership(
        database, SYSTEM, class_id="one", member_id="two", state=MembershipState.ACCEDED, on=ON
    )
    for number, each in enumerate(agreements):
        marked = each.model_copy(
            update={"id": f"agr{number}", "reference": f"{number} {each.reference}"}
        )
        register.record_agreement(database, SYSTEM, marked)
    with database.write(SYSTEM) as work:
        version = open_version(work, "details")
        of = {"id": "x1", "agency_id": "one"}
        post = next(iter(vocabulary().officer_roles))
        work.session.add(AgencyOfficerRow(role=post, post="Head", number="01632 960003", **of))
        work.session.add(AgencySignatoryRow(title="Head", basis=text[:20], valid_from=ON, **of))
        for number in range(len(agreements)):
            work.session.add(
                AgreementDetailRow(
                    agreement_id=f"agr{number}",
                    field=next(iter(fields())),
                    value=text,
                    valid_from=ON,
                    known_from=version,
                )
            )
        for number in range(len(agreements)):
            of_it = {"agreement_id": f"agr{number}", "actor_id": "somebody", "at": work.at}
            work.session.add(AgreementNoteRow(id=f"n{number}x", text=text, **of_it))
            work.session.add(
                AgreementEventRow(
                    id=f"e{number}x",
                    kind="status",
                    after="approved",
                    reason=text,
                    held_on=ON,
                    register_version=version - number,
                    **of_it,
                )
            )
        work.record("agreement_recorded", "x1")
    for number in range(len(agreements)):
        mark_version(database, SYSTEM, f"agr{number}", "1.0", text)
        keep_paper(
            database,
            SYSTEM,
            f"agr{number}",
            kind=next(iter(vocabulary().paper_kinds)),
            title=names[0],
            data=b"%PDF-" + text.encode(),
        )
    keep_filter(database, SYSTEM, names[0], Wanted(text=text))


# An example is small as it is made; making it smaller would write databases for minutes.
@settings(
    max_examples=6,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(NAMES, min_size=3, max_size=3),
    agreements=st.lists(AGREEMENT, max_size=3),
    text=TEXTS,
    form=st.sampled_from(["json", "xlsx", "zip"]),
)
def test_an_export_read_into_an_empty_register_is_that_register(
    sqlite_template, sqlite_database, names, agreements, text, form
):
    with tempfile.TemporaryDirectory() as folder:
        here, there = (
            opened(sqlite_template, folder, name, sqlite_database.keys)
            for name in ("here", "there")
        )
        filled(here, names, agreements, text)
        before = content_of(here)

        data = export_register(here, SYSTEM, form=form, on=ON)
        batch = service.stage(there, SYSTEM, data, "whole")
        plan = service.plan_of(there, SYSTEM, batch.id)
        assert plan.is_ready, plan.of(Weight.FAULT)
        service.commit(there, SYSTEM, batch.id)

        told = content_of(there)
        if form != "zip":  # a paper comes with its bytes or not at all
            assert told.pop("papers") == []
            before.pop("papers")
        assert told == before
        again = service.stage(there, SYSTEM, data, "again")
        assert not service.plan_of(there, SYSTEM, again.id).changes_anything
        here.engine.dispose()
        there.engine.dispose()
