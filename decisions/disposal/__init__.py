"""Disposal of decisions: what has been kept long enough, what stops it from going, what stays of it."""
