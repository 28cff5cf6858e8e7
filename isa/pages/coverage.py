"""Who may share what with whom? A sentence, the pairs behind it, and what would mend a miss."""

import streamlit as st

from isa.coverage.model import CoverageAnswer, CoverageQuestion, PairAnswer
from isa.coverage.wording import REASONS, STANDING_SENTENCE, VERDICTS
from isa.pages._finding import find_agencies
from isa.pages._register import VERDICT_TAGS
from isa.pages._several import read, several
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.answers.words import answer_sentence
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, site, state
from isa.ui.components.table import Cell, table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "coverage"


def _typed() -> CoverageQuestion:
    """The question as it stands in the fields; ``Invalid`` with a sentence for each that is empty."""
    picked = {path: str(state.widget_value(path) or "") for path in ("from", "to", "purpose")}
    on = fields.typed_date("on")
    faults = {
        "from": "" if picked["from"] else _("Select who would send it"),
        "to": "" if picked["to"] else _("Select who would receive it"),
        "purpose": "" if picked["purpose"] else _("Select what it is for"),
        "what": "" if read(_KEY, "what") else _("Add at least one kind of information"),
        "about": "" if read(_KEY, "about") else _("Add whom the information is about"),
        "on": fields.date_fault("on", _("the day you ask about")),
    }
    found = {path: sentence for path, sentence in faults.items() if sentence}
    if found or on is None:
        raise Invalid(found)
    return CoverageQuestion(
        provider=picked["from"],
        recipient=picked["to"],
        purpose=picked["purpose"],
        categories=read(_KEY, "what"),
        subjects=read(_KEY, "about"),
        on=on,
        known_at=_known_version(),
    )


def _known_version() -> int | None:
    if fields.is_date_empty("known"):
        return None
    day = fields.typed_date("known")
    if day is None:
        raise Invalid({"known": fields.date_fault("known", _("the day the register is looked at"))})
    return register.known_on(database(), actor(), day)


def _ask() -> None:
    try:
        answer = register.ask_coverage(database(), actor(), _typed())
    except Invalid as error:
        state.fail(_KEY, error.faults)
        state.choose(_KEY, "answer", "")
        return
    state.clear_faults()
    state.choose(_KEY, "answer", answer.model_dump_json())
    state.say(_("Answer: {verdict}").format(verdict=VERDICTS[answer.verdict].lower()))


def _pair(pair: PairAnswer) -> list[Cell | str]:
    words = vocabulary()
    where = Cell(_("None"))
    if pair.agreement_id is not None:
        where = Cell(
            _("{reference}, row {row}").format(reference=pair.agreement_reference, row=pair.row),
            go=pair.agreement_id,
        )
    needs = [words.conditions[code].label for code in pair.conditions]
    return [
        words.categories[pair.category].label,
        words.subjects[pair.subject].label,
        Cell(VERDICTS[pair.verdict], tag=VERDICT_TAGS[pair.verdict]),
        where,
        "; ".join([*(REASONS[reason] for reason in pair.reasons), *needs]),
    ]


def _show(answer: CoverageAnswer) -> None:
    st.header(_("Answer"), anchor=False)
    asked = answer.question
    provider = register.agency(database(), actor(), asked.provider).name
    recipient = register.agency(database(), actor(), asked.recipient).name
    purpose = vocabulary().purposes[asked.purpose].label
    st.markdown(
        plain(
            _("From {provider} to {recipient}. Purpose: {purpose}.").format(
                provider=provider, recipient=recipient, purpose=purpose
            )
        )
    )
    tag = panels.tag(VERDICTS[answer.verdict], VERDICT_TAGS[answer.verdict])
    st.markdown(f"{tag} {plain(answer_sentence(answer))}")
    table(
        "pairs",
        caption=_("Each kind of information about each kind of person"),
        columns=[_("What"), _("About"), _("Answer"), _("Agreement"), _("Why, and what to check")],
        rows=[_pair(pair) for pair in answer.pairs],
        on_go=lambda agreement_id: site.go("agreement", id=agreement_id),
    )
    if answer.closest_miss is not None:
        st.markdown(
            _("**What would mend it.** {mend}").format(mend=plain(answer.closest_miss.mend))
        )
    st.markdown(f"**{STANDING_SENTENCE}**")
    st.markdown(
        _("As at {on}, register version {version}.").format(
            on=clock.show_date(asked.on), version=answer.register_version
        )
    )


with page(_("Who may share what?"), key=_KEY, wide=True):
    st.markdown(
        _(
            "In danger, do not stop for this: ring 999 or the front door. This page says what agreements "
            "say, not what the law allows."
        )
    )
    terms = vocabulary()
    fields.agency_pick("from", _("Who would send it?"), find_agencies, None)
    fields.agency_pick("to", _("Who would receive it?"), find_agencies, None)
    purposes = [(term.code, term.label) for term in terms.purposes.values()]
    fields.select(
        "purpose", _("What is it for?"), purposes, None, hint=_("Take the narrowest that fits.")
    )
    kinds = [
        (
            term.code,
            _("{term} (all kinds)").format(term=term.label) if term.is_group else term.label,
        )
        for term in terms.categories.values()
    ]
    several(
        _KEY, "what", _("What would be shared?"), kinds, hint=_("Add each kind of information.")
    )
    people = [(term.code, term.label.capitalize()) for term in terms.subjects.values()]
    several(_KEY, "about", _("Whom is it about?"), people, hint=_("Add each kind of person."))
    fields.date_input("on", _("On which day?"), clock.today())
    with panels.details(_("What did the register say earlier?")):
        fields.date_input(
            "known", _("As it was known on"), None, hint=_("Leave it empty for what is known now.")
        )
    fields.actions(_("Show the answer"), _ask)
    if answered := state.chosen(_KEY, "answer"):
        _show(CoverageAnswer.model_validate_json(answered))
