"""What the verifier refuses. Entries the reference implementation accepts are named as such."""

import json
import warnings
from base64 import urlsafe_b64decode

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey
from jwcrypto.common import JWException

from decisions.records import bundle
from decisions.records.seal import ALGORITHM, TYPE, base64url, copy, digest, seal
from decisions.records.verify import verify
from isa.platform.errors import Tampered
from tests.unit.records.test_seal import BLOCKS, CLAIMS, KEY, payload, reference

SEALED = seal(BLOCKS, CLAIMS, KEY)
WHOLE = copy(SEALED, BLOCKS)
HEADER = {"alg": ALGORITHM, "typ": TYPE, "kid": KEY.thumbprint()}


def signed(content: object, header: dict | None = None, key: OKPKey = KEY) -> str:
    registry = jws.JWSRegistry(algorithms=["Ed25519", "EdDSA"], strict_check_header=False)
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # EdDSA is deprecated, which is why we refuse it
        return jws.serialize_compact(header or HEADER, data, key, registry=registry)


def disclosed(*content: object) -> str:
    return base64url(json.dumps(list(content)).encode())


def claims_with(*disclosures: str, **changes: object) -> dict:
    padding = [digest(f"decoy {n}") for n in range(-len(disclosures) % 16)]
    digests = sorted([*map(digest, disclosures), *padding])
    return {**CLAIMS.model_dump(), "_sd_alg": "sha-256", "_sd": digests, **changes}


def record_of(*disclosures: str, **changes: object) -> str:
    return "~".join([signed(claims_with(*disclosures, **changes)), *disclosures, ""])


def foreign() -> str:
    return next(iter(seal(BLOCKS, CLAIMS, KEY).disclosures.values()))


def duplicate_digest() -> str:
    digests = payload(SEALED.jws)["_sd"]
    return "~".join(
        [signed({**payload(SEALED.jws), "_sd": sorted([*digests[1:], digests[1]])}), ""]
    )


