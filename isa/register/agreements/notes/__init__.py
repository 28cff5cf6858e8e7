"""Notes beside an agreement."""
