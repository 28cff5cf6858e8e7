"""What an earlier run over the same pack found, so that a long run can go on where it stopped.

Scenarios and pinned findings are only ever added between such runs, so what noticed a slip then
notices it now; a slip nobody noticed is tried again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.mutation.trial import NOBODY, Verdict


class Kept:
    """Verdicts in a file: the digest of the pack first, then one verdict a line."""

    def __init__(self, path: Path | None, digest: str) -> None:
        """Read what the file holds about this pack; begin it anew if it is about another."""
        self._path = path
        self._by_name: dict[str, Verdict] = {}
        if path is None:
            return
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        if lines[:1] == [digest]:
            read = (Verdict(**json.loads(line)) for line in lines[1:])
            self._by_name = {verdict.name: verdict for verdict in read}
        else:
            path.write_text(f"{digest}\n", encoding="utf-8")

    def noticed(self, name: str) -> Verdict | None:
        """The verdict on a slip that something noticed, or that changes nothing."""
        verdict = self._by_name.get(name)
        return None if verdict is None or verdict.by == NOBODY else verdict

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Keep these at once, so that a run may be broken off at any time."""
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(asdict(verdict))}\n" for verdict in verdicts)
