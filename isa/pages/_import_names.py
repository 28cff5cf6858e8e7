"""The second step: which agencies the names in the file mean."""

import streamlit as st

from isa.pages._import_words import SURE
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.importing import service as importing
from isa.register.importing.matching import Alternative, Sureness
from isa.register.importing.parties import may_be_several, split
from isa.register.importing.plan import NEW_PREFIX, NamedAgency, Plan
from isa.register.importing.service import Batch
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.frame import page
from isa.ui.text import plain

_ORDER = list(Sureness)[::-1]


def show(batch: Batch) -> None:
    """Every name with what it was taken for; those to look at come first."""
    plan = importing.plan_of(database(), actor(), batch.id)
    key = f"import-{batch.id}-names"
    opened = state.chosen(key, "name")
    named = next((each for each in plan.names if each.key == opened), None)
    if named is not None:
        _one(batch, key, named)
    else:
        _all(batch, key, plan)


def _all(batch: Batch, key: str, plan: Plan) -> None:
    def back() -> None:
        site.go("import_file", id=batch.id, step="columns")

    with page(_("Which agencies are these?"), section=_("Import"), key=key, back=back, wide=True):
        st.markdown(
            _(
                "Names are matched with the agencies of the register, and with each other. Check those "
                "marked 'Likely' or 'New: check', and new ones that you know under another name. What you "
                "decide is remembered."
            )
        )
        names = sorted(plan.names, key=_first_to_look_at)
        start = offset(key, "")
        if names:
            table(
                "names",
                caption=_("Names in the file"),
                columns=[
                    _("Name in the file"),
                    Column(_("Row"), sortable=True, number=True),
                    Column(_("Taken for"), sortable=True),
                    _("How"),
                    Column(_("Change"), hidden=True),
                ],
                rows=[_row(each) for each in names[start : start + PAGE_SIZE]],
                on_go=lambda name: state.choose(key, "name", name),
            )
            pager(key, len(names), start)
        else:
            st.markdown(_("There is no name in this file that needs a decision."))
        fields.actions(_("Continue"), lambda: site.go("import_file", id=batch.id, step="preview"))


def _first_to_look_at(each: NamedAgency) -> tuple[int, bool, int]:
    return _ORDER.index(each.match.sureness), not _doubt(each), each.line


def _doubt(each: NamedAgency) -> str:
    """What a new name may be instead, in a few words; empty where nothing speaks for it."""
    if each.match.sureness is not Sureness.NEW or each.match.reason:
        return ""
    if may_be_several(each.name):
        return _("New; may be several agencies")
    near = next(
        (one for one in each.match.alternatives if one.agency_id.startswith(NEW_PREFIX)), None
    )
    return _("New; may be {name}").format(name=near.name) if near else ""


def _row(each: NamedAgency) -> list[Cell | str]:
    words, colour = SURE[each.match.sureness]
    taken = each.match.name or (each.name if each.match.sureness is Sureness.NEW else "")
    if each.match.agency_id.startswith(NEW_PREFIX):
        taken = _("{name}, also new").format(name=taken)
    if doubt := _doubt(each):
        taken, words, colour = doubt, _("New: check"), "yellow"
    score = f" ({each.match.score})" if each.match.sureness is Sureness.LIKELY else ""
    return [
        each.name,
        Cell(str(each.line), sort=each.line),
        taken,
        Cell(f"{words}{score}", tag=colour),
        Cell(_("Change"), go=each.key, more=each.name),
    ]


def _find(text: str) -> list[Option]:
    hits = register.search_agencies(database(), actor(), text)
    return [(hit.id, hit.name, hit.type_label) for hit in hits]


def _one(batch: Batch, key: str, named: NamedAgency) -> None:
    def leave() -> None:
        state.choose(key, "name", "")
        for name in ("choice", "other"):
            state.forget_widgets(name)

    def keep() -> None:
        picked = str(state.widget_value("choice") or "")
        if picked == "other":
            picked = str(state.widget_value("other") or "")
        if not picked:
            state.fail(f"{key}-one", {"choice": _("Select what this name means")})
            return
        state.clear_faults()
        importing.choose_names(database(), actor(), batch.id, {named.key: picked})
        leave()

    with page(_("What does this name mean?"), section=_("Import"), key=f"{key}-one", back=leave):
        st.text(named.name)
        if named.match.reason:
            st.markdown(plain(named.match.reason))
        options = _options(named)
        picked = fields.radios("choice", _("It means"), options, None)
        if picked == "other":
            with fields.reveal("other"):
                fields.agency_pick("other", _("Which agency?"), _find, None)
        fields.actions(_("Keep this"), keep, secondary=_("Do not change it"), on_secondary=leave)


def _options(named: NamedAgency) -> list[Option]:
    """What a name may mean: as it is matched now, what is near, new, another, or nothing."""
    found: list[Option] = []
    if named.match.agency_id:
        found.append((named.match.agency_id, named.match.name, _("As it is matched now")))
    found += [
        (each.agency_id, each.name, _near(each))
        for each in named.match.alternatives
        if each.agency_id != named.match.agency_id
    ]
    parts = split(named.name)
    several = [("split", _("Several agencies: {names}").format(names="; ".join(parts)))]
    return [
        *found,
        ("new", _("A new agency with this name")),
        *(several if len(parts) > 1 else []),
        ("other", _("Another agency of the register")),
        ("skip", _("Leave this name out")),
    ]


def _near(each: Alternative) -> str:
    score = _("{score} of 100 alike").format(score=each.score)
    if each.agency_id.startswith(NEW_PREFIX):
        return _("{score}; also new in this file").format(score=score)
    return score
