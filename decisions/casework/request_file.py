"""The request as a file that the addressee's own decision can start from.

It says who asks whom for what, for which purpose and under which power. It names nobody the request is
about: the letter does. It proves nothing either: whoever asks is still checked, by ringing back.
"""

import json
from datetime import date, datetime
from typing import Final, Literal, NoReturn

from pydantic import Field, ValidationError

from decisions.assessment import Frozen
from decisions.casework.powers import Power
from decisions.journey.choices_case import Purpose
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.fields import Line, Narrative
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

MIME = "application/json"
FIELD = "file"
LARGEST = 200_000
"""Bytes; the longest request that can be written is below half of this."""
FORMAT: Final = "isa-request"


class Asker(Frozen):
    """Who asks, as they say."""

    name: Line
    role: Line = ""
    agency: Line
    agency_id: str = Field(default="", max_length=100)


class RequestFile(Frozen):
    """One request to one addressee, as it travels."""

    format: Literal["isa-request"] = FORMAT
    version: Literal[1] = 1
    request: str = Field(pattern=r"^rqs_[0-9a-z]{16}$")
    written_at: datetime
    asked_by: Asker
    asked_of: Line
    reference: Line = ""
    """The asker's own, which the answer quotes."""
    purpose: Purpose
    why: Narrative
    power: Power
    power_named: Line = ""
    asked_for: Narrative
    answer_by: date
    is_it_safe_to_tell_them: SafeToTell
    reply_to: Line


def written(request: RequestFile) -> bytes:
    """The file."""
    text = json.dumps(request.model_dump(mode="json"), indent=1, ensure_ascii=False)
    return text.encode()


def read(data: bytes) -> RequestFile:
    """A file that somebody was sent; ``Invalid`` says what is wrong with it, and repeats nothing of it."""
    if len(data) > LARGEST:
        _refuse(_("Choose a smaller file. A request file is never larger than 200 KB"))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        _refuse(_("Choose a request file. This one is not JSON; its name ends in .json"))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        _refuse(_("Choose a request file. This one is something else"))
    if found.get("version") != 1:
        _refuse(_("This request file comes from a newer release. Answer from the letter instead"))
    try:
        return RequestFile.model_validate_json(json.dumps(found))
    except ValidationError as error:
        places = sorted({_place(one["loc"]) for one in error.errors()})
        _refuse(
            _(
                "This request file was changed or is damaged, at: {places}. Ask the sender for it again"
            ).format(places=", ".join(places[:5]))
        )


def _place(where: tuple[int | str, ...]) -> str:
    """A key of ours, or that there is one we do not know: nothing of theirs is repeated."""
    name = str(where[0]) if where else ""
    return name if name in RequestFile.model_fields else _("an unknown key")


def _refuse(why: str) -> NoReturn:
    raise Invalid({FIELD: why})
