"""The register as a network: many agencies read at once."""
