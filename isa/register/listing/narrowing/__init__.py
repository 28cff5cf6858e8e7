"""The conditions of the filters of agreements."""
