"""The pages there are, in the order they are listed, and moving between them.

Addresses hold opaque ids only. Listing a page by role is a courtesy; the service functions decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from isa.platform.identity import Role
from isa.platform.wording import gettext
from isa.ui import state

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the packages ``isa`` and ``decisions``, in the source and when installed."""

_DECIDES = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})
_READS_RECORDS = _DECIDES | {Role.AUDITOR}
_DISPOSES = frozenset({Role.SAFEGUARDING_LEAD})
_HOLDS = _DISPOSES | {Role.LEGAL_ADVISER}
_REGISTER = frozenset({Role.IG_LEAD})
_ADMINISTERS = frozenset({Role.ADMINISTRATOR})
_LOOKS_UP = frozenset(Role) - {Role.ADMINISTRATOR}
_EVERYONE = frozenset(Role)


@dataclass(frozen=True)
class Entry:
    """A page: its file below ``ROOT``, its address, its title, and who sees it.

    ``label`` is its name in the row of links under the masthead, for the roles in ``listed``; a
    page without one is reached from another page.
    """

    file: str
    url_path: str
    title: str
    roles: frozenset[Role]
    label: str = ""
    listed: frozenset[Role] = frozenset(Role)

    def __post_init__(self) -> None:
        """Put the words into the language of the installation."""
        object.__setattr__(self, "title", gettext(self.title))
        object.__setattr__(self, "label", gettext(self.label))


PAGES = (
    Entry("decisions/pages/home.py", "home", "What do you need to do?", _DECIDES, "Home"),
    Entry("decisions/pages/danger.py", "danger", "Who to ring now", _DECIDES),
    Entry("decisions/pages/asked.py", "asked", "Who is asking?", _DECIDES),
    Entry("decisions/pages/call.py", "call", "Someone rings us", _DECIDES),
    Entry("decisions/pages/question.py", "question", "New decision", _DECIDES),
    Entry("decisions/pages/ring.py", "ring", "Ring now", _DECIDES),
    Entry("decisions/pages/discard.py", "discard", "Delete this draft", _DECIDES),
    Entry("decisions/pages/readers.py", "readers", "More readers", _DECIDES),
    Entry("decisions/pages/check.py", "check", "Check your answers", _DECIDES),
    Entry("decisions/pages/assessment.py", "assessment", "Advice", _DECIDES),
    Entry("decisions/pages/decide.py", "decide", "Your decision", _DECIDES),
    Entry("decisions/pages/seal.py", "seal", "Seal the record", _DECIDES),
    Entry("decisions/pages/sealed.py", "sealed", "Decision recorded", _DECIDES),
    Entry("decisions/pages/follow_up.py", "follow_up", "What follows a decision", _DECIDES),
    Entry(
        "decisions/pages/request_make.py",
        "request_make",
        "Ask other agencies for information",
        _DECIDES,
    ),
    Entry("decisions/pages/request_write.py", "request_write", "Write a request", _DECIDES),
    Entry("decisions/pages/request_made.py", "request_made", "Request", _DECIDES),
    Entry("decisions/pages/request_start.py", "request_start", "Answer from a file", _DECIDES),
    Entry("decisions/pages/consultation.py", "consultation", "Advice without names", _DECIDES),
    Entry("decisions/pages/consultation_entry.py", "consultation_entry", "Advice", _DECIDES),
    Entry(
        "decisions/pages/legal_advice.py",
        "legal_advice",
        "Legal advice",
        frozenset({Role.LEGAL_ADVISER}),
        "Legal advice",
    ),
    Entry("decisions/pages/records.py", "records", "Records", _READS_RECORDS, "Records"),
    Entry("decisions/pages/record.py", "record", "Record", _READS_RECORDS),
    Entry("decisions/pages/examine.py", "examine", "Questions that may be asked", _READS_RECORDS),
    Entry("decisions/pages/compare.py", "compare", "Two versions of a record", _READS_RECORDS),
    Entry("decisions/pages/disposal.py", "disposal", "Disposal and holds", _HOLDS, "Disposal"),
    Entry("decisions/pages/dispose.py", "dispose", "Dispose of records", _DISPOSES),
    Entry("decisions/pages/hold.py", "hold", "Hold a record", _HOLDS),
    Entry("decisions/pages/certificate.py", "certificate", "Certificate of disposal", _DISPOSES),
    Entry("isa/pages/register.py", "register", "Register health", _REGISTER, "Register health"),
    Entry("isa/pages/work.py", "work", "Work list", _REGISTER, "Work list"),
    Entry("isa/pages/work_together.py", "work_together", "Change many at once", _REGISTER),
    Entry(
        "isa/pages/agreements.py", "agreements", "Agreements", _LOOKS_UP, "Agreements", _REGISTER
    ),
    Entry("isa/pages/agreement.py", "agreement", "Agreement", _LOOKS_UP),
    Entry("isa/pages/agreement_party.py", "agreement_party", "Party", _LOOKS_UP),
    Entry("isa/pages/agreement_compare.py", "agreement_compare", "What changed", _LOOKS_UP),
    Entry("isa/pages/agreement_new.py", "agreement_new", "New agreement", _REGISTER),
    Entry("isa/pages/agreement_edit.py", "agreement_edit", "Change an agreement", _REGISTER),
    Entry("isa/pages/agreement_row.py", "agreement_row", "Row of the sharing table", _REGISTER),
    Entry("isa/pages/agreement_parties.py", "agreement_parties", "Add parties", _REGISTER),
    Entry("isa/pages/agreement_move.py", "agreement_move", "Move an agreement on", _REGISTER),
    Entry("isa/pages/agreement_checks.py", "agreement_checks", "Quality checklist", _REGISTER),
    Entry("isa/pages/imports.py", "imports", "Import and export", _REGISTER),
    Entry("isa/pages/import_file.py", "import_file", "Import", _REGISTER),
    Entry("isa/pages/agencies.py", "agencies", "Agencies", _LOOKS_UP, "Agencies", _REGISTER),
    Entry("isa/pages/agency.py", "agency", "Agency", _LOOKS_UP),
    Entry("isa/pages/agency_edit.py", "agency_edit", "Change an agency", _REGISTER),
    Entry(
        "isa/pages/coverage.py", "coverage", "Who may share what?", _LOOKS_UP, "Who may share what?"
    ),
    Entry("isa/pages/publish.py", "publish", "Publish the register", _REGISTER, "Publish"),
    Entry("isa/pages/impact.py", "impact", "What would lapse?", _REGISTER),
    Entry("isa/pages/network.py", "network", "Map of agreements", _REGISTER, "Map"),
    Entry("isa/pages/users.py", "users", "Users", _ADMINISTERS, "Users"),
    Entry("isa/pages/user.py", "user", "User", _ADMINISTERS),
    Entry("isa/pages/user_new.py", "user_new", "Add a user", _ADMINISTERS),
    Entry("decisions/pages/user_move.py", "user_move", "Move a user", _ADMINISTERS),
    Entry("isa/pages/audit.py", "audit", "Audit trail", frozenset({Role.AUDITOR}), "Audit trail"),
    Entry(
        "decisions/pages/law.py",
        "law",
        "The law as at a date",
        _EVERYONE,
        "The law",
        frozenset({Role.SAFEGUARDING_LEAD, Role.IG_LEAD, Role.AUDITOR}),
    ),
    Entry("isa/pages/accessibility.py", "accessibility", "Accessibility", _EVERYONE),
    Entry(
        "decisions/pages/practice.py",
        "practice",
        "Practise",
        _EVERYONE,
        "Practise",
        frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD}),
    ),
    Entry("isa/pages/help.py", "help", "About this service", _EVERYONE, "Help"),
)
"""Every page of the service, first the one a role starts on. A file that is not there is left out."""

