"""Asking agencies to confirm how they are reached, and recording for many that they did."""
