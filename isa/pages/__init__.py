"""Pages for information governance leads, auditors and administrators. They hold no law."""
