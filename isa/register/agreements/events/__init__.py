"""What happened to an agreement, with who and why."""
