"""How large a file may be: every limit of an import, in one place.

The limits are far above any register of agreements and above the list of every school in England.
They exist so that a hostile or broken file gets a sentence and not the memory of the server.
"""

MOST_BYTES = 20_000_000
MOST_WITH_PAPERS = 50_000_000
"""An export with its papers: what all of it may come to, packed or unpacked.

The server takes no larger upload either: ``maxUploadSize`` in ``.streamlit/config.toml``.
"""
MOST_UNPACKED = 250_000_000
"""A workbook is a zip file: what its parts may come to when they are unpacked."""
MOST_PARTS = 2_000
MOST_PAPERS = 10_000
MOST_SHEETS = 50
MOST_ROWS = 100_000
MOST_COLUMNS = 256
MOST_CELLS = 8_000_000
MOST_IN_CELL = 131_072
"""What Python's own CSV reader allows; a longer cell is a quotation mark that was never closed."""
MOST_NAMES_IN_CELL = 500
HEADER_WITHIN = 30
"""The row of headings is looked for among this many rows."""
MOST_SHOWN = 200
"""Findings told in full; the rest are counted."""
