"""Which parties an agreement began with."""
