"""The handbook of a pack: its law, tables, questions and proofs, for people who read and not run it."""
