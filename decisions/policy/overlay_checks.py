"""Whether an overlay fits a pack: what it may not do is refused, with the reason and the mend.

Structure only, and enough: an overlay appends sentences, numbers and shorter clocks to what is shown,
and is never read by the tables, so that no proof is needed where it is used (P22).
"""

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date

from decisions.policy.faults import Fault
from decisions.policy.overlay import FILE, Guidance, LocalClock, Overlay, place
from decisions.policy.pack import Pack
from decisions.policy.source import Timescale

OPEN_TABLES = ("consult", "next_steps", "record_prompts", "guidance")
"""Collect tables whose steps may carry a local sentence."""
OPEN_FINDINGS = ("outcome", "openness", "second_person")
"""Findings that are shown as sentences and may carry a local one; what waits for nothing may not."""
NATIONAL_NUMBERS = frozenset({"999", "112", "111"})
_HARM = "harm_if_not_shared"
_NUMBER = re.compile(r"^(0\d{9,10}|1\d{2}|116\d{3})$")
_TO_CONTACT = re.compile(
    r"\b(tell|told|ask|inform|ring|rang|rung|call|phone|text|write|writt|writing|wrote|letter|visit|"
    r"contact|speak|spoke|talk|meet|met|invite|inviting|notif|explain|consent|agree)\w*\b(\W+\w+){0,4}?\W+"
    r"(parents?|mother|father|mum|dad|famil\w*|relatives?|carers?|partner|husband|wife|person|"
    r"child\w*|adult|them|him|her)\b",
    re.IGNORECASE,
)


def overlay_faults(overlay: Overlay, pack: Pack, on: date) -> tuple[Fault, ...]:
    """Everything that keeps an overlay from being used with a pack on a day."""
    if overlay.written.nation != pack.header.nation:
        problem = f"it is for {overlay.written.nation!r} and the pack for {pack.header.nation!r}"
        mend = "Use an overlay of the same nation; the law differs"
        return (Fault(FILE, "nation", problem, mend),)
    return (
        *_dates(overlay, on),
        *_thresholds(overlay, pack),
        *_contacts(overlay, on),
        *_consultees(overlay, pack, on),
        *_guidance(overlay, pack),
        *_clocks(overlay, pack),
        *_stages(overlay),
    )


def remarks(overlay: Overlay, pack: Pack, on: date) -> tuple[str, ...]:
    """What an owner should know that does not keep the overlay from being used."""
    found = []
    if overlay.written.pack != pack.id:
        found.append(
            f"It was written against {overlay.written.pack}. Read it against {pack.id}, then correct pack."
        )
    if on < overlay.written.in_force_from:
        found.append(f"It is used from {overlay.written.in_force_from}, not before.")
    return tuple(found)


def _dates(overlay: Overlay, on: date) -> Iterator[Fault]:
    written = overlay.written
    if written.last_day < written.in_force_from:
        yield Fault(FILE, "last_day", "it ends before it starts", "Correct one of the two dates")
    elif written.last_day < on:
        problem = f"it expired on {written.last_day}"
        mend = "Ring every number, read every entry again, then set a new last_day and version"
        yield Fault(FILE, "last_day", problem, mend)


def _thresholds(overlay: Overlay, pack: Pack) -> Iterator[Fault]:
    values = pack.facts[_HARM].values
    for number, one in enumerate(overlay.written.threshold):
        if one.beside not in values:
            key = place(("threshold", number, "beside"))
            problem = f"{_HARM} has no value {one.beside!r}"
            yield Fault(FILE, key, problem, nearest(one.beside, values))


def _contacts(overlay: Overlay, on: date) -> Iterator[Fault]:
    for number, one in enumerate(overlay.written.contact):
        yield from _number(place(("contact", number)), one.number, one.checked_on, on)


def _consultees(overlay: Overlay, pack: Pack, on: date) -> Iterator[Fault]:
    roles = _codes(pack, "consult")
    for number, one in enumerate(overlay.written.consultee):
        key = place(("consultee", number))
        if one.role not in roles:
            problem = f"the pack asks nobody called {one.role!r}"
            yield Fault(FILE, f"{key}.role", problem, nearest(one.role, roles))
        if one.number is not None:
            yield from _number(key, one.number, one.checked_on, on)


def _number(key: str, number: str, checked_on: date | None, on: date) -> Iterator[Fault]:
    plain = re.sub(r"[ ()-]", "", number)
    plain = f"0{plain[3:]}" if plain.startswith("+44") else plain
    if plain in NATIONAL_NUMBERS:
        problem = (
            f"{number} is a national number, which is always shown and always in its own place"
        )
        yield Fault(FILE, f"{key}.number", problem, "Give the partnership's own number")
    elif not _NUMBER.match(plain):
        problem = f"{number!r} is not a telephone number that can be rung"
        yield Fault(FILE, f"{key}.number", problem, "Write it like 01632 960 001")
    if checked_on is not None and checked_on > on:
        problem = "nobody can have checked it on a day to come"
        yield Fault(FILE, f"{key}.checked_on", problem, "Ring it, and give that day")


