"""What somebody typed into a form and has not saved: kept for them alone."""
