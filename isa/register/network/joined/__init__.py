"""Which agreements can join some agencies, found before any of them is read."""
