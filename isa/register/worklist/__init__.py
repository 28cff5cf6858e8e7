"""The work list of whoever keeps the register: what waits, saved filters, many changes at once."""
