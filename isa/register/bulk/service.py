"""Adding many agencies and agreements whole or not at all."""

from collections.abc import Sequence

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.register.agencies.adding.service import put_agency
from isa.register.agencies.checks import new_agency_faults
from isa.register.agreements.changes.service import put_agreement
from isa.register.agreements.checks import new_agreement_faults
from isa.register.checks import Faults, raise_if_any
from isa.register.model import NewAgency, NewAgreement
from isa.register.timeline.service import open_version


def add_many(
    database: Database,
    actor: Actor,
    *,
    agencies: Sequence[NewAgency],
    agreements: Sequence[NewAgreement],
) -> str:
    """Add everything in one transaction and one version; returns the id of the batch.

    ``Invalid`` names every fault that can be seen in the input, for example
    ``agreements[3].rows[0].subjects``; nothing is written then. A body comes before its services, and
    an agreement before the one that refers to it.
    """
    require(actor, Action.AGENCY_WRITE)
    require(actor, Action.AGREEMENT_WRITE)
    raise_if_any(
        *(_under(f"agencies[{n}]", new_agency_faults(new)) for n, new in enumerate(agencies)),
        *(
            _under(f"agreements[{n}]", new_agreement_faults(new))
            for n, new in enumerate(agreements)
        ),
    )
    batch = new_id("bat")
    with database.write(actor) as work:
        version = open_version(work, "batch added", batch_id=batch)
        for agency in agencies:
            put_agency(work, version, agency)
        for agreement in agreements:
            put_agreement(work, version, agreement)
        work.record(
            "register_batch_added",
            batch,
            agencies=len(agencies),
            agreements=len(agreements),
            version=version,
        )
    return batch


def _under(path: str, faults: Faults) -> Faults:
    return {f"{path}.{place}": sentence for place, sentence in faults.items()}
