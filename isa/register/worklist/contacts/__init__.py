"""Numbers and posts that nobody checked for a year, as tasks."""
