"""Drawing up the documents of an agreement from what the register holds."""
