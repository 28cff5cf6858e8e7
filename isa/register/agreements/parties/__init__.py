"""The parties of an agreement."""
