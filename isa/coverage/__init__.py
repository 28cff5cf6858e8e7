"""Coverage: whether a documented arrangement anticipates a flow between two agencies (pure)."""
