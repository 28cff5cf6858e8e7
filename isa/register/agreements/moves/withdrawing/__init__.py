"""Taking back a move that was recorded for a later day."""
