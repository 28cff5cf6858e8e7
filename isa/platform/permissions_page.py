"""The role and action matrix as a page: ``docs/permissions.md`` is this text, kept fresh by a test."""

from isa.platform.identity import ROLE_LABELS, Role
from isa.platform.permissions import MATRIX, Action

_INTRODUCTION = """# Who may do what

Generated from `isa/platform/permissions.py`; do not edit by hand. Regenerate with
`isa permissions > docs/permissions.md`.

Every service function asks this table before it does anything. **own**: what the person made
themselves. **agency**: what belongs to an agency where they hold the role (every agency, if the
role was given over the whole installation). **whole**: everything, but only if the role was given over
the whole installation. **any**: everything in the installation. A dash means no.

Of the register, an agency is kept by whoever holds the role there or at a body it is a service of. An
agreement is kept by its lead agency; whether a party was asked, signed, declined or withdrew may be
recorded by that party too. Who keeps neither side of a takeover, or only one, cannot record it.
"""


def permissions_page() -> str:
    """The matrix as Markdown, one row an action, one column a role."""
    lines = [
        _INTRODUCTION,
        "| Action | " + " | ".join(ROLE_LABELS[role] for role in Role) + " |",
        "|---|" + "---|" * len(Role),
    ]
    for action in Action:
        cells = [MATRIX[role].get(action) for role in Role]
        shown = " | ".join(cell.value if cell else "-" for cell in cells)
        lines.append(f"| `{action.value}` | {shown} |")
    return "\n".join(lines) + "\n"
