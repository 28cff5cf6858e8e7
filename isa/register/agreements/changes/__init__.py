"""Changes to agreements."""
