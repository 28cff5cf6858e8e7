"""The work list as a file."""
