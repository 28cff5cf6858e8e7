"""Answering coverage questions from the register."""
