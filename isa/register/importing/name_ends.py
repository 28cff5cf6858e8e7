"""How the names of public bodies end, and go on (pure)."""

import re

STRONG = frozenset({"council", "constabulary", "police", "trust", "ccg", "icb", "ft", "authority"})
"""Words that end a name, when another name follows without any separator."""
ENDS = STRONG | {
    "university",
    "service",
    "services",
    "board",
    "college",
    "school",
    "academy",
    "association",
    "group",
    "ltd",
    "limited",
    "homes",
    "brigade",
    "company",
    "hospital",
    "nhs",
    "agency",
    "surgery",
    "practice",
    "prison",
    "court",
}
GOES_ON = frozenset(
    re.findall(r"\w+", "of and for the in on with at to fire hospital hospitals nhs")
)
"""Words that go on with a name that might have ended."""
