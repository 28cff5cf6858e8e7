"""The sharing tables of agreements."""
