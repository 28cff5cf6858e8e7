"""What holds whatever leads do to a register: the past as known stays, parties stay, longer covers no less."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from isa.coverage.model import CoverageQuestion, Verdict
from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import IsaError
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow

START = date(2025, 4, 1)
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 20))
NUMBERS: Iterator[int] = count()
FEW = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
_COVERED = (Verdict.COVERED, Verdict.WITH_CONDITIONS)
Step = Callable[[Database, str], object]


def seen(database: Database, agreement_id: str) -> int:
    return service.agreement_terms(
        database, SYSTEM, agreement_id, on=date(2026, 11, 20)
    ).register_version


def revised(changes: dict[str, str], on: date | None) -> Step:
    return lambda database, key: service.revise_terms(
        database, SYSTEM, key, changes, seen=seen(database, key), on=on, reason="Because"
    )


def signed(on: date) -> Step:
    return lambda database, key: service.record_signature(
        database,
        SYSTEM,
        key,
        of(key, "council"),
        signed_on=on,
        signatory_title="Director",
        sign_method="wet",
        confirmed="Known",
    )


def answered(state: PartyState, on: date) -> Step:
    return lambda database, key: service.set_party_state(
        database, SYSTEM, key, of(key, "council"), state, on=on, note="Because"
    )


def with_row(on: date | None) -> Step:
    return lambda database, key: service.add_data_row(
        database, SYSTEM, key, a_row(key), on=on, reason="Because"
    )


def moved(status: AgreementStatus, on: date) -> Step:
    return lambda database, key: service.move_agreement(
        database, SYSTEM, key, status, on=on, reason="Because"
    )


def of(key: str, name: str) -> str:
    """An agency of this example alone, so that no other agreement joins the two."""
    return f"{name}-{key}"


def a_row(key: str) -> NewRow:
    return NewRow(
        providers=(of(key, "school"),),
        recipients=(of(key, "council"),),
        categories=("id_contact",),
        subjects=("child",),
    )


maybe_days = st.none() | DAYS
steps = st.one_of(
    st.builds(signed, DAYS),
    st.builds(answered, st.sampled_from([PartyState.QUERIED, PartyState.WITHDRAWN]), DAYS),
    st.builds(with_row, maybe_days),
    st.builds(
        revised,
        st.sampled_from(
            [
                {"ends_on": "2026-06-01"},
                {"ends_on": ""},
                {"purposes": "mash_triage"},
                {"purposes": "safeguard_child"},
                {"starts_on": "2025-09-01"},
                {"exclusions": "id_contact"},
                {"retention": "6 years"},
            ]
        ),
        maybe_days,
    ),
    st.builds(
        moved, st.sampled_from([AgreementStatus.IN_REVIEW, AgreementStatus.TERMINATED]), DAYS
    ),
)


def begun(database: Database) -> str:
    """A new agreement between two new agencies; returns its id."""
    key = f"p{next(NUMBERS)}"
    for name, kind in (("school", "school"), ("council", "council"), ("police", "police")):
        service.add_agency(
            database, SYSTEM, NewAgency(id=of(key, name), name=f"The {name} {key}", type=kind)
        )
    return service.record_agreement(
        database,
        SYSTEM,
        NewAgreement(
            id=key,
            reference=key,
            title="A sample",
            status=AgreementStatus.IN_FORCE,
            starts_on=START,
            purposes=("safeguard_child",),
            parties=(
                NewParty(agency_id=of(key, "school"), state=PartyState.SIGNED, signed_on=START),
                NewParty(agency_id=of(key, "council")),
            ),
            rows=(a_row(key),),
        ),
    )


def covered(
    database: Database, key: str, on: date, known_at: int | None = None
) -> tuple[object, ...]:
    answer = service.ask_coverage(
        database,
        SYSTEM,
        CoverageQuestion(
            provider=of(key, "school"),
            recipient=of(key, "council"),
            purpose="cp_s47",
            categories=("id_contact",),
            subjects=("child",),
            on=on,
            known_at=known_at,
        ),
    )
    return (answer.verdict, answer.pairs, answer.reasons)


@FEW
@given(st.lists(steps, min_size=1, max_size=6), DAYS)
def test_what_was_known_then_is_answered_the_same_for_ever(
    sqlite_database: Database, doing: list[Step], day: date
) -> None:
    key = begun(sqlite_database)
    kept = {}

    for step in doing:
        try:
            step(sqlite_database, key)
        except IsaError:
            continue
        version = seen(sqlite_database, key)
        kept[version] = covered(sqlite_database, key, day)

    for version, answer in kept.items():
        assert covered(sqlite_database, key, day, known_at=version) == answer


@FEW
@example(doing=[signed(date(2025, 4, 2))], more=["police"], day=date(2025, 6, 1))
@example(doing=[signed(date(2025, 4, 2))], more=["police"], day=date(2026, 11, 20))
@given(
    st.lists(steps, max_size=4),
    st.lists(st.sampled_from(["police", "school", "council"])),
    DAYS,
)
def test_adding_parties_never_removes_a_party_or_cover(
    sqlite_database: Database, doing: list[Step], more: list[str], day: date
) -> None:
    key = begun(sqlite_database)
    revised({"requires_all_signatures": "yes"}, None)(sqlite_database, key)
    for step in doing:
        try:
            step(sqlite_database, key)
        except IsaError:
            continue
    on = date(2026, 11, 20)
    before = service.parties(sqlite_database, SYSTEM, key, on=on).parties
    answers = [covered(sqlite_database, key, each) for each in (day, clock.today())]

    if more:
        service.add_parties(sqlite_database, SYSTEM, key, [of(key, name) for name in more])

    assert [covered(sqlite_database, key, each) for each in (day, clock.today())] == answers
    after = service.parties(sqlite_database, SYSTEM, key, on=on).parties
    assert {party.agency_id: party for party in before}.items() <= {
        party.agency_id: party for party in after
    }.items()


@FEW
@given(
    st.lists(st.builds(signed, DAYS), max_size=1),
    st.dates(START, date(2026, 10, 1)),
    st.integers(0, 400),
    maybe_days,
    DAYS,
)
def test_lengthening_an_agreement_never_loses_cover(
    sqlite_database: Database,
    doing: list[Step],
    ends: date,
    longer: int,
    on: date | None,
    day: date,
) -> None:
    key = begun(sqlite_database)
    for step in doing:
        step(sqlite_database, key)
    revised({"ends_on": ends.isoformat()}, None)(sqlite_database, key)
    before = service.agreement(sqlite_database, SYSTEM, key, on=day)
    verdict = covered(sqlite_database, key, day)[0]

    later = (ends + timedelta(days=longer)).isoformat()
    revised({"ends_on": later}, on)(sqlite_database, key)

    assert before.ends_on == ends
    assert covered(sqlite_database, key, day)[0] in _COVERED or verdict not in _COVERED