def _guidance(overlay: Overlay, pack: Pack) -> Iterator[Fault]:
    for number, one in enumerate(overlay.written.guidance):
        key = place(("guidance", number))
        fault = _place_of_guidance(key, one, pack)
        if fault is not None:
            yield fault
        if not one.asks_for_contact and _TO_CONTACT.search(one.text):
            problem = (
                "it may lead to contact with the person or the family, and says that it does not"
            )
            mend = "Set asks_for_contact = true, so that it is shown only where that is safe, or reword it"
            yield Fault(FILE, f"{key}.asks_for_contact", problem, mend)


def _place_of_guidance(key: str, one: Guidance, pack: Pack) -> Fault | None:
    if one.finding is not None:
        return _finding(key, one.finding, one.value or "", pack)
    code = one.beside or ""
    open_codes = {found for table in OPEN_TABLES for found in _codes(pack, table)}
    if code in open_codes:
        return None
    closed = {
        found: name
        for name, table in pack.tables.items()
        if table.hit == "collect"
        for found in _codes(pack, name)
    }
    if code in closed:
        problem = (
            f"{code!r} is of the table {closed[code]}: a lawful basis, duty, ground or condition"
        )
        mend = f"Put the sentence beside a code of {', '.join(OPEN_TABLES[:3])}"
        return Fault(FILE, f"{key}.beside", problem, mend)
    problem = f"the pack has no code {code!r}"
    return Fault(FILE, f"{key}.beside", problem, nearest(code, open_codes))


def _finding(key: str, finding: str, value: str, pack: Pack) -> Fault | None:
    if finding not in OPEN_FINDINGS:
        problem = f"no local sentence may stand beside the finding {finding!r}"
        mend = f"Use one of {', '.join(OPEN_FINDINGS)}, or put it beside a step"
        return Fault(FILE, f"{key}.finding", problem, mend)
    values = pack.tables[finding].values
    if value not in values:
        problem = f"{finding} has no value {value!r}"
        return Fault(FILE, f"{key}.value", problem, nearest(value, values))
    return None


def _clocks(overlay: Overlay, pack: Pack) -> Iterator[Fault]:
    seen: set[tuple[str, str | None]] = set()
    for number, one in enumerate(overlay.written.timescale):
        key = place(("timescale", number))
        if (one.key, one.variant) in seen:
            mend = "Give each variant a name of its own"
            yield Fault(FILE, key, f"{one.key} is set twice", mend)
        seen.add((one.key, one.variant))
        if one.key not in pack.timescales:
            problem = f"the pack has no clock {one.key!r}"
            yield Fault(FILE, f"{key}.key", problem, nearest(one.key, pack.timescales))
        elif not is_never_later(one, pack.timescales[one.key]):
            national = pack.timescales[one.key]
            whose = "the national clock" if national.is_national else "the pack's clock"
            problem = f"it could end later than {whose}, which is {national.text!r}"
            mend = f"Write at most {_length(national)}, or leave the clock out"
            yield Fault(FILE, f"{key}.amount", problem, mend)
        if _TO_CONTACT.search(one.text):
            problem = "a clock is shown whatever is safe, so its words cannot speak of contact"
            yield Fault(FILE, f"{key}.text", problem, "Say only by when")


def _length(clock: Timescale) -> str:
    return f"{clock.amount} {(clock.unit or '').replace('_', ' ')}"


def is_never_later(local: LocalClock, pack: Timescale) -> bool:
    """Whether the local clock ends no later than the pack's, whenever the two start.

    True in the cases that can be told without a calendar: no number in the pack, the same unit and no
    more of it, minutes against hours, "today" against days, and hours that end within the last day.
    """
    if pack.amount is None or pack.unit is None:
        return True
    exact, pack_exact = _minutes(local.amount, local.unit), _minutes(pack.amount, pack.unit)
    if exact == 0:
        return True
    if exact is not None and pack_exact is not None:
        return exact <= pack_exact
    if exact is not None:
        # The pack's clock ends at 17:00 or later on a day after the start, save for nought of it. Of
        # months no more is known here than that they are longer than three weeks.
        days = pack.amount if pack.unit != "months" else 21 * pack.amount
        return pack.amount > 0 and exact <= ((days - 1) * 24 + 16) * 60
    if local.unit == pack.unit:
        return local.amount <= pack.amount
    return local.amount == 0 and pack_exact is None


def _minutes(amount: int, unit: str) -> int | None:
    return {"minutes": amount, "hours": 60 * amount}.get(unit)


def _stages(overlay: Overlay) -> Iterator[Fault]:
    found = [one.stage for one in overlay.written.escalation]
    if found != list(range(1, len(found) + 1)):
        problem = f"the stages are numbered {', '.join(map(str, found))}"
        yield Fault(FILE, "escalation", problem, "Number them 1, 2, 3 in order")


def _codes(pack: Pack, table: str) -> tuple[str, ...]:
    rows = pack.tables[table].row if table in pack.tables else ()
    return tuple(dict.fromkeys(code for row in rows for code in row.codes))


def nearest(wrong: str, known: Collection[str]) -> str:
    """A mend that names the closest known code."""
    close = difflib.get_close_matches(wrong, list(known), n=1)
    return f"Did you mean {close[0]!r}" if close else f"Use one of: {', '.join(sorted(known))}"
