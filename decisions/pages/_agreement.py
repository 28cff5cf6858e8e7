"""Is there an agreement? A sentence, the pairs behind it, and what would mend a gap.

Never "not covered" alone: a missing agreement does not stop anybody sharing to protect someone.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from decisions.assessment import RecipientAdvice
from isa.coverage.model import PairAnswer, Verdict
from isa.coverage.wording import REASONS
from isa.platform.wording import gettext as _
from isa.register.vocabulary import vocabulary
from isa.ui import panels
from isa.ui.components.table import Cell, table
from isa.ui.text import plain

_TAGS = {
    Verdict.COVERED: (_("Covered"), "green"),
    Verdict.WITH_CONDITIONS: (_("With conditions"), "blue"),
    Verdict.PARTLY: (_("In part"), "yellow"),
    Verdict.NOT_COVERED: (_("Not in an agreement"), "gray"),
    Verdict.NOT_APPLICABLE: (_("Not needed"), "gray"),
    Verdict.INDETERMINATE: (_("Register cannot say"), "yellow"),
}


def agreement(advice: RecipientAdvice, heading: Callable[[str], None]) -> None:
    """The answer in a sentence, then each kind of information, then what to do about gaps."""
    if not advice.coverage_sentence:
        return
    heading(_("Is there an agreement?"))
    answer = advice.coverage
    in_short, of_each = _in_short(advice.coverage_sentence, answer.pairs if answer else ())
    st.markdown(plain(in_short))
    if of_each:
        with panels.details(_("For your information governance lead: what would mend it")):
            st.markdown(plain(of_each))
    if answer is None or not answer.pairs:
        return
    with panels.details(_("Each kind of information, and the agreement that covers it")):
        table(
            f"pairs-{advice.recipient_id}",
            caption=_("Each kind of information, and the agreement that covers it"),
            columns=[_("Information"), _("Answer"), _("Because")],
            rows=[_row(pair) for pair in answer.pairs],
        )


def _in_short(sentence: str, pairs: Sequence[PairAnswer]) -> tuple[str, str]:
    """What the answer means for whoever decides, and what it says of each kind of information."""
    labels = {vocabulary().categories[pair.category].label for pair in pairs}
    starts = [at for label in labels if (at := sentence.find(f" {label}: ")) > 0]
    first = min(starts, default=len(sentence))
    return sentence[:first], sentence[first:].strip()


def _row(pair: PairAnswer) -> list[Cell | str]:
    return [_what(pair), _verdict(pair), _because(pair)]


def _what(pair: PairAnswer) -> str:
    words = vocabulary()
    subject = words.subjects[pair.subject].label
    return f"{words.categories[pair.category].label}; {subject[:1].lower()}{subject[1:]}"


def _verdict(pair: PairAnswer) -> Cell:
    text, colour = _TAGS[pair.verdict]
    return Cell(text, tag=colour)


def _because(pair: PairAnswer) -> str:
    parts = []
    if pair.agreement_reference:
        row = _(", row {value}").format(value=pair.row + 1) if pair.row is not None else ""
        parts.append(f"{pair.agreement_reference}{row}")
    parts += [REASONS[reason] for reason in pair.reasons]
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]
