"""What is done with a signature that stands."""
