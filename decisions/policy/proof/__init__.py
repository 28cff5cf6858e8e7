"""Proof that a pack keeps its promises over every case there could be. Needs z3; used at release time.

What is proved is about tables over facts. Deriving facts from answers, and which questions arise,
are outside it and covered by tests. Modules here import z3, so the running service imports none.
"""
