"""The agreements that join two agencies."""
