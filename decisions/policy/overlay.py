"""What a partnership adds to the law pack: numbers to ring, whom to ask, quotations, shorter clocks.

An overlay is shown beside the advice and never read by it: nothing here reaches the evaluator. What
an author may write is closed; whether it fits a pack is checked in ``overlay_checks``.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from decisions.policy.faults import Fault
from decisions.policy.pack import digest_of
from decisions.policy.source import Code, Shape, Words
from isa.platform.errors import ConfigurationError

FILE = "overlay.toml"
Unit = Literal["minutes", "hours", "days", "working_days", "months"]
About = Literal["child", "adult"]


class Owner(Shape):
    """Who in the partnership answers for the overlay."""

    name: Words
    role: Words


class Threshold(Shape):
    """A passage of the partnership's threshold document, and the answer it stands next to."""

    about: About
    level: Words
    beside: Code
    """A value of the fact ``harm_if_not_shared``."""
    quotation: Words
    source: Words
    """Title, edition and page: a quotation without them is refused."""


class FrontDoor(Shape):
    """A number of a front door, and when somebody last rang it to check."""

    about: About
    label: Words
    number: Words
    hours: Words
    checked_on: date


class Consultee(Shape):
    """Who a role of the pack's ``consult`` table is, in this partnership."""

    role: Code
    who: Words
    number: Words | None = None
    hours: str = ""
    checked_on: date | None = None

    @model_validator(mode="after")
    def _number_is_checked(self) -> Self:
        if self.number is not None and self.checked_on is None:
            raise ValueError("a number needs checked_on, the day somebody last rang it")
        return self


class Guidance(Shape):
    """A local sentence beside a step, or beside a finding that is shown."""

    beside: Code | None = None
    """A code of consult, next_steps or record_prompts."""
    finding: Code | None = None
    value: Code | None = None
    text: Words
    source: str = ""
    asks_for_contact: bool
    """Whether it may lead to contact with the person or the family: then it is shown only where that
    is safe. There is no default: the author says."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        is_finding = self.finding is not None and self.value is not None
        if (self.beside is not None) == is_finding or (self.finding is None) != (
            self.value is None
        ):
            raise ValueError("give either beside, or finding and value")
        return self


class LocalClock(Shape):
    """A clock of the pack, made shorter or given a number; ``variant`` names one of several."""

    key: Code
    variant: Code | None = None
    applies: str = ""
    """When this variant holds; empty for the clock itself."""
    text: Words
    amount: int = Field(ge=0)
    unit: Unit
    source: Words

    @model_validator(mode="after")
    def _variant_says_when(self) -> Self:
        if (self.variant is None) != (self.applies == ""):
            raise ValueError("a variant says in applies when it holds, and only a variant does")
        return self


class Stage(Shape):
    """One stage of escalation: who talks to whom, and how many hours it may take."""

    stage: int = Field(ge=1)
    roles: tuple[Words, ...] = Field(min_length=1)
    hours: int = Field(ge=1)
    what: Words


class OverlayFile(Shape):
    """overlay.toml."""

    id: Code
    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    nation: Code
    pack: Words
    """The pack it was written against, such as ``england/2026.8``."""
    partnership: Words
    owner: Owner
    in_force_from: date
    last_day: date
    """The last day it may be used. Numbers and procedures change: somebody reads it again by then."""
    demo: bool = False
    threshold: tuple[Threshold, ...] = ()
    contact: tuple[FrontDoor, ...] = ()
    consultee: tuple[Consultee, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    timescale: tuple[LocalClock, ...] = ()
    escalation: tuple[Stage, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """An overlay as written, with the digest of its content."""

    written: OverlayFile
    digest: str

    @property
    def name(self) -> str:
        """Its id and version together, for example ``exampleshire/1``."""
        return f"{self.written.id}/{self.written.version}"


class OverlayError(ConfigurationError):
    """An overlay that cannot be used; ``faults`` lists everything found, never only the first."""

    def __init__(self, folder: str, faults: tuple[Fault, ...]) -> None:
        """Name the overlay's folder and say each fault on a line of its own."""
        self.faults = faults
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"The overlay {folder} cannot be used:\n{lines}")


