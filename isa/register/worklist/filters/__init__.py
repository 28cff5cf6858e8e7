"""Filters of the work list that a person keeps under a name."""
