"""What the register holds, as an import compares itself with it."""
