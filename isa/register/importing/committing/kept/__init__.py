"""Writing what was kept as it was made."""
