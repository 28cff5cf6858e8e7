"""What the widgets of a page hold now, which may be more than the draft has.

A press on Continue can reach the server together with the last answer, and is then handled before
it. So Continue first saves whatever the page holds and the draft does not.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from pydantic_core import to_jsonable_python

from decisions.journey.fields import Dated, Question, Widget
from decisions.journey.reading import parse_field
from decisions.journey.relevance import offered, relevant_questions
from decisions.pages._sheet import Sheet
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import fields, state

NONE = "none"
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.]?([0-5]\d)$")


def not_kept(sheet: Sheet) -> dict[str, object]:
    """The answers on the page that the draft does not have, by path, as plain JSON."""
    found: dict[str, object] = {}
    for asked in relevant_questions(sheet.step, sheet.owner, sheet.answers):
        path = sheet.path(asked.name)
        if asked.name in sheet.skip or not _is_drawn(sheet, asked, path):
            continue
        value = _value(asked, path)
        held = to_jsonable_python(sheet.value(asked.name))
        if _stored(path, value) != _stored(path, held):
            found[path] = value
    return found


def _is_drawn(sheet: Sheet, asked: Question, path: str) -> bool:
    """Whether every part of a field is there: a run may be stopped while it draws one."""
    parts: tuple[str, ...] = (path,)
    if asked.ask.widget is Widget.CHECKBOXES:
        here = offered(asked, sheet.owner, sheet.answers)
        parts = tuple(f"{path}.{option.value}" for option in here)
    elif asked.ask.widget is Widget.DATE:
        parts = _date_parts(path)
    elif asked.ask.widget is Widget.DATED:
        picked = fields.picked(path)
        exact = (*_date_parts(f"{path}.on"), f"{path}.at")
        opened = {"exact": exact, "about": (f"{path}.words",), "not_known": ()}
        parts = (path, *(opened.get(picked or "", (f"{path}.at",))))
    return all(state.widget_value(part) is not None for part in parts)


def _date_parts(path: str) -> tuple[str, ...]:
    return tuple(f"{path}.{part}" for part in ("day", "month", "year"))


def _value(asked: Question, path: str) -> object:
    """The answer as the widget holds it."""
    if asked.ask.widget is Widget.CHECKBOXES:
        codes = [option.value for option in asked.options if option.value != NONE]
        return ticked_value(asked, fields.ticked(path, codes))
    if asked.ask.widget is Widget.DATE:
        day = fields.typed_date(path)
        return day.isoformat() if day else None
    if asked.ask.widget is Widget.DATED:
        return dated_value(path)
    held = state.widget_value(path)
    if asked.ask.widget is Widget.NARRATIVE:
        return held.get("text") if isinstance(held, Mapping) else getattr(held, "text", None)
    if asked.ask.widget is not Widget.LINE:
        held = fields.picked(path)
    if asked.options and held not in {option.value for option in asked.options}:
        return None
    return held.strip() if isinstance(held, str) else held


def typed_text(asked: Question, path: str) -> str:
    """A text as its field holds it now; empty where nothing is typed."""
    held = _value(asked, path)
    return held if isinstance(held, str) else ""


def _stored(path: str, value: object) -> str:
    """The answer as the draft would hold it; as it is where it will not do, so that it differs."""
    try:
        return parse_field(path, value)
    except Invalid:
        return f"refused:{value}"


def ticked_value(asked: Question, ticked: tuple[str, ...] | None) -> list[str]:
    """Ticks as an answer; "None of these" is one of the options where the question has it."""
    has_none = any(option.value == NONE for option in asked.options)
    return [NONE] if ticked == () and has_none else list(ticked or ())


def dated_value(path: str) -> dict[str, str] | None:
    """A date with its state, as the widgets hold it now; None while no state is chosen."""
    picked = fields.picked(path)
    if picked is None:
        return None
    found = {"state": "exact" if is_near(picked) else picked}
    if found["state"] == "exact":
        day = date.fromisoformat(picked) if is_near(picked) else fields.typed_date(f"{path}.on")
        time = _CLOCK.match(str(state.widget_value(f"{path}.at") or "").strip())
        found |= {"on": day.isoformat()} if day else {}
        found |= {"at": f"{int(time[1]):02}:{time[2]}:00"} if time else {}
    elif picked == "about":
        found["words"] = str(state.widget_value(f"{path}.words") or "").strip()
    return found


def near_days() -> tuple[str, str]:
    """Today and yesterday, as the codes of a choice: the day itself, so that midnight changes no answer."""
    today = clock.today()
    return today.isoformat(), (today - timedelta(days=1)).isoformat()


def state_of(known: Dated | None) -> str | None:
    """Which choice a date that is kept stands under now."""
    if known is None:
        return None
    day = known.on.isoformat() if known.state == "exact" and known.on else ""
    return day if day in near_days() else known.state


def is_near(picked: object) -> bool:
    """Whether a day was chosen and not typed."""
    return isinstance(picked, str) and picked[:4].isdigit()


def typing_faults(sheet: Sheet) -> dict[str, str]:
    """What was typed and cannot be a date or a time; the draft does not hold it, so nobody else can tell."""
    found = {}
    for asked in relevant_questions(sheet.step, sheet.owner, sheet.answers):
        path = sheet.path(asked.name)
        if asked.ask.widget is Widget.DATE and not fields.is_date_empty(path):
            found[path] = fields.date_fault(path, _("the date"))
        elif asked.ask.widget is Widget.DATED and state.widget_value(path) == "exact":
            found[f"{path}.on"] = fields.date_fault(f"{path}.on", _("the date"))
            found[f"{path}.at"] = _clock_fault(f"{path}.at")
        elif asked.ask.widget is Widget.DATED and is_near(state.widget_value(path)):
            found[f"{path}.at"] = _clock_fault(f"{path}.at")
    return {path: text for path, text in found.items() if text}


def _clock_fault(path: str) -> str:
    typed = str(state.widget_value(path) or "").strip()
    return (
        ""
        if not typed or _CLOCK.match(typed)
        else _("Enter the time like 09:10, or leave it empty")
    )
