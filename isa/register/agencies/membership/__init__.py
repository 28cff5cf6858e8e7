"""The members of groups."""
