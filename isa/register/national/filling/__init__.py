"""Putting the national register in."""
