"""What becomes of an agency."""
