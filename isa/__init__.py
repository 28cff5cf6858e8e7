"""Agencies, agreements and coverage, and the ground both slices stand on.

``isa`` never imports ``decisions``; the doors (``streamlit_app.py``, ``isa/cli.py``, the migration
environment) may import both.
"""

__version__ = "0.1.0"
