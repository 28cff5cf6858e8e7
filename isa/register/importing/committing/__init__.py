"""Writing an import into the register."""
