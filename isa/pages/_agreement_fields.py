"""What the pages that change the register share: a field by its kind, from when, agencies, a try that may fail."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from isa.pages._several import read, several
from isa.pages._unsaved import done, visit
from isa.platform import clock
from isa.platform.errors import Invalid, IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.fields import TermField, joined
from isa.register.agreements.fields import several as lines
from isa.ui import fields, state
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.frame import current

YES_NO = (("yes", _("Yes")), ("no", _("No")))
FROM_START, FROM_DAY = "start", "day"
_MOST_RADIOS = 8


def find_any(text: str) -> list[Option]:
    """Agencies and groups by their names, for a search as you type."""
    found = register.list_agencies(database(), actor(), text=text, limit=20)
    return [(hit.id, hit.name, hit.type_label) for hit in found.hits]


def draw_term(page_key: str, field: TermField, value: str, names: Mapping[str, str]) -> None:
    """One field of an agreement with what it says now."""
    if field.kind in ("choice", "choices"):
        _draw_choice(page_key, field, value)
    elif field.kind == "text":
        fields.narrative(field.code, field.label, value, hint=field.hint, rows=4)
    elif field.kind == "date":
        day = date.fromisoformat(value) if value else None
        fields.date_input(field.code, field.label, day, hint=field.hint)
    elif field.kind == "yes_no":
        fields.radios(field.code, field.label, YES_NO, value or None, hint=field.hint)
    elif field.kind == "agency":
        chosen = (value, names.get(value, value)) if value else None
        fields.agency_pick(field.code, field.label, find_any, chosen)
    else:
        fields.text_input(field.code, field.label, value, hint=field.hint)


def _draw_choice(page_key: str, field: TermField, value: str) -> None:
    options = list(field.options.items())
    is_short = len(options) <= _MOST_RADIOS
    if field.kind == "choice" and is_short:
        fields.radios(field.code, field.label, options, value or None, hint=field.hint)
    elif field.kind == "choice":
        fields.select(field.code, field.label, options, value or None, hint=field.hint)
    elif is_short:
        fields.checkboxes(
            field.code, field.label, options, lines(value), none_of_these="", hint=field.hint
        )
    else:
        begin_with(page_key, field.code, lines(value))
        several(visit(page_key), field.code, field.label, options, hint=field.hint)


def begin_with(page_key: str, key: str, chosen: Sequence[str]) -> None:
    """The first time in a visit, several start with what is recorded."""
    notes = state.notes(page_key)
    if f"begun.{key}" not in notes:
        notes[f"begun.{key}"] = True
        state.choose(visit(page_key), key, ",".join(chosen))


def typed_text(key: str) -> str:
    """What was typed into a line or a long text, for a callback."""
    held = state.widget_value(key)
    if isinstance(held, Mapping):
        held = held.get("text")
    elif held is not None and not isinstance(held, str):
        held = getattr(held, "text", "")
    return str(held or "").strip()


def typed_term(page_key: str, field: TermField) -> str:
    """What a field says now, for a callback; ``Invalid`` when a day is not a real one."""
    if field.kind == "date":
        if fields.is_date_empty(field.code):
            return ""
        day = fields.typed_date(field.code)
        if day is None:
            raise Invalid({field.code: fields.date_fault(field.code, f"“{field.label}”")})
        return day.isoformat()
    if field.kind == "choices" and len(field.options) <= _MOST_RADIOS:
        return joined(fields.ticked(field.code, tuple(field.options)) or ())
    if field.kind == "choices":
        return joined(read(visit(page_key), field.code))
    return typed_text(field.code)


def when(*, is_being_written: bool) -> None:
    """From when a change is true, and why. What is still being written changes without asking."""
    if is_being_written:
        return
    st.header(_("From when is this true?"), anchor=False)
    options = [
        (FROM_DAY, _("From a day on"), _("It used to be different, and rightly so.")),
        (FROM_START, _("It was always so"), _("The register was wrong, and this puts it right.")),
    ]
    chosen = fields.radios(
        "true_from", _("From when is this true?"), options, None, is_heading=True
    )
    if chosen == FROM_DAY:
        with fields.reveal("true_from"):
            fields.date_input(
                "true_on",
                _("Which day?"),
                clock.today(),
                hint=_("Today, unless it was another day."),
            )
    fields.text_input(
        "reason",
        _("Why does it change?"),
        "",
        hint=_("For the history. No names, nothing about a case."),
    )


def typed_when(*, is_being_written: bool) -> date | None:
    """The day a change is true from, or None for always; ``Invalid`` when it was not said."""
    if is_being_written or state.widget_value("true_from") == FROM_START:
        return None
    if state.widget_value("true_from") is None:
        raise Invalid({"true_from": _("Select from when this is true")})
    return typed_day("true_on", _("the day from which it is true"))


def typed_day(key: str, what: str) -> date:
    """A day that must be there; ``Invalid`` with a sentence otherwise."""
    day = fields.typed_date(key)
    if day is None:
        raise Invalid({key: fields.date_fault(key, what)})
    return day


def optional_day(key: str, what: str) -> date | None:
    """A day, or None where nothing is typed; ``Invalid`` when it is not a real one."""
    return None if fields.is_date_empty(key) else typed_day(key, what)


def attempt(
    page_key: str,
    act: Callable[[], str],
    after: Callable[[], None],
    *,
    renamed: Mapping[str, str] | None = None,
) -> None:
    """In a callback: try; on success say the sentence ``act`` returns and go on, else show the faults.

    ``renamed`` gives the field of the page for a path of the service, where they differ. A press on a
    page that was left since is not heard: what it saves is saved, and the page that is open goes on.
    """
    if not state.is_on(page_key):
        return
    try:
        said = act()
    except Invalid as error:
        fields_of = renamed or {}
        state.fail(page_key, {fields_of.get(p, p): text for p, text in error.faults.items()})
        return
    except IsaError as error:
        state.fail(page_key, {"": str(error)})
        return
    state.clear_faults()
    done(page_key)
    state.tell(said)
    after()


def several_agencies(
    page_key: str, key: str, label: str, begin: Mapping[str, str], *, hint: str = ""
) -> None:
    """Agencies chosen one at a time from a search on the server; ``begin`` are those recorded, by id."""
    held = state.notes(page_key).setdefault(f"names.{key}", dict(begin))
    names: dict[str, str] = held if isinstance(held, dict) else {}
    found: dict[str, str] = {}

    def search(text: str) -> list[Option]:
        hits = [hit for hit in find_any(text) if hit[0] not in names]
        found.update({hit[0]: hit[1] for hit in hits})
        return hits

    def add(agency_id: str | None) -> None:
        if agency_id is not None:
            names[agency_id] = found.get(agency_id, agency_id)
            state.set_widget(key, None)
            state.set_widget(f"{key}.text", "")

    fields.agency_pick(
        key,
        label,
        search,
        None,
        add,
        hint=hint or _("Type three letters, then select each agency."),
    )
    for agency_id, name in list(names.items()):
        with st.container(key=f"chosen-{key}-{agency_id}", horizontal=True, gap="medium"):
            st.text(name, width="content")
            with st.container(key=f"remove-{key}-{agency_id}", width="content"):
                st.button(
                    _("Remove"),
                    key=f"w.remove.{key}.{agency_id}",
                    type="tertiary",
                    on_click=_drop,
                    args=(names, agency_id),
                )
            current().names[f"remove-{key}-{agency_id}"] = _("Remove {name}").format(name=name)


def _drop(names: dict[str, str], agency_id: str) -> None:
    names.pop(agency_id, None)


def agencies_chosen(page_key: str, key: str) -> tuple[str, ...]:
    """The agencies chosen so far, for a callback."""
    names = state.notes(page_key).get(f"names.{key}", {})
    return tuple(names) if isinstance(names, dict) else ()
