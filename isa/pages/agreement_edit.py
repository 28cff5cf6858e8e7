"""Change one part of what an agreement says; show both versions when somebody else was quicker."""

import streamlit as st

from isa.pages._agreement_fields import attempt, draw_term, typed_term, typed_text, typed_when, when
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.fields import GROUPS, TermField, in_group, in_words
from isa.register.agreements.terms.revising.service import ChangedMeanwhile
from isa.register.agreements.terms.service import AgreementTerms
from isa.ui import fields, site, state
from isa.ui.components.table import table
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain


def _shown(field: TermField, found: AgreementTerms) -> str:
    """What a field's widget begins with: agreements by their reference."""
    value = found.terms.get(field.code, "")
    return found.names.get(value, value) if field.kind == "agreement" else value


def _base(key: str) -> dict[str, str]:
    held = state.notes(key).get("base")
    return held if isinstance(held, dict) else {}


def _save(key: str, agreement_id: str, part: str, *, is_being_written: bool) -> None:
    def act() -> str:
        base = _base(key)
        typed = {field.code: typed_term(key, field) for field in in_group(part)}
        changes = {code: value for code, value in typed.items() if value != base.get(code, "")}
        if not changes:
            return _("Nothing was different, so nothing was changed.")
        notes = state.notes(key)
        notes["mine"] = changes
        try:
            register.revise_terms(
                database(),
                actor(),
                agreement_id,
                changes,
                seen=int(str(notes["seen"])),
                on=typed_when(is_being_written=is_being_written),
                reason=typed_text("reason"),
            )
        except ChangedMeanwhile as meanwhile:
            notes["theirs"] = meanwhile.theirs
            notes["by"] = meanwhile.by
            notes["seen"] = meanwhile.version
            raise
        return _("Saved.")

    attempt(key, act, lambda: site.go("agreement", id=agreement_id), renamed={"on": "true_on"})


def _meanwhile(key: str, part: str, found: AgreementTerms) -> None:
    """What somebody else wrote beside what was typed here, field by field."""
    notes = state.notes(key)
    theirs, mine = notes.get("theirs"), notes.get("mine")
    if not isinstance(theirs, dict) or not isinstance(mine, dict):
        return
    base, rows = _base(key), []
    for field in in_group(part):
        now = theirs.get(field.code, "")
        now_shown = found.names.get(now, now) if field.kind == "agreement" else now
        if now_shown != base.get(field.code, "") or field.code in mine:
            yours = (
                in_words(field, str(mine[field.code]), found.names) or _("Nothing")
                if field.code in mine
                else _("You did not change it")
            )
            rows.append(
                [
                    field.label,
                    yours,
                    in_words(field, now, found.names) or _("Nothing"),
                ]
            )
    st.header(_("Changed meanwhile"), anchor=False)
    st.markdown(
        _(
            "{who} changed this agreement while you were writing. Nothing of yours is lost. Save "
            "again to put your answers over theirs where you changed something; the rest stays as they "
            "wrote it. Or go back to keep theirs."
        ).format(who=plain(str(notes["by"])))
    )
    if rows:
        table(
            "meanwhile",
            caption=_("Your answers and what the register says now"),
            columns=[_("What"), _("Yours"), _("Now in the register")],
            rows=rows,
        )


def _show(agreement_id: str, part: str) -> None:
    found = register.agreement_terms(database(), actor(), agreement_id, on=clock.today())
    key = f"agreement-edit-{agreement_id}-{part}"
    begin(key)
    notes = state.notes(key)
    if "seen" not in notes:
        notes["seen"] = found.register_version
        notes["base"] = {field.code: _shown(field, found) for field in in_group(part)}

    def back() -> None:
        state.clear_faults()
        site.go("agreement", id=agreement_id)

    with page(GROUPS[part], section=found.terms["reference"], key=key, back=back), kept(key):
        st.text(found.terms["title"])
        _meanwhile(key, part, found)
        for field in in_group(part):
            draw_term(key, field, _base(key).get(field.code, ""), found.names)
        when(is_being_written=found.is_being_written)
        fields.actions(
            _("Save"),
            lambda: _save(key, agreement_id, part, is_being_written=found.is_being_written),
            secondary=_("Leave it as it is"),
            on_secondary=put_down(key, back),
        )


wanted = site.param("part")
try:
    if wanted not in GROUPS:
        raise NotFound("")
    register.require_agreement_keeper(database(), actor(), site.param("id"))
    _show(site.param("id"), wanted)
except NotFound:
    with page(_("This is not in the register"), key="agreement-edit-none", back="agreements"):
        trouble(_("Search for the agreement in the list and choose what to change there."))
