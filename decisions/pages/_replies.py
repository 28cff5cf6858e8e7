"""A reply to copy for whoever asked and gets nothing, or nothing yet: it confirms nothing."""

from datetime import date

import streamlit as st

from decisions.assessing import Assessed
from decisions.journey.choices_case import Trigger
from decisions.journey.replies import (
    declining_reply,
    holding_reply,
    is_declined,
    is_due,
    reply_by,
)
from decisions.pages import _own_agency
from decisions.records.content import Content, is_sent
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door
from isa.ui.components.copy_button import copy_button
from isa.ui.text import plain


def for_now(seen: Assessed) -> None:
    """On the advice; nothing where nobody asked or the answer goes now."""
    outcomes = tuple(one.outcome for one in seen.assessment.recipients)
    if not is_due(seen.answers, outcomes):
        return
    actor, answers = door.actor(), seen.answers
    aim = answers.purpose.aim if answers.purpose else None
    received = answers.request.received if answers.request else None
    by = reply_by(str(aim or ""), received.on if received else None, clock.today())
    _hold(holding_reply(actor.name, actor.job_title, _own_agency.spoken(), by))


def after(content: Content) -> None:
    """On a record: to whoever asked, where nothing went to them; nothing where nobody asked."""
    asker = content.decision.recipients[0]
    if content.answers.get("trigger") != Trigger.REQUEST_RECEIVED or is_sent(asker):
        return
    decision, aim = content.decision, _said(content, "purpose", "aim")
    signed = decision.decided_by_name, decision.decided_by_role, decision.agency_name
    if not is_declined(asker.outcome, aim):
        asked_on = _said(content, "request", "received", "on")
        by = reply_by(aim, date.fromisoformat(asked_on) if asked_on else None, clock.today())
        _hold(holding_reply(*signed, by))
        return
    name = content.advice_for(asker).name
    st.header(plain(_("A reply to {name}").format(name=name)), anchor=False)
    st.markdown(
        _(
            "It confirms nothing about any person or record, and it is the same whether you hold anything or "
            "not. Your reasons stay in your record. If an agency asked under a power, you may owe it a reason: "
            "add it in words that do not say what you hold. Send nothing to somebody who may be causing harm "
            "before you have had advice."
        )
    )
    copy_button("declining-reply", declining_reply(*signed), label=_("Copy this reply"))


def _hold(words: str) -> None:
    st.header(_("A reply for now"), anchor=False)
    st.markdown(
        _(
            "Send it only to an address or number you hold already. It confirms nothing about any person or "
            "record. Change the day if you can answer sooner."
        )
    )
    copy_button("holding-reply", words, label=_("Copy this reply"))


def _said(content: Content, *where: str) -> str:
    """A sealed answer by its place; empty where it was not given."""
    found: object = content.answers
    for part in where:
        found = found.get(part) if isinstance(found, dict) else None
    return str(found or "")
