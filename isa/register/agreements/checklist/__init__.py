"""The quality checklist of an agreement."""
