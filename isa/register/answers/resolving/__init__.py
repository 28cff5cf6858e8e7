"""Which parties an agency stands behind."""
