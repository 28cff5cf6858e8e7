"""Asking parties to sign."""
