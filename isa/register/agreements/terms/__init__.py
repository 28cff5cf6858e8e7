"""The terms of an agreement: reading them, revising them."""
