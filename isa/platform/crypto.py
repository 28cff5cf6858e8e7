"""Encryption at rest and the keyed hash that finds a case reference.

Narrative and identity are stored as JWE (RFC 7516, A256KW + A256GCM). The table, row and column go
into the protected header and are checked on reading, so a ciphertext moved to another row is
refused. This protects dumps, disks and backups; it does not protect against a compromised program.
Narrative is not searchable, by design: an index would be a second, weaker copy of it.
"""

import hashlib
import hmac
import json
import os
import secrets
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, OKPKey

from isa.platform.config import Settings
from isa.platform.errors import ConfigurationError, Tampered
from isa.platform.wording import gettext as _

_KEY_WRAP, _CONTENT = "A256KW", "A256GCM"
_REGISTRY = jwe.JWERegistry(algorithms=[_KEY_WRAP, _CONTENT], strict_check_header=False)


class KeyRing:
    """The three keys of an installation: field encryption, reference index, record signing."""

    def __init__(self, fields: OctKey, index: bytes, signing: OKPKey) -> None:
        """Hold the keys in memory; they are never written to the database."""
        self.fields = fields
        self._unwrapping = fields.raw_value
        self._index = index
        self.signing = signing

    def encrypt(self, text: str, *, table: str, row: str, column: str) -> str:
        """The text as a compact JWE bound to one cell of one row."""
        header = {"alg": _KEY_WRAP, "enc": _CONTENT, "at": f"{table}/{row}/{column}"}
        return jwe.encrypt_compact(header, text.encode(), self.fields, registry=_REGISTRY)

    def decrypt(self, token: str, *, table: str, row: str, column: str) -> str:
        """The text again; ``Tampered`` if it was altered or belongs to another cell.

        Only what ``encrypt`` writes is opened: these two algorithms, and no other header. A page reads
        every answer of a draft at every click, and the general reader takes five times as long.
        """
        at, opened = self._opened(token)
        if at != f"{table}/{row}/{column}":
            raise Tampered(_("A stored field belongs to another row."))
        return opened

    def opens(self, token: str) -> bool:
        """Whether this ring opens what was encrypted, whichever cell it stands in."""
        try:
            self._opened(token)
        except Tampered:
            return False
        return True

    def _opened(self, token: str) -> tuple[str, str]:
        """The cell a ciphertext was made for, and its text."""
        try:
            head, wrapped, iv, sealed, tag = token.split(".")
            header = json.loads(_bytes(head))
            if (header["alg"], header["enc"], len(header)) != (_KEY_WRAP, _CONTENT, 3):
                raise ValueError("another algorithm")
            content_key = AESGCM(aes_key_unwrap(self._unwrapping, _bytes(wrapped)))
            opened = content_key.decrypt(_bytes(iv), _bytes(sealed) + _bytes(tag), head.encode())
        except (ValueError, KeyError, TypeError, InvalidTag, InvalidUnwrap) as error:
            raise Tampered(
                _("A stored field could not be opened with this installation's key.")
            ) from error
        return str(header.get("at")), opened.decode()

    def reference_hash(self, agency_id: str, reference: str) -> str:
        """A keyed hash of a case reference, equal for equal references of one agency.

        Case and spaces do not matter, because people do not type them the same way twice.
        """
        folded = "".join(reference.split()).casefold()
        return hmac.new(self._index, f"{agency_id}\n{folded}".encode(), hashlib.sha256).hexdigest()


def _bytes(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def new_key_ring_json() -> str:
    """A fresh key ring as JSON, for ``ISA_KEYS`` or the file that ``ISA_KEY_FILE`` names."""
    fields = OctKey.generate_key(256)
    signing = OKPKey.generate_key("Ed25519")
    ring: dict[str, Any] = {
        "fields": fields.as_dict(private=True),
        "index": OctKey.generate_key(256).as_dict(private=True),
        "signing": signing.as_dict(private=True),
    }
    return json.dumps(ring, indent=2)


def parse_key_ring(text: str) -> KeyRing:
    """Read a key ring; ``ConfigurationError`` says what is missing."""
    try:
        ring = json.loads(text)
        index = ring["index"]["k"]
        return KeyRing(
            fields=OctKey.import_key(ring["fields"]),
            index=urlsafe_b64decode(index + "=" * (-len(index) % 4)),
            signing=OKPKey.import_key(ring["signing"]),
        )
    except (ValueError, KeyError, TypeError, JoseError) as error:
        raise ConfigurationError(
            _(
                "The key ring is not valid JSON with the keys 'fields', 'index' and 'signing'. "
                "Make one with: isa keys new"
            )
        ) from error


def configured_key_ring(config: Settings) -> KeyRing | None:
    """The key ring an operator has set, or None when neither ``ISA_KEYS`` nor ``ISA_KEY_FILE`` is."""
    if config.keys is not None:
        return parse_key_ring(config.keys.get_secret_value())
    if config.key_file is not None:
        if not config.key_file.is_file():
            raise ConfigurationError(
                _("ISA_KEY_FILE names {key_file}, which is not there.").format(
                    key_file=config.key_file
                )
            )
        return parse_key_ring(config.key_file.read_text())
    return None


def demo_key_ring(beside: Path) -> KeyRing:
    """The key ring of a demonstration, made once beside its database file."""
    path = beside.with_suffix(".keys.json")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(new_key_ring_json())
        try:
            os.link(fresh, path)  # the first of several starting processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return parse_key_ring(path.read_text())
