"""Checking a sealed record, strictly and without us: on the file alone, on any computer.

Stricter than RFC 9901 asks: one shape, one algorithm, one type, one way to write every character.
The algorithm is fixed here and never taken from the file. That the signature fits the key in the
file shows the record is whole; who holds that key is known only when the key was confirmed by
another road (a published key set, or a thumbprint read out over the telephone).
"""

import json
import math
from base64 import b64decode
from collections.abc import Iterable
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from decisions.records import seal
from decisions.records.seal import Claims
from isa.platform.errors import Tampered
from isa.platform.wording import gettext as _

MAX_CHARACTERS = 20_000_000
_HEADER = {"alg", "typ", "kid"}
_SIGNATURE_BYTES = 64
_DIGEST_BYTES = 32


class Verified(BaseModel):
    """What the file shows and proves: the blocks it discloses and the claims that are always clear."""

    model_config = ConfigDict(frozen=True)

    blocks: dict[str, JsonValue]
    claims: Claims
    kid: str
    key_is_confirmed: bool
    """True when the key was confirmed by another road than the file itself."""

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.key_is_confirmed:
            return _(
                "Valid: every character is as it was sealed, and the key is the one you confirmed."
            )
        return _(
            "Valid, key not independently confirmed: every character is as it was sealed, but "
            "check with the agency that the key below is theirs."
        )


def _decode(text: str, what: str) -> bytes:
    """Base64url in its one canonical spelling."""
    try:
        data = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise Tampered(_("{what} is not valid base64url.").format(what=what)) from error
    if seal.base64url(data) != text:
        raise Tampered(
            _("{what} is spelled in a way that we never write, so it was altered.").format(
                what=what
            )
        )
    return data


