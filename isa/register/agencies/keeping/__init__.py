"""What an agency is called, which codes it has, who answers for what in it."""
