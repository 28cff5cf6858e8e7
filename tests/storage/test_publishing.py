"""The public register: what anybody may see, and nothing else."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isa.cli import app
from isa.documents.public_register import as_csv, as_files, as_json, as_page
from isa.platform import installation
from isa.platform.config import Settings, settings
from isa.platform.database import Database
from isa.platform.errors import NotPermitted
from isa.platform.identity import SYSTEM, Actor
from isa.register.agreements.terms.revising.service import revise_terms
from isa.register.demo import load_demo
from isa.register.health.service import register_health
from isa.register.listing.model import RUNNING, AgreementsWanted, Publicity
from isa.register.model import NewAgency
from isa.register.publishing.service import publication, style
from isa.register.service import (
    add_agency,
    agreement,
    list_agreements,
    record_signature,
    record_succession,
)

ON = date(2026, 11, 21)
MASH, POLICE = "esh-010", "exampleshire-police"


def say(database: Database, agreement_id: str, **terms: str) -> None:
    shown = agreement(database, SYSTEM, agreement_id, on=ON)
    revise_terms(
        database,
        SYSTEM,
        agreement_id,
        terms,
        seen=shown.register_version,
        on=None,
        reason="To publish it",
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('publishing') / 'isa.sqlite'}"
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    say(database, MASH, publication="entry_only", lawful_basis="public_task", title="=HYPERLINK(1)")
    say(database, "esh-013", publication="whole")
    say(database, "esh-012", publication="no")
    yield database
    database.engine.dispose()


def test_only_what_is_marked_as_public_is_published(demo: Database) -> None:
    found = publication(demo, SYSTEM, on=ON)

    assert {one.reference for one in found.public.entries} == {"ESH-001", "ESH-010", "ESH-013"}
    assert found.held_back == ("ESH-012", "ESH-014")
    assert found.not_decided
    assert not {"ESH-010", "ESH-012", "ESH-013"} & set(found.not_decided)
    assert "ESH-002" not in found.not_decided


def test_what_nobody_decided_is_what_the_list_and_the_figure_say(demo: Database) -> None:
    undecided = publication(demo, SYSTEM, on=ON).not_decided
    wanted = AgreementsWanted(standing=RUNNING, public=Publicity.NOT_DECIDED)

    listed = list_agreements(demo, SYSTEM, on=ON, wanted=wanted)

    assert {each.reference for each in listed.agreements} == set(undecided)
    assert "ESH-017" in undecided  # in force, and nobody wrote down since when
    assert register_health(demo, SYSTEM, on=ON).not_decided == len(undecided)


def test_free_text_is_published_only_where_the_whole_is(demo: Database) -> None:
    entries = {one.reference: one for one in publication(demo, SYSTEM, on=ON).public.entries}

    assert entries["ESH-010"].summary == ""
    assert entries["ESH-013"].summary
    assert entries["ESH-010"].lawful_basis == ("Public task",)


def test_the_files_hold_no_contact_and_no_person(demo: Database) -> None:
    files = as_files(publication(demo, SYSTEM, on=ON).public, style())
    everything = b"".join(files.values()).decode()

    for private in ("01632", "@", "Chief executive", "exampleshire-police"):
        assert private not in everything.replace("@media", "").replace("@print", "")
    assert set(files) == {"index.html", "register.csv", "register-dea.csv", "register.json"}


def test_a_formula_is_plain_text_and_markup_is_no_markup(demo: Database) -> None:
    register = publication(demo, SYSTEM, on=ON).public

    lines = list(csv.DictReader(io.StringIO(as_csv(register))))
    assert "'=HYPERLINK(1)" in [line["Title"] for line in lines]
    bold = register.model_copy(
        update={"entries": (register.entries[0].model_copy(update={"title": "<b>Bold</b>"}),)}
    )
    assert "<b>" not in as_page(bold, style())


def test_the_data_says_the_day_it_was_true(demo: Database) -> None:
    said = json.loads(as_json(publication(demo, SYSTEM, on=ON).public))

    assert said["on"] == "2026-11-21"
    assert said["is_demonstration"]


def test_list_your_agreements_holds_what_the_agency_signed(demo: Database) -> None:
    found = publication(demo, SYSTEM, on=ON, agency_id=POLICE)
    whole = publication(demo, SYSTEM, on=ON)

    assert found.public.publisher == "Exampleshire Police"
    assert len(found.not_decided) + len(found.public.entries) <= len(whole.not_decided) + len(
        whole.public.entries
    )
    assert "ESH-010" in {one.reference for one in found.public.entries}


def how(demo: Database, agency_id: str, on: date = ON) -> dict[str, tuple[str, ...]]:
    found = publication(demo, SYSTEM, on=on, agency_id=agency_id).public.entries
    return {one.reference: one.bound_by for one in found}


def test_list_your_agreements_holds_what_binds_an_agency_through_a_group(demo: Database) -> None:
    gps = "GP surgeries in Exampleshire signed, a group it is in"

    assert how(demo, "exampleshire-gp")["ESH-010"] == (gps,)
    assert how(demo, "riverside-surgery")["ESH-010"] == (f"{gps} (not recorded whether it joined)",)
    assert "ESH-010" not in how(demo, "hill-view-surgery")
    assert how(demo, POLICE)["ESH-010"] == ("It signed itself",)
    listed = list_agreements(demo, SYSTEM, on=ON, agency_id="exampleshire-gp")
    assert MASH in {each.id for each in listed.agreements}
    assert listed.through[MASH] == "GP surgeries in Exampleshire"
    stayed_out = list_agreements(demo, SYSTEM, on=ON, agency_id="hill-view-surgery")
    assert stayed_out.agreements == ()
    assert list_agreements(demo, SYSTEM, on=ON, agency_id=POLICE).through == {}


def test_what_its_controller_or_a_body_before_it_signed_binds_it_too(demo: Database) -> None:
    team = add_agency(
        demo,
        SYSTEM,
        NewAgency(name="Sampleton patrol", type="police", parent_id=POLICE),
    )
    record_succession(
        demo,
        SYSTEM,
        predecessor_id="exampleshire-mental-health",
        successor_id="exampleshire-gp",
        on=date(2026, 4, 1),
        is_confirmed=False,
    )

    assert how(demo, team.id)["ESH-010"] == ("Exampleshire Police signed, which it is a part of",)
    assert how(demo, "exampleshire-gp")["ESH-010"] == (
        "GP surgeries in Exampleshire signed, a group it is in",
        "Exampleshire Mental Health NHS Trust signed, which it took over from "
        "(not confirmed that agreements carry over)",
    )


def test_the_public_reads_that_a_party_signed_not_whether_its_post_was_checked(
    demo: Database,
) -> None:
    record_signature(
        demo,
        SYSTEM,
        MASH,
        "little-acorns",
        signed_on=date(2026, 9, 1),
        signatory_title="Somebody",
        sign_method="wet",
    )
    assert how(demo, "little-acorns")["ESH-010"] == ("It signed itself",)
    whole = publication(demo, SYSTEM, on=ON).public.entries
    mash = next(one for one in whole if one.reference == "ESH-010")
    assert [name for name in mash.parties if "(" in name or "check" in name] == []
    assert mash.bound_by == ()
    assert how(demo, "little-acorns", date(2026, 8, 31)) == {}


def test_the_answer_itself_says_how_many_are_left_out(demo: Database) -> None:
    found = publication(demo, SYSTEM, on=ON, agency_id=POLICE)

    assert (found.public.not_decided, found.public.held_back) == (
        len(found.not_decided),
        len(found.held_back),
    )
    assert found.public.not_decided
    page = as_page(found.public, style())
    assert f"{found.public.not_decided} not yet decided on" in page
    assert "How it is bound" in page
    assert not any(reference in page for reference in (*found.not_decided, *found.held_back))


def test_what_is_far_overdue_is_dropped_only_if_asked(demo: Database) -> None:
    kept = publication(demo, SYSTEM, on=date(2029, 1, 1))
    dropped = publication(demo, SYSTEM, on=date(2029, 1, 1), drops_overdue=True)

    assert kept.overdue == ()
    assert dropped.overdue
    assert len(dropped.public.entries) < len(kept.public.entries)


def test_nobody_publishes_without_leave(demo: Database) -> None:
    nobody = Actor(id="x", name="X", job_title="", agency_id="y", grants=frozenset())

    with pytest.raises(NotPermitted):
        publication(demo, nobody, on=ON)


def test_the_command_writes_the_folder_and_says_what_it_left_out(
    demo: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISA_DATABASE_URL", str(demo.engine.url))
    settings.cache_clear()
    asked = ["register", "publish", "--out", str(tmp_path / "public"), "--on", "2026-11-21"]

    made = CliRunner().invoke(app, [*asked, "--json"])
    refused = CliRunner().invoke(app, [*asked, "--agency", "Nowhere Council"])
    settings.cache_clear()

    assert made.exit_code == 0
    assert json.loads(made.output)["published"] == 3
    assert "ESH-012" in json.loads(made.output)["held_back"]
    assert (tmp_path / "public" / "index.html").is_file()
    assert refused.exit_code == 2
    assert "--agency:" in refused.output
