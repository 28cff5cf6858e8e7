"""Changing agreements the register has, as an import says."""
