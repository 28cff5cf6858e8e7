"""One change made to many agreements or parties at once: looked at first, then whole or not at all."""
