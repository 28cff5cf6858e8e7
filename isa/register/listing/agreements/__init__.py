"""The list of agreements as statements."""
