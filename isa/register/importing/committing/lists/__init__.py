"""Agencies and their codes, thousands at a time."""
