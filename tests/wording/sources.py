"""Where the words of the service stand: the law pack and other data, and the code by what it is for."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isa.platform.config import ROOT
from tests.wording.marks import marked
from tests.wording.reading_age import Measured, measure
from tests.wording.scope import everything

CEILING = 16.0
"""The oldest reader a sentence of a question may ask for."""
_NAME = "the name of a body or an office"
_LAW = "the law's own words, which decide who is meant"
CANNOT_BE_SIMPLER = {
    "Local authority designated officer (LADO)": _NAME,
    "Regulator, DBS or local authority designated officer (LADO)": _NAME + "; no longer asked",
    "Home Office, National Referral Mechanism": _NAME,
    "For example a safeguarding lead, a Caldicott Guardian or a data protection officer.": _NAME,
    "For example the designated safeguarding lead, the named nurse or the Caldicott Guardian.": _NAME,
    "Ambulance, fire or other emergency service": _NAME,
    "Health, disability, sex life, sexuality, race, ethnicity, religion, beliefs or genetics": _LAW,
    "A parent with parental responsibility.": _LAW,
    "For example a carer without parental responsibility, or an attorney for money matters only.": _LAW,
    "A gender recognition certificate, or an application for one": _LAW,
    "Sexual or criminal exploitation, or county lines": _LAW,
    "Sexual or reproductive health clinic records": _LAW,
    "A reasonable suspicion is enough.": _LAW,
    "NHS number or other identifier": "the label of a box, five words long",
}
"""Sentences of questions above the ceiling, and why they stay."""

STEPS = ("decisions/journey/steps", "decisions/journey/choices")
_CODE = (
    ("Questions and answers (steps, choices)", STEPS),
    ("What is wrong with an answer", ("decisions/journey/contra", "decisions/journey/plain_er")),
    ("Pages of a practitioner", ("decisions/pages/",)),
    ("Pages of the register and of accounts", ("isa/pages/", "isa/register/", "isa/coverage/")),
    ("Parts of every page", ("isa/ui/", "isa/platform/", "streamlit_app.py")),
    ("Documents and exports", ("decisions/records/", "isa/documents/")),
    ("What happens afterwards", ("decisions/casework/", "decisions/reviewing/")),
)
_SHOWN = "headline sentence text label hint because title says question why name what note"
_WORDS = frozenset((*_SHOWN.split(), "description", "definition", "guidance", "quotation", "said"))
"""Keys whose texts a reader sees."""
_NOT_SHOWN = frozenset({"pack.toml", "constraints.toml", "invariants.toml", "citations.toml"})


def steps() -> Measured:
    """Every sentence of a question, its hint, its error and its options."""
    return _of_code(*_CODE[0])


def all_sources(pack: Path) -> list[Measured]:
    """Every source, the data first."""
    data = [path for path in sorted(pack.glob("*.toml")) if path.name not in _NOT_SHOWN]
    folders = (ROOT / "data" / "vocabulary", ROOT / "data" / "overlays")
    found = [_of_data(f"Law pack: {path.name}", [path]) for path in data]
    found += [_of_data(f"data/{one.name}", sorted(one.rglob("*.toml"))) for one in folders]
    return [*found, *(_of_code(*each) for each in _CODE)]


def _of_code(name: str, beginnings: tuple[str, ...]) -> Measured:
    files = [
        path for path in everything() if path.relative_to(ROOT).as_posix().startswith(beginnings)
    ]
    return measure(
        name, (one.text for path in files for one in marked(ast.parse(path.read_text("utf-8"))))
    )


def _of_data(name: str, files: list[Path]) -> Measured:
    return measure(
        name, (text for path in files for text in _texts(tomllib.loads(path.read_text("utf-8"))))
    )


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, name if name in _WORDS or not isinstance(part, str) else key)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, key)
    elif isinstance(value, str) and " " in value:
        yield value
