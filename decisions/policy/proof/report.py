"""A proof's outcome, for a person and for a program."""

from decisions.policy.model import FACTS
from decisions.policy.proof.check import Report


def words(found: Report) -> str:
    """The outcome of a proof, for a person."""
    lines = [str(failure) for failure in found.failures]
    total = len(found.proved) + len({f.id for f in found.failures})
    verdict = "does not pass" if found.failures else "passes"
    lines.append(
        f"{found.pack} {verdict}: {len(found.proved)} of {total} checks hold, "
        f"{found.rows} rows, {len(found.witnesses)} cases that show every row at work."
    )
    return "\n".join(lines)


def as_json(found: Report) -> dict[str, object]:
    """The outcome of a proof, for a program."""
    return {
        "pack": found.pack,
        "digest": found.digest,
        "compiled": found.compiled,
        "checker": found.checker,
        "holds": not found.failures,
        "proved": found.proved,
        "rows": found.rows,
        "failures": [
            {"id": failure.id, "text": failure.text, "lines": failure.lines}
            for failure in found.failures
        ],
    }


def witnesses(found: Report) -> list[dict[str, object]]:
    """Cases that between them fire every row, to be kept and run again on every change."""
    return [
        {
            "pack": found.pack,
            "facts": FACTS.dump_python(witness.example.facts, mode="json"),
            "open_gates": sorted(witness.example.open_gates),
            "reaches": witness.reaches,
        }
        for witness in found.witnesses
    ]
