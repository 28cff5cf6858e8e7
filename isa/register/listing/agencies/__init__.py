"""The list of agencies as statements."""
