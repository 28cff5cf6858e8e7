"""An export with its papers: a zip of the workbook and the bytes of each paper, named by its digest (pure)."""

import io
import zipfile
from collections.abc import Iterable

BOOK = "register.xlsx"
AS_JSON = "register.json"
PAPERS = "papers/"
_STOPPED = (1980, 1, 1, 0, 0, 0)
"""The same register gives the same bytes, whenever it is packed."""


def packed(book: bytes, papers: Iterable[tuple[str, bytes]]) -> bytes:
    """The zip. The workbook stands first, so that a damaged file still shows what it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(zipfile.ZipInfo(BOOK, _STOPPED), book)
        for name, data in papers:
            pack.writestr(zipfile.ZipInfo(f"{PAPERS}{name}", _STOPPED), data)
    return out.getvalue()
