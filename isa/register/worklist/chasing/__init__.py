"""What to write to those who keep an agreement waiting."""
