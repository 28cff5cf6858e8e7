"""What leaves the register as a document: the public register, agreements, reminders (pure)."""
