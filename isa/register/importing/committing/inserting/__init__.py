"""Thousands of rows at a time."""
