"""Bringing a spreadsheet into the register: read, map, match, show, commit whole or not at all."""
