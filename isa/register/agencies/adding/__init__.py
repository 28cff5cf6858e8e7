"""Adding agencies."""
