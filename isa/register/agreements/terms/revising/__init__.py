"""Revising the terms of an agreement."""
