"""Who may sign for an agency, and what it has confirmed about itself."""
