"""What of the register a change touches."""
