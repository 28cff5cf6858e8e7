"""A second language is a catalogue: with one made by machine, nothing on a page stays English but data."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo

from decisions.policy.released import newest_folder
from isa.platform.config import ROOT, settings
from tests.wording.extract import template

PAGES = (
    ("nobody", "isa/pages/accessibility.py"),
    ("nobody", "isa/pages/help.py"),
    ("demo-practitioner", "decisions/pages/home.py#start-decide"),
    ("demo-practitioner", "decisions/pages/danger.py"),
    ("demo-practitioner", "decisions/pages/call.py"),
    ("demo-practitioner", "decisions/pages/request_make.py"),
    ("demo-ig-lead", "isa/pages/register.py"),
    ("demo-ig-lead", "isa/pages/work.py"),
    ("demo-ig-lead", "isa/pages/publish.py"),
    ("demo-ig-lead", "isa/pages/coverage.py"),
    ("demo-administrator", "isa/pages/user_new.py"),
)
_INNERMOST = re.compile(r"\[!!((?!\[!!|!!\]).)*!!\]", re.DOTALL)
_LAYOUT = re.compile(r":\w+(-badge)?(?=\[)|\(tel:\d+\)")
_WORD = re.compile(r"[A-Za-z]{2,}")


def _marked(text: str) -> str:
    return f"[!! {text} !!]"


def _catalogue(folder: Path) -> Path:
    """Every message in brackets, as the catalogue of a language that nobody speaks."""
    catalog = template()
    catalog.locale = None
    for message in catalog:
        if isinstance(message.id, tuple):
            message.string = tuple(map(_marked, message.id))
        elif message.id:
            message.string = _marked(message.id)
    path = folder / "en-XA" / "LC_MESSAGES" / "isa.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


def _data(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _data(part)
    elif isinstance(value, list):
        for part in value:
            yield from _data(part)
    elif isinstance(value, str):
        yield value


def _plain(text: str) -> str:
    return re.sub(r"[\\\u2060*]", "", text)


def _left(text: str, known: list[str]) -> str:
    """What of a text is neither translated nor data."""
    text = _plain(text)
    while _INNERMOST.search(text):
        text = _INNERMOST.sub(" ", text)
    text = _LAYOUT.sub(" ", text).lower()
    for value in known:
        text = text.replace(value.lower(), " ")
    return " ".join(_WORD.findall(text))


def test_nothing_on_a_page_stays_english_but_data(demo: object, tmp_path: Path) -> None:
    folders = (ROOT / "data" / "demo", ROOT / "data" / "vocabulary", newest_folder())
    files = [file for folder in folders for file in folder.glob("*.toml")]
    known = {_plain(one) for file in files for one in _data(tomllib.loads(file.read_text("utf-8")))}
    known = {one for one in known if len(one) > 3} | {settings().service_name}
    environment = {
        **os.environ,
        "ISA_LANGUAGE": "en-XA",
        "ISA_CATALOGUES": str(_catalogue(tmp_path / "catalogues")),
        "ISA_DATABASE_URL": settings().database_url,
    }
    wanted = [word for pair in PAGES for word in pair]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.wording.shown", *wanted],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    shown = json.loads(ran.stdout)
    assert len(shown) == len(PAGES)
    assert all("[!!" in " ".join(texts) for texts in shown.values())
    longest_first = sorted(known, key=len, reverse=True)
    left = {
        page: sorted({rest for text in texts if (rest := _left(text, longest_first))})
        for page, texts in shown.items()
    }
    assert {page: rest for page, rest in left.items() if rest} == {}
