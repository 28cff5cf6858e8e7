"""Legal holds."""
