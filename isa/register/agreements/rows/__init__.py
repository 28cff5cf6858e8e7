"""Rows of a sharing table."""
