"""Agreements and their parties."""
