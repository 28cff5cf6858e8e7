"""Papers kept beside an agreement."""
