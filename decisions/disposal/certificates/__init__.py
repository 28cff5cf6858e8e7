"""What stays to show that a record was disposed of, and disposing again of what a copy brought back."""