def with_signature_respelled() -> str:
    """The same signature bytes with an unused bit set in the last character."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = SEALED.jws[-1]
    return SEALED.jws[:-1] + alphabet[alphabet.index(last) ^ 1] + "~"


NESTED = disclosed("salt", "block", {"_sd": [digest("x")]})
LIST_ELEMENT = disclosed("salt", "block", [{"...": digest("x")}])
CLASHING = (disclosed("salt", "block", 1), disclosed("other", "block", 2))
SHADOW = disclosed("salt", "record_id", "rec_other")
REPEATED_KEY = base64url(b'["salt","block",{"a":1,"a":2}]')
NOT_A_NUMBER = base64url(b'["salt","block",NaN]')

REFUSED = {
    "a disclosure of another record": f"{WHOLE}{foreign()}~",
    "a disclosure given twice": WHOLE + WHOLE.split("~")[1] + "~",
    "a digest that stands twice": duplicate_digest(),
    "an _sd below the top level": record_of(NESTED),
    "a digest for a list element": record_of(LIST_ELEMENT),
    "an _sd in a clear claim": record_of(iss={"_sd": []}),
    "two blocks of one name": record_of(*CLASHING),
    "a block that shadows a clear claim": record_of(SHADOW),
    "a name given twice in a block": record_of(REPEATED_KEY),
    "a number JSON does not have": record_of(NOT_A_NUMBER),
    "a disclosure of two parts": record_of(disclosed("salt", "value")),
    "a disclosure that is no list": record_of(base64url(b'{"a":1}')),
    "a disclosure with a name that is no text": record_of(disclosed("salt", 7, 1)),
    "an extra clear claim": record_of(outcome="share_now"),
    "a clear claim of the wrong kind": record_of(iat="yesterday"),
    "another digest algorithm": record_of(_sd_alg="sha-512"),
    "digests in an order that tells": record_of(_sd=claims_with("one")["_sd"][::-1]),
    "digests that are not padded": record_of(_sd=[digest("one")]),
    "a digest of the wrong length": record_of(_sd=["AAAA"]),
    "another algorithm": signed(claims_with(), {**HEADER, "alg": "EdDSA"}) + "~",
    "no algorithm": ".".join([base64url(b'{"alg":"none"}'), *SEALED.jws.split(".")[1:]]) + "~",
    "another type": signed(claims_with(), {**HEADER, "typ": "example+sd-jwt"}) + "~",
    "another key id": signed(claims_with(), {**HEADER, "kid": "somebody"}) + "~",
    "no key id": signed(claims_with(), {"alg": ALGORITHM, "typ": TYPE}) + "~",
    "a critical header": signed(claims_with(), {**HEADER, "note": "x"}) + "~",
    "a signature of another key under our key id": signed(
        claims_with(), HEADER, OKPKey.generate_key("Ed25519")
    )
    + "~",
    "a signature spelled another way": with_signature_respelled(),
    "something after the end": f"{WHOLE}trailing",
    "a line end after the end": f"{WHOLE}\n",
    "an empty disclosure": f"{WHOLE}~",
    "no end": WHOLE.removesuffix("~"),
    "padding in the base64": WHOLE.replace("~", "=~", 1),
    "a character that is not base64url": f"{SEALED.jws}~++//~",
    "a character that is not ASCII": f"{SEALED.jws}~é~",
    "an empty file": "",
    "only an end": "~",
    "a payload that is no set of claims": signed([1]) + "~",
    "a payload that is no JSON": signed(b"{") + "~",
    "a deeply nested payload": signed(b"[" * 100_000) + "~",
}

REFERENCE_ACCEPTS = {
    "a disclosure with a name that is no text",
    "another algorithm",
    "something after the end",
    "a line end after the end",
    "no end",
    "padding in the base64",
    "a disclosure of another record",
    "an _sd below the top level",
    "a digest for a list element",
    "an _sd in a clear claim",
    "a name given twice in a block",
    "a number JSON does not have",
    "an extra clear claim",
    "a clear claim of the wrong kind",
    "digests in an order that tells",
    "digests that are not padded",
    "a digest of the wrong length",
    "another type",
    "another key id",
    "no key id",
    "a critical header",
    "a signature spelled another way",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_verifier_refuses(name):
    with pytest.raises(Tampered):
        verify(REFUSED[name], [KEY])


def test_the_reference_is_laxer_exactly_where_we_say_so():
    accepted = set()
    for name, presented in REFUSED.items():
        try:
            reference(presented)
        except (
            ValueError,
            JWException,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
        ):
            continue
        accepted.add(name)

    assert accepted == REFERENCE_ACCEPTS


def test_any_one_altered_character_is_refused():
    for position in range(0, len(WHOLE), 7):
        other = "A" if WHOLE[position] != "A" else "B"
        with pytest.raises(Tampered):
            verify(WHOLE[:position] + other + WHOLE[position + 1 :], [KEY])


def test_the_key_in_the_file_alone_does_not_confirm_whose_it_is():
    text = bundle.pack(WHOLE, [bundle.public_jwk(KEY)])

    assert not bundle.check(text).key_is_confirmed
    assert "not independently confirmed" in bundle.check(text).sentence
    assert bundle.check(text, thumbprint=KEY.thumbprint()).key_is_confirmed
    assert bundle.check(text, jwks=[KEY]).key_is_confirmed


def test_a_thumbprint_of_another_key_is_refused():
    text = bundle.pack(WHOLE, [bundle.public_jwk(KEY)])

    with pytest.raises(Tampered, match="not with the one you confirmed"):
        bundle.check(text, thumbprint=OKPKey.generate_key("Ed25519").thumbprint())


def test_a_record_resigned_with_another_key_fails_against_the_published_key():
    thief = OKPKey.generate_key("Ed25519")
    forged = seal(BLOCKS, CLAIMS, thief)
    text = bundle.pack(copy(forged, BLOCKS), [bundle.public_jwk(thief)])

    assert not bundle.check(text).key_is_confirmed
    with pytest.raises(Tampered, match="not among the keys"):
        bundle.check(text, jwks=[KEY])


def test_a_bare_copy_needs_a_key():
    with pytest.raises(Tampered, match="--jwks"):
        bundle.check(WHOLE)

    assert bundle.check(WHOLE + "\n", jwks=[KEY]).blocks == BLOCKS


@pytest.mark.parametrize(
    "text",
    ["{", "{}", '{"format":"isa-record-2","keys":[],"record":""}', "[1]", "\x00", "x" * 20_000_001],
)
def test_a_file_that_is_not_a_record_is_refused(text):
    with pytest.raises(Tampered):
        bundle.check(text, jwks=[KEY])


def test_a_private_key_never_passes_as_a_published_one():
    with pytest.raises(Tampered, match="private"):
        bundle.parse_jwks(json.dumps({"keys": [KEY.as_dict(private=True)]}))


def test_a_published_key_holds_no_private_half():
    assert set(bundle.public_jwk(KEY)) == {"kty", "crv", "x", "kid"}
    assert urlsafe_b64decode(str(bundle.public_jwk(KEY)["x"]) + "==")


GOOD = bundle.pack(WHOLE, [bundle.public_jwk(KEY)])
OTHER = OKPKey.generate_key("Ed25519").thumbprint()


@pytest.mark.parametrize(
    "altered",
    [
        GOOD.replace('"record"', '"record": "x", "record"'),
        GOOD.replace('"keys"', '"keys": [], "keys"'),
        GOOD.replace(KEY.thumbprint(), OTHER, 1),
        GOOD.replace('"OKP"', '"EC"'),
        GOOD + GOOD,
        "\ufeff" + GOOD,
    ],
    ids=["record twice", "keys twice", "lying kid", "wrong kind", "two files", "a mark before it"],
)
def test_an_envelope_that_two_readers_could_read_differently_is_refused(altered):
    with pytest.raises(Tampered):
        bundle.check(altered)


@pytest.mark.parametrize(
    "value", ["[" * 400 + "]" * 400, "1e999", "-1e999"], ids=["deep", "huge", "hugely negative"]
)
def test_a_signed_value_that_no_record_of_ours_holds_is_refused_in_a_sentence(value):
    disclosure = base64url(f'["salt","name",{value}]'.encode())
    digests = sorted([digest(disclosure), *(digest(str(n)) for n in range(15))])
    presented = signed({**CLAIMS.model_dump(), "_sd_alg": "sha-256", "_sd": digests})

    with pytest.raises(Tampered):
        verify(f"{presented}~{disclosure}~", [KEY])
