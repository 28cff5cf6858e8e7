"""The terms of agreements."""
