"""The seal round-trips, hides what it leaves out, and agrees with the reference implementation."""

import json
from base64 import urlsafe_b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import OKPKey
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from decisions.records.seal import DECOY_STEP, RESERVED, Claims, copy, digest, seal
from decisions.records.verify import verify

KEY = OKPKey.generate_key("Ed25519")
CLAIMS = Claims(
    iss="exampleshire-primary",
    iat=1_795_280_280,
    record_id="rec_0000000000000000",
    answers_schema="1",
    facts_schema="1",
    engine="1",
    pack_digest="ab" * 32,
)
BLOCKS = {"person": {"name": "Zażółć Ŵyn"}, "concern": "a bruise", "item:1/full": [1, None, True]}

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT.filter(lambda name: name not in RESERVED), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = TEXT.filter(lambda name: name not in RESERVED and name not in Claims.model_fields)


def payload(signed: str) -> dict:
    middle = signed.split(".")[1]
    return json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


def reference(presented: str) -> dict:
    """What the reference implementation makes of a copy: an oracle that must accept all of ours."""
    key = JWK.from_json(json.dumps(KEY.as_dict(private=False)))
    return SDJWTVerifier(presented, lambda _issuer, _header: key).get_verified_payload()


@given(blocks=st.dictionaries(NAMES, JSON, max_size=20), data=st.data())
@settings(max_examples=30, deadline=None)
def test_every_copy_verifies_and_the_reference_agrees(blocks, data):
    sealed = seal(blocks, CLAIMS, KEY)
    chosen = data.draw(st.sets(st.sampled_from(sorted(blocks)))) if blocks else set()

    presented = copy(sealed, chosen)
    verified = verify(presented, [KEY])

    assert verified.blocks == {name: blocks[name] for name in chosen}
    assert verified.claims == CLAIMS
    assert reference(presented) == {**CLAIMS.model_dump(), **verified.blocks}


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 40])
def test_the_number_of_digests_is_a_multiple_of_sixteen(count):
    sealed = seal({f"block {n}": n for n in range(count)}, CLAIMS, KEY)

    digests = payload(sealed.jws)["_sd"]

    assert len(digests) % DECOY_STEP == 0
    assert len(digests) - count < DECOY_STEP
    assert digests == sorted(digests)
    assert {digest(one) for one in sealed.disclosures.values()} <= set(digests)


def test_a_copy_shows_no_name_and_no_word_of_what_was_left_out():
    sealed = seal(BLOCKS, CLAIMS, KEY)

    presented = copy(sealed, ["concern"])
    shown = [payload(presented.split("~")[0])]
    shown += [json.loads(urlsafe_b64decode(one + "==")) for one in presented.split("~")[1:-1]]

    assert verify(presented, [KEY]).blocks == {"concern": "a bruise"}
    assert "person" not in json.dumps(shown)
    assert "item:1" not in json.dumps(shown)


def test_the_same_blocks_sealed_twice_share_no_digest():
    first, second = seal(BLOCKS, CLAIMS, KEY), seal(BLOCKS, CLAIMS, KEY)

    assert not set(payload(first.jws)["_sd"]) & set(payload(second.jws)["_sd"])


def test_the_clear_part_says_nothing_about_the_outcome_or_the_person():
    assert set(payload(seal(BLOCKS, CLAIMS, KEY).jws)) == set(Claims.model_fields) | {
        "_sd",
        "_sd_alg",
    }


@pytest.mark.parametrize("name", sorted(RESERVED | set(Claims.model_fields)))
def test_a_block_with_a_reserved_name_is_refused(name):
    with pytest.raises(ValueError, match="reserved"):
        seal({name: 1}, CLAIMS, KEY)


@pytest.mark.parametrize("value", [{"_sd": []}, [{"...": "x"}], {"a": [{"_sd_alg": 1}]}])
def test_a_reserved_name_inside_a_block_is_refused(value):
    with pytest.raises(ValueError, match="reserved"):
        seal({"block": value}, CLAIMS, KEY)


def test_a_number_json_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        seal({"block": float("nan")}, CLAIMS, KEY)
