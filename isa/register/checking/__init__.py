"""Faults of the register as it stands: what contradicts itself, what is missing."""
