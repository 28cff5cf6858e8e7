"""What a keeper of the register typed into a form and has not saved: kept for them alone."""
