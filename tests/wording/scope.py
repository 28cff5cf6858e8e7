"""Which modules speak to a reader, and which of them are still to be marked."""

from pathlib import Path

from isa.platform.config import ROOT

SPEAKING = (
    "streamlit_app.py",
    "isa/ui",
    "isa/pages",
    "isa/coverage",
    "isa/documents",
    "isa/register",
    "isa/platform",
    "decisions/pages",
    "decisions/journey",
    "decisions/records",
    "decisions/casework",
    "decisions/reviewing",
    "decisions",
)
"""Modules and folders whose words reach a reader of the service; of ``decisions`` only its own modules."""
FOLDERS_OF_THEIR_OWN = (
    "decisions/policy",
    "decisions/handbook",
    "decisions/workshop",
    "decisions/replaying",
)
"""Reports and books about the law, in English as the packs they are about; not pages of the service."""
FOR_OPERATORS = (
    "cli.py",
    "tables.py",
    "step_map.py",
    "schema.py",
    "permissions_page.py",
    "demo.py",
    "material.py",
)
"""Modules by name: the command line, tables of the database, what is written for developers."""
ONE_BY_ONE = (
    "isa/platform/config.py",
    "isa/platform/web.py",
    "isa/platform/wording.py",
    "isa/register/importing/heading_words.py",
    "isa/register/importing/kinds.py",
    "decisions/cli.py",
    "decisions/given.py",
    "decisions/plain.py",
    "decisions/journey/steps.py",
    "decisions/records/seal.py",
    "decisions/records/template.py",
)
"""Modules that speak to whoever runs or builds the service, name styles, or hold words to match files by."""


def everything() -> list[Path]:
    """The modules that speak to a reader, in order."""
    found = {
        path
        for name in SPEAKING
        for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
        if not _is_aside(path)
    }
    return sorted(found)


_OF_THE_LAW = ("decisions/policy/explain.py", "decisions/policy/in_force.py")
"""The two modules of the policy whose words stand on a page."""


def _is_aside(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return (
        (name.startswith(FOLDERS_OF_THEIR_OWN) and name not in _OF_THE_LAW)
        or name in ONE_BY_ONE
        or path.name in FOR_OPERATORS
        or "/migrations/" in name
        or path.name.endswith("_cli.py")
    )
