"""What became of each slip of the program: a file with a line for each, outside the repository."""

import hashlib
import json
from pathlib import Path

from tests.mutation.expressions import Slip

ROOT = Path(__file__).parents[2]
NOBODY = "nobody"


def found(kept: Path, every: list[Slip]) -> dict[Slip, str]:
    """The test that noticed each slip, or ``NOBODY``; without those not tried in today's files."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    by = {tuple(key): test for key, test in map(json.loads, lines)}
    return {slip: by[_key(slip)] for slip in every if _key(slip) in by}


def keep(kept: Path, slip: Slip, test: str) -> None:
    """Write down which test noticed a slip; of two lines the last counts."""
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps([_key(slip), test]) + "\n")


def _key(slip: Slip) -> tuple[str, ...]:
    form = hashlib.sha256((ROOT / slip.path).read_bytes()).hexdigest()
    return slip.path, form[:12], str(slip.start), str(slip.end), slip.becomes
