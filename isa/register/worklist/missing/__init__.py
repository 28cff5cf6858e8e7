"""Which agreements do not say all that they should, counted by the database."""
