"""Numbered versions, and what changed between them."""
