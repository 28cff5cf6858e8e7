"""Who keeps what of the register."""
