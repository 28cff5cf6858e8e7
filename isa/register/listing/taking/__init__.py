"""A table of a page as a file to take to a meeting."""
