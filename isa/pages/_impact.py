"""What a change would take away, as a sentence and as tables: who could no longer send what to whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import streamlit as st

from isa.coverage.model import Verdict
from isa.coverage.network.lost import Loss, to_each
from isa.coverage.wording import VERDICTS
from isa.pages._download import download
from isa.pages._network import some
from isa.pages._register import VERDICT_TAGS
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.impact.service import Impact, pairs
from isa.register.vocabulary import vocabulary
from isa.ui import site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

MOST_ROWS = 200
MOST_IN_FILE = 50_000
_MOST_NAMED = 5
_Line = tuple[str, str, str, Verdict, str]


def headline(found: Impact, change: str) -> None:
    """How much of what is covered would not be, and what goes on all the same."""
    lapses = found.lost.lapses
    flows = sum(one.count for one in lapses)
    if not flows:
        st.markdown(
            plain(
                _("{change}, nothing that is covered on that day would lapse.").format(
                    change=change
                )
            )
        )
    else:
        joined = pairs(lapses)
        sentence = ngettext(
            "{change}, **{flows:,} flow** that is covered would not be.",
            "{change}, **{flows:,} flows** that are covered would not be, {pairs}.",
            flows,
        )
        between = ngettext(
            "from one agency to one other",
            "between {count:,} pairs of a sender and a receiver",
            joined,
        ).format(count=joined)
        st.markdown(sentence.format(change=plain(change), flows=flows, pairs=between))
    _goes_on(found)
    _weaker(found)


def _goes_on(found: Impact) -> None:
    """What loses an agreement and keeps another."""
    if not found.lost.stays:
        return
    named = [reference for reference, _count in found.lost.kept[:_MOST_NAMED]]
    sentence = ngettext(
        "{count:,} flow that rests on it would stay covered by another agreement: {names}.",
        "{count:,} flows that rest on it would stay covered by other agreements, first of all {names}.",
        found.lost.stays,
    )
    st.markdown(plain(sentence.format(count=found.lost.stays, names=", ".join(named))))


def _weaker(found: Impact) -> None:
    """Answers that fall without anything covered being lost."""
    count = sum(one.count for one in found.lost.weaker)
    if count:
        sentence = ngettext(
            "For {count:,} more the answer would be weaker: a condition is added, or the register, "
            "which cannot say today, would say no.",
            "For {count:,} more the answer would be weaker: a condition is added, or the register, "
            "which cannot say today, would say no.",
            count,
        )
        st.markdown(sentence.format(count=count))


def flows(found: Impact) -> None:
    """Who could no longer send what, a line for all it could send alike; each flow is in the file."""
    lapses = found.lost.lapses
    if not lapses:
        return
    st.header(_("Who could no longer send what"), anchor=False)
    grouped = _grouped(found, lapses)
    table(
        "lapsing",
        caption=_("What is covered now and would not be"),
        columns=[
            Column(_("From"), sortable=True),
            Column(_("To")),
            Column(_("For"), sortable=True),
            Column(_("What lapses")),
            Column(_("Then"), sortable=True),
            Column(_("Use instead")),
        ],
        rows=[
            [
                Cell(found.names[provider], go=provider),
                some(sorted(found.names[one] for one in to)),
                purpose,
                lost,
                Cell(VERDICTS[after], tag=VERDICT_TAGS[after]),
                instead,
            ]
            for (provider, purpose, lost, after, instead), to in grouped[:MOST_ROWS]
        ],
        on_go=lambda agency: site.go("agency", id=agency),
    )
    if len(grouped) > MOST_ROWS:
        st.markdown(
            _("The first {most} of {count:,} lines; the file has every flow.").format(
                most=MOST_ROWS, count=len(grouped)
            )
        )
    download(
        "impact",
        _("Download every flow (CSV)"),
        (_("From"), _("To"), _("For"), _("What lapses"), _("Then"), _("Use instead")),
        lambda: islice(_rows(found, lapses), MOST_IN_FILE),
    )
    if sum(one.count for one in lapses) > MOST_IN_FILE:
        st.markdown(_("The file holds the first {most:,}.").format(most=MOST_IN_FILE))


def _grouped(found: Impact, losses: Iterable[Loss]) -> list[tuple[_Line, set[str]]]:
    """For each sender, everyone to whom it loses the same in the same way, by the sender's name."""
    lines: dict[_Line, set[str]] = defaultdict(set)
    for loss in losses:
        words = _said(loss)
        for provider in loss.providers:
            if to := loss.to(provider):
                lines[provider, *words].update(to)
    return sorted(lines.items(), key=lambda item: (found.names[item[0][0]], item[0]))


def _said(loss: Loss) -> tuple[str, str, Verdict, str]:
    """The purpose, what lapses, the answer then, and what to use instead."""
    terms = vocabulary()
    codes = dict.fromkeys(code for code, _who in loss.lost)
    lost = ", ".join(terms.categories[code].label for code in codes)
    return terms.purposes[loss.purpose].label, lost, loss.after, instead_of(loss)


def _rows(found: Impact, losses: Iterable[Loss]) -> Iterator[tuple[str, ...]]:
    for loss in losses:
        purpose, lost, after, instead = _said(loss)
        for flow in loss.flows():
            ends = found.names[flow.provider], found.names[flow.recipient]
            yield (*ends, purpose, lost, VERDICTS[after], instead)


def instead_of(loss: Loss) -> str:
    """What goes on covering the rest, or what would mend the agreement that comes nearest."""
    parts = []
    if loss.agreements:
        parts.append(_("{agreements} for the rest.").format(agreements=", ".join(loss.agreements)))
    if loss.mend:
        parts.append(loss.mend)
    return " ".join(parts) or _("Nothing else joins them for this.")


def agencies(found: Impact) -> None:
    """For each agency, with how many others it could no longer share."""
    to = to_each(found.lost.lapses)
    if not to:
        return
    sends = {agency: len(others) for agency, others in to.items()}
    receives = Counter[str]()
    for others in to.values():
        receives.update(others)
    names = sorted(found.names[one] for one in {*sends, *receives})
    by_name = {found.names[one]: one for one in {*sends, *receives}}
    st.header(_("Who is touched"), anchor=False)
    table(
        "touched",
        caption=_("With how many others each agency could no longer share something"),
        columns=[
            Column(_("Agency"), sortable=True),
            Column(_("Could no longer send to"), sortable=True, number=True),
            Column(_("Could no longer receive from"), sortable=True, number=True),
        ],
        rows=[
            [
                Cell(name, go=by_name[name]),
                _count(sends.get(by_name[name], 0)),
                _count(receives[by_name[name]]),
            ]
            for name in names[:MOST_ROWS]
        ],
        on_go=lambda agency: site.go("agency", id=agency),
    )
    if len(names) > MOST_ROWS:
        st.markdown(
            _("The first {most} of {count:,}, by name.").format(most=MOST_ROWS, count=len(names))
        )


def _count(number: int) -> Cell:
    return Cell(f"{number:,}", sort=number)
