"""Beginning an agreement: a fresh draft, or a copy of another."""
