"""Changes to agencies."""
