"""Which law that waits on regulations has started on a day; uncertain never counts as in force."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from decisions.policy.pack import Pack


class Switches(BaseModel):
    """What the pack says of commencement on the day; uncertain never counts as in force."""

    model_config = ConfigDict(frozen=True)

    duty_16la: Literal["in_force", "uncertain", "not_in_force"] = "uncertain"
    csa_duty: Literal["in_force", "not_in_force"] = "not_in_force"


def switches_of(pack: Pack, on: date) -> Switches:
    """What the pack says of commencement on a day; a switch it does not name is not in force."""
    return Switches(
        duty_16la="in_force" if _is_on(pack, "duty_16la", on) else "uncertain",
        csa_duty="in_force" if _is_on(pack, "csa_duty", on) else "not_in_force",
    )


def _is_on(pack: Pack, name: str, on: date) -> bool:
    return name in pack.switches and pack.is_on(name, on)
