"""Sealing a record: a flat SD-JWT (RFC 9901) in which every block can be shown or left out.

Each block becomes a salted disclosure; the signed part holds only digests, shuffled by sorting and
padded with decoys to a multiple of 16, so that neither a name nor a count tells a reader what was
left out. The signature is Ed25519 (RFC 9864); the key id is the key's own thumbprint (RFC 7638).
Nothing is canonicalised: a digest covers the very characters that are stored.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from joserfc import jws
from joserfc.jwk import OKPKey
from pydantic import BaseModel, ConfigDict, JsonValue

ALGORITHM = "Ed25519"
TYPE = "isa-record+sd-jwt"
DIGEST_ALGORITHM = "sha-256"
DECOY_STEP = 16
DIGESTS = "_sd"
RESERVED = frozenset({DIGESTS, "_sd_alg", "..."})
"""Names RFC 9901 keeps for itself, at any depth."""


class Claims(BaseModel):
    """What everybody who holds any copy may read: no outcome, no case reference, no person."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    iss: str
    """The agency that decided."""
    iat: int
    """When it was sealed, in seconds since 1970 (UTC)."""
    record_id: str
    answers_schema: str
    facts_schema: str
    engine: str
    pack_digest: str


class Sealed(BaseModel):
    """A signed record and its disclosures, by block name; a disclosure is what reveals a block."""

    model_config = ConfigDict(frozen=True)

    jws: str
    disclosures: dict[str, str]


def base64url(data: bytes) -> str:
    """Base64url without padding, as everywhere in JOSE."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def digest(disclosure: str) -> str:
    """The digest of a disclosure: SHA-256 over its characters as stored."""
    return base64url(hashlib.sha256(disclosure.encode()).digest())


def fingerprint(signed: str) -> str:
    """The SHA-256 of the signed part, in hexadecimal, as the audit trail keeps it."""
    return hashlib.sha256(signed.encode()).hexdigest()


def refuse_reserved(value: JsonValue, where: str) -> None:
    """Raise ``ValueError`` where a name that RFC 9901 reserves stands inside a block."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in RESERVED:
                raise ValueError(f"{where} holds the reserved name {name!r}.")
            refuse_reserved(inner, where)
    elif isinstance(value, list):
        for inner in value:
            refuse_reserved(inner, where)


def _to_json(value: object) -> bytes:
    # ASCII escapes keep text that is not valid Unicode (half a surrogate pair) exactly as it was.
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()


def _disclose(name: str, value: JsonValue) -> str:
    if name in RESERVED or name in Claims.model_fields:
        raise ValueError(f"A block may not be called {name!r}: the name is reserved.")
    refuse_reserved(value, f"Block {name!r}")
    return base64url(_to_json([secrets.token_urlsafe(16), name, value]))


def _padded(digests: Iterable[str]) -> list[str]:
    found = list(digests)
    missing = -len(found) % DECOY_STEP
    decoys = [digest(base64url(secrets.token_bytes(32))) for _ in range(missing)]
    return sorted(found + decoys)


def seal(blocks: Mapping[str, JsonValue], claims: Claims, key: OKPKey) -> Sealed:
    """Sign the blocks; raises ``ValueError`` for a reserved name or a number JSON cannot hold."""
    disclosures = {name: _disclose(name, value) for name, value in blocks.items()}
    payload = {
        **claims.model_dump(),
        "_sd_alg": DIGEST_ALGORITHM,
        DIGESTS: _padded(map(digest, disclosures.values())),
    }
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.thumbprint()}
    registry = jws.JWSRegistry(algorithms=[ALGORITHM])
    signed = jws.serialize_compact(header, _to_json(payload), key, registry=registry)
    return Sealed(jws=signed, disclosures=disclosures)


class Signed(NamedTuple):
    """The signed part, read and not checked: whether it verifies is for ``verify``."""

    claims: Claims
    digests: frozenset[str]


def signed_part(signed: str) -> Signed:
    """What a signed part says, and the digests of its blocks."""
    payload = signed.split(".")[1]
    content = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    claims = Claims.model_validate({name: content[name] for name in Claims.model_fields})
    return Signed(claims, frozenset(content[DIGESTS]))


def text_of(disclosure: str, name: str) -> str | None:
    """The value of the block of this name as the JSON text that was sealed; None if it is another."""
    content = urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)).decode()
    _, mark, value = content.partition(f',"{name}",')
    return value[:-1] if mark and content.index('",') + 1 == content.index(mark) else None


def shown(disclosure: str) -> JsonValue:
    """The value of a disclosure that has been verified."""
    content: list[JsonValue] = json.loads(
        urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4))
    )
    return content[2]


def copy(sealed: Sealed, names: Iterable[str]) -> str:
    """A copy that shows the named blocks and nothing about any other.

    The disclosures stand in the order of their digests, which says nothing about the order, or the
    number, of the blocks in the record.
    """
    chosen = sorted((sealed.disclosures[name] for name in names), key=digest)
    return "~".join([sealed.jws, *chosen, ""])