OPEN_TO_ALL = frozenset({"accessibility"})
"""Pages that are shown before anybody has signed in: they hold nothing."""


def pages_for(roles: frozenset[Role]) -> list[Entry]:
    """The pages these roles see, in order, of those that exist."""
    return [entry for entry in PAGES if entry.roles & roles and exists(entry)]


@cache
def exists(entry: Entry) -> bool:
    """Whether the page's file is there, as it was when the program started."""
    return (ROOT / entry.file).is_file()


def entry(url_path: str) -> Entry:
    """The page at an address; ``KeyError`` if there is none."""
    for found in PAGES:
        if found.url_path == url_path:
            return found
    raise KeyError(url_path)


def page_object(of: Entry) -> Page:
    """The page as Streamlit knows it, addressed by its absolute file.

    A copy for this run, because Streamlit notes in it whether it may be run; made once, because
    Streamlit looks for the file on the disk each time. Only inside a run does Streamlit fill it in.
    """
    if not get_script_run_ctx():
        return st.Page(ROOT / of.file)
    found = _Listed.__new__(_Listed)
    vars(found).update(vars(_made(of)))  # ``copy`` does the same, and takes ten times as long
    return found


class _Listed(Page):
    """A page that works out what it is found by once: Streamlit asks for it two hundred times in a run."""

    @cached_property
    def _script_hash(self) -> str:
        return super()._script_hash


@cache
def _made(of: Entry) -> Page:
    made = _Listed(ROOT / of.file, title=of.title, url_path=of.url_path)
    made._script_hash  # noqa: B018 -- worked out here, so that every copy has it
    return made


def go(url_path: str, **params: str) -> None:
    """In a callback: move to another page. The door makes the move before the next run draws."""
    state.set_target(url_path, params)


def go_now(url_path: str, **params: str) -> NoReturn:
    """In the body of a page: move to another page at once and draw nothing more."""
    st.switch_page(page_object(entry(url_path)), query_params=params)


def link(label: str, url_path: str, **params: str) -> None:
    """A link to another page of the service, in the same session."""
    st.page_link(page_object(entry(url_path)), label=label, query_params=params or None)


def param(name: str) -> str:
    """A query parameter of this page, such as an opaque draft id; empty when it is not there."""
    found = str(st.query_params.get(name, ""))
    return "" if "\0" in found else found  # no id holds one, and PostgreSQL refuses to look for it


def keep_params(params: Mapping[str, str]) -> None:
    """Let the address of this page hold exactly these codes, so that it can be opened again."""
    if dict(params) != st.query_params.to_dict():
        st.query_params.from_dict(dict(params))
