"""The file a sealed record travels in: the copy, and the public keys to check it with.

The keys in the file prove only that the file fits itself. Confirm them by another road: the
agency's published key set, or the thumbprint read out over the telephone.
"""

import json
from collections.abc import Iterable
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from decisions.records.verify import MAX_CHARACTERS, Verified, read_json, verify
from isa.platform.errors import Tampered
from isa.platform.wording import gettext as _

FORMAT = "isa-record-1"
_CURVE = "Ed25519"


def public_jwk(key: OKPKey) -> dict[str, str]:
    """The public half of a key as it is published, with its thumbprint as ``kid``."""
    return {
        "kty": "OKP",
        "crv": _CURVE,
        "x": str(key.as_dict(private=False)["x"]),
        "kid": key.thumbprint(),
    }


def pack(copy: str, jwks: Iterable[dict[str, str]]) -> str:
    """A copy and the public keys as one text file."""
    content = {"format": FORMAT, "keys": list(jwks), "record": copy}
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def read_keys(keys: object) -> list[OKPKey]:
    """The Ed25519 keys of a key set, private halves refused; other kinds of key are passed over."""
    if isinstance(keys, dict):
        keys = keys.get("keys", [keys])
    if not isinstance(keys, list):
        raise Tampered(_("The key set is not a list of keys."))
    return [_key(one) for one in keys if isinstance(one, dict) and one.get("crv") == _CURVE]


def _key(jwk: dict[str, Any]) -> OKPKey:
    if "d" in jwk:
        raise Tampered(_("The key set holds a private key, which must never leave its owner."))
    try:
        key = OKPKey.import_key({name: jwk[name] for name in ("kty", "crv", "x")})
    except (KeyError, ValueError, TypeError, JoseError) as error:
        raise Tampered(_("A key in the key set cannot be read.")) from error
    if jwk["kty"] != "OKP" or jwk.get("kid", key.thumbprint()) != key.thumbprint():
        raise Tampered(_("A key in the key set goes by a name that is not its own thumbprint."))
    return key


def parse_jwks(text: str) -> list[OKPKey]:
    """The keys of a published key set (RFC 7517); ``Tampered`` when there is none of our kind."""
    keys = read_keys(read_json(text, _("The key set")))
    if not keys:
        raise Tampered(_("The key set holds no {curve} key.").format(curve=_CURVE))
    return keys


def _unpack(text: str) -> tuple[str, list[OKPKey]]:
    if len(text) > MAX_CHARACTERS:
        raise Tampered(_("The file is far larger than any record."))
    if not text.lstrip().startswith("{"):
        return text.removesuffix("\n"), []
    content = read_json(text, _("The file"))
    if set(content) != {"format", "keys", "record"} or content["format"] != FORMAT:
        raise Tampered(
            _("The file is not a record file of the format {format}.").format(format=FORMAT)
        )
    if not isinstance(content["record"], str):
        raise Tampered(_("The file holds no record."))
    return content["record"], read_keys(content["keys"])


def check(
    text: str, *, jwks: list[OKPKey] | None = None, thumbprint: str | None = None
) -> Verified:
    """Check the text of a record file, or of a bare copy when ``jwks`` is given.

    A key set from another road replaces the keys in the file. A thumbprint from another road must
    be that of the key the record was signed with. Raises ``Tampered``.
    """
    copy, own_keys = _unpack(text)
    keys = own_keys if jwks is None else jwks
    if not keys:
        raise Tampered(_("No key was given and none is in the file. Give one with --jwks."))
    confirmed = {key.thumbprint() for key in jwks or []}
    if thumbprint is not None:
        confirmed = {thumbprint}
    verified = verify(copy, keys, confirmed=frozenset(confirmed))
    if thumbprint is not None and verified.kid != thumbprint:
        raise Tampered(
            _("The record was signed with the key {kid}, not with the one you confirmed.").format(
                kid=verified.kid
            )
        )
    return verified
