"""What parties answer."""
