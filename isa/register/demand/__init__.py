"""What decisions needed and no agreement covered, counted without saying whose decision it was."""
