"""Reading a file that was brought in."""