def _no_repeats(what: str) -> Any:  # noqa: ANN401 -- a hook for the json module
    def collect(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise Tampered(_("{what} names the same thing twice.").format(what=what))
        return found

    return collect


def _no_constants(constant: str) -> None:
    raise ValueError(constant)


def _finite(number: str) -> float:
    if not math.isfinite(float(number)):
        raise ValueError("too large a number")
    return float(number)


def read_json(text: str, what: str) -> Any:  # noqa: ANN401 -- its shape is checked by the caller
    """JSON read without mercy: nothing named twice, no number that is none; ``Tampered`` if not."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_no_repeats(what),
            parse_constant=_no_constants,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise Tampered(_("{what} is not valid JSON.").format(what=what)) from error


def _json(data: bytes, what: str) -> Any:  # noqa: ANN401 -- its shape is checked by the caller
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Tampered(_("{what} is not valid JSON.").format(what=what)) from error
    return read_json(text, what)


def _key(signed: str, keys: Iterable[OKPKey]) -> OKPKey:
    header = _json(_decode(signed.split(".")[0], _("The header")), _("The header"))
    if not isinstance(header, dict) or set(header) != _HEADER:
        raise Tampered(_("The header must hold exactly alg, typ and kid."))
    if header["alg"] != seal.ALGORITHM:
        raise Tampered(
            _("The algorithm is not {algorithm}, the only one a record is signed with.").format(
                algorithm=seal.ALGORITHM
            )
        )
    if header["typ"] != seal.TYPE:
        raise Tampered(
            _("The type is not {type}, so this is not a record of ours.").format(type=seal.TYPE)
        )
    for key in keys:
        if key.thumbprint() == header["kid"]:
            return key
    raise Tampered(
        _(
            "The record was signed with a key that is not among the keys given. "
            "Ask the agency for its published key set and use --jwks."
        )
    )


def _check_signature(signed: str, key: OKPKey) -> bytes:
    parts = signed.split(".")
    payload = _decode(parts[1], _("The signed part"))
    if len(_decode(parts[2], _("The signature"))) != _SIGNATURE_BYTES:
        raise Tampered(_("The signature has the wrong length."))
    registry = jws.JWSRegistry(algorithms=[seal.ALGORITHM])
    try:
        jws.deserialize_compact(signed, key, registry=registry)
    except (JoseError, ValueError) as error:
        raise Tampered(
            _(
                "The signature does not fit: the record was altered after it was sealed, "
                "or signed with another key."
            )
        ) from error
    return payload


def _digests(payload: dict[str, Any]) -> list[str]:
    if payload.pop("_sd_alg", None) != seal.DIGEST_ALGORITHM:
        raise Tampered(
            _("The digests are not {digest_algorithm}.").format(
                digest_algorithm=seal.DIGEST_ALGORITHM
            )
        )
    digests = payload.pop(seal.DIGESTS, None)
    if not isinstance(digests, list) or not all(isinstance(one, str) for one in digests):
        raise Tampered(_("The signed part has no list of digests."))
    for one in digests:
        if len(_decode(one, "A digest")) != _DIGEST_BYTES:
            raise Tampered(_("A digest has the wrong length."))
    if len(set(digests)) != len(digests):
        raise Tampered(_("The same digest stands twice in the signed part."))
    if digests != sorted(digests) or len(digests) % seal.DECOY_STEP:
        raise Tampered(_("The digests are not sorted and padded the way a record's are."))
    return digests


def _claims(payload: dict[str, Any]) -> Claims:
    try:
        return Claims.model_validate(payload)
    except ValidationError as error:
        names = ", ".join(sorted(".".join(map(str, fault["loc"])) for fault in error.errors()))
        raise Tampered(
            _("The clear part of the record is not as we write it: {names}.").format(names=names)
        ) from error


def _block(encoded: str, number: int) -> tuple[str, JsonValue]:
    what = _("Disclosure {number}").format(number=number)
    content = _json(_decode(encoded, what), what)
    if not isinstance(content, list) or [type(one) for one in content[:2]] != [str, str]:
        raise Tampered(_("{what} is not a salt, a name and a value.").format(what=what))
    if len(content) != 3:
        raise Tampered(_("{what} is not a salt, a name and a value.").format(what=what))
    name = content[1]
    if name in seal.RESERVED or name in Claims.model_fields:
        raise Tampered(_("{what} uses the reserved name {name!r}.").format(what=what, name=name))
    try:
        seal.refuse_reserved(content[2], what)
    except (ValueError, RecursionError) as error:
        raise Tampered(
            _("{what} nests a reserved name, which our records never do.").format(what=what)
        ) from error
    return name, content[2]


def _blocks(disclosures: list[str], digests: list[str]) -> dict[str, JsonValue]:
    known, seen = set(digests), set[str]()
    blocks: dict[str, JsonValue] = {}
    for number, encoded in enumerate(disclosures, start=1):
        reference = seal.digest(encoded)
        if reference not in known:
            raise Tampered(
                _("Disclosure {number} does not belong to this record, or was altered.").format(
                    number=number
                )
            )
        if reference in seen:
            raise Tampered(_("Disclosure {number} stands in the file twice.").format(number=number))
        seen.add(reference)
        name, value = _block(encoded, number)
        if name in blocks:
            raise Tampered(_("Two disclosures have the name {name!r}.").format(name=name))
        blocks[name] = value
    return blocks


def _split(copy: str) -> tuple[str, list[str]]:
    if len(copy) > MAX_CHARACTERS:
        raise Tampered(_("The file is far larger than any record."))
    if not copy.isascii():
        raise Tampered(_("The record holds characters that a sealed record never holds."))
    signed, *rest = copy.split("~")
    if not rest or rest[-1] != "":
        raise Tampered(_("Something stands after the end of the record, or its end is missing."))
    if signed.count(".") != 2 or not all(signed.split(".")):
        raise Tampered(_("The file does not begin with a signed record."))
    return signed, rest[:-1]


def verify(
    copy: str, keys: Iterable[OKPKey], *, confirmed: frozenset[str] = frozenset()
) -> Verified:
    """Check a copy against the keys given and return what it shows.

    ``confirmed`` holds the thumbprints that were confirmed by another road. Raises ``Tampered``,
    which says what does not fit.
    """
    signed, disclosures = _split(copy)
    key = _key(signed, keys)
    payload = _json(_check_signature(signed, key), _("The signed part"))
    if not isinstance(payload, dict):
        raise Tampered(_("The signed part is not a set of claims."))
    digests = _digests(payload)
    claims = _claims(payload)
    blocks = _blocks(disclosures, digests)
    try:
        return Verified(
            blocks=blocks,
            claims=claims,
            kid=key.thumbprint(),
            key_is_confirmed=key.thumbprint() in confirmed,
        )
    except ValidationError:  # its text would repeat what the file holds
        raise Tampered(_("A disclosure is nested more deeply than any record of ours.")) from None