_DECIDES = "an overlay cannot touch the tables that decide, lawful bases, duties or conditions"
_FORBIDDEN = frozenset(
    {
        *("table", "row", "fact", "order", "constraint", "invariant", "macro", "switch"),
        *("outcome", "act_now", "item_rule", "route", "recipient_check", "necessity", "when"),
        *("consent_position", "openness", "second_person", "confidentiality", "citation"),
        *("article6", "special_offence", "part3", "duty", "duties_powers", "adult_override"),
        *("law", "lawful_basis", "basis", "condition", "conditions", "wording", "code"),
    }
)
_HIDING = frozenset(
    {"hide", "hides", "replace", "replaces", "remove", "removes", "instead_of", "first", "only"}
)


def load_overlay(path: Path) -> Overlay:
    """Read an overlay from its folder, or from its file.

    Raises OverlayError with every fault of shape. Whether it fits a pack is ``overlay_checks``.
    """
    folder, file = (path.parent, path) if path.suffix == ".toml" else (path, path / FILE)
    raw = _read(folder.name, file)
    try:
        written = OverlayFile.model_validate(raw)
    except ValidationError as error:
        faults = tuple(_fault(one) for one in error.errors())
        raise OverlayError(folder.name, faults) from None
    if file.name == FILE and folder.name != written.id:
        problem = f"the overlay is called {written.id!r} and its folder {folder.name!r}"
        fault = Fault(FILE, "id", problem, "Give both the same name")
        raise OverlayError(folder.name, (fault,))
    return Overlay(written, digest_of(raw))


def _read(name: str, file: Path) -> dict[str, object]:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        digest_of(raw)
    except OSError:
        fault = Fault(file.name, "-", "the file is not there or cannot be read", "Put it there")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(file.name, "-", f"not valid TOML: {error}", "Correct the text there")
    except TypeError as error:
        mend = "Write whole numbers, text, true or false, or dates"
        fault = Fault(file.name, "-", str(error), mend)
    else:
        return raw
    raise OverlayError(name, (fault,))


def _fault(error: ErrorDetails) -> Fault:
    key, last = place(error["loc"]), str(error["loc"][-1]) if error["loc"] else ""
    problem = error["msg"].removeprefix("Value error, ")
    problem = problem[:1].lower() + problem[1:]
    if error["type"] == "extra_forbidden":
        return _unknown(key, last)
    if error["type"] in ("missing", "string_too_short") and last == "source":
        mend = "Add source: the document's title, its edition and the page"
        return Fault(FILE, key, "nothing may be quoted or set without its source", mend)
    if error["type"] == "missing":
        return Fault(FILE, key, "it is missing", "Add the key")
    mend = "Use one of the values named" if error["type"] == "literal_error" else "Correct it"
    return Fault(FILE, key, problem, mend)


def _unknown(key: str, last: str) -> Fault:
    if key.startswith("contact") and last in _HIDING:
        problem = "an overlay cannot hide or replace a national number: 999 stays first"
        return Fault(FILE, key, problem, "Remove the key; local numbers are shown beside it")
    if last in _FORBIDDEN:
        mend = "Remove it; what an overlay may hold is guidance, contacts, consultees, clocks"
        return Fault(FILE, key, _DECIDES, mend)
    return Fault(FILE, key, "no overlay has this key", "Remove it or correct its spelling")


def place(path: tuple[int | str, ...]) -> str:
    """Where in the file, with entries of a list counted from 1: ``contact 2.number``."""
    text = ""
    for part in path:
        text += f" {part + 1}" if isinstance(part, int) else f".{part}" if text else part
    return text or "-"
