"""What stands on an import."""
