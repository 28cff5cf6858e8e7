"""Erasing a mistaken import."""
