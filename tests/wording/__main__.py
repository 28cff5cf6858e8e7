"""Write the template for translators and docs/reading-age.md, and compile the languages there are.

``--unmarked FILE ...`` lists instead the words of these modules that nobody marked. Exit code 1 when
there are such words, or when a translation lost a name its sentence needs.
"""

import argparse
import ast
import sys
from pathlib import Path

from babel.messages.mofile import write_mo

from decisions.policy.released import newest_folder
from tests.wording.catalogue import misfits
from tests.wording.extract import TEMPLATE, held, template, written
from tests.wording.marks import template as shown
from tests.wording.marks import unmarked
from tests.wording.reading_report import PAGE, page
from tests.wording.sources import all_sources


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.wording", description=__doc__)
    parser.add_argument("--unmarked", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args()
    return _list(given.unmarked) if given.unmarked else _write()


def _list(files: list[Path]) -> int:
    found = 0
    for path in files:
        for node in unmarked(ast.parse(path.read_text(encoding="utf-8"))):
            text = shown(node) if isinstance(node, ast.JoinedStr) else node.value
            print(f"{path}:{node.lineno}: {text!r}")
            found += 1
    return 1 if found else 0


def _write() -> int:
    catalog = template()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(written(catalog), encoding="utf-8")
    print(f"{TEMPLATE.name}: {len(catalog)} messages")
    wrong = 0
    for path in sorted(TEMPLATE.parent.glob("*/LC_MESSAGES/isa.po")):
        language = held(path)
        for line in misfits(language):
            print(f"{path}: {line}", file=sys.stderr)
            wrong += 1
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, language)
    PAGE.write_text(page(all_sources(newest_folder())), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
