"""Looking through the whole register for what contradicts itself or is missing."""

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.checking.faults import RegisterFault, register_faults
from isa.register.exporting.service import whole


def check_register(database: Database, actor: Actor) -> list[RegisterFault]:
    """The faults of the register as it is known now."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        return register_faults(whole(session))
