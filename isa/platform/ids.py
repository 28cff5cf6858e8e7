"""Random identifiers. They carry no meaning, so they may appear in URLs and logs."""

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """A new identifier such as ``dft_4k2m...`` with 80 random bits."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(16))
