"""Versions of the register: the one way in which bitemporal rows come and go."""
