"""Text as it is kept: what a case system puts into a paste and no document can hold is taken out.

Every letter a person can read stays as it was. One kind of line end is left; what an old system wrote
in the places of control characters becomes the quotation mark or dash it meant; what only a machine
sees goes: it breaks a Word file, or turns the words that follow it round for whoever reads them.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_OLD_WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85
}
"""What the places of control characters mean where a text was written by an older Windows program."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # no width, or the direction of what follows
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # half a letter, or no letter at all
)


def cleaned(text: str) -> str:
    """The text with one kind of line end and nothing in it that nobody can see and a document may not hold."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).translate(_OLD_WINDOWS))


def as_kept(value: object) -> object:
    """A validator: a text cleaned before it is measured, anything else as it came."""
    return cleaned(value) if isinstance(value, str) else value
