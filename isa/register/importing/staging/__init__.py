"""Keeping a file that is being brought in."""
