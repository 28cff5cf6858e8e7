"""Agreements: what they say, who signed, how they stand on a day."""
