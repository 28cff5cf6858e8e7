"""Agencies: what they are, who their controller is, whom to ring."""
