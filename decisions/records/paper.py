"""Kept for a moment: the shapes of documents are in ``isa.documents.paper``."""

from isa.documents.paper import Cell, Paper, Piece, printable, rezip

__all__ = ["Cell", "Paper", "Piece", "printable", "rezip"]
