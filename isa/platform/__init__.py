"""The ground: configuration, database, audit trail, identity, permissions, crypto, clock, errors."""
