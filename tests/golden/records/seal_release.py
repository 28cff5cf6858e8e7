"""Seal the invented case once for a release: ``python -m tests.golden.records.seal_release 0.1.0``.

Run it when a release is made, never again: the files show that later releases still read this one.
The signing key is thrown away.
"""

import sys
from pathlib import Path

from joserfc.jwk import OKPKey

from decisions.journey.answers import ANSWERS_SCHEMA
from decisions.journey.derive import FACTS_SCHEMA
from decisions.records import bundle, payload
from decisions.records.seal import Claims, copy, seal
from tests.unit.records.sample import ASSESSMENT, MATERIAL, SEALED_AT


def main(release: str) -> None:
    key = OKPKey.generate_key("Ed25519")
    record_id = f"rec_golden{release.replace('.', '')}"
    claims = Claims(
        iss="exampleshire-primary",
        iat=int(SEALED_AT.timestamp()),
        record_id=record_id,
        answers_schema=ANSWERS_SCHEMA,
        facts_schema=FACTS_SCHEMA,
        engine=ASSESSMENT.engine,
        pack_digest=ASSESSMENT.pack_digest,
    )
    blocks = payload.compose(MATERIAL)
    sealed = seal(blocks, claims, key)
    content = payload.read(blocks, record_id, claims.iat)
    folder = Path(__file__).parent / release
    folder.mkdir(exist_ok=True)
    for name, chosen in (
        ("record", list(blocks)),
        ("copy", payload.copy_names(content.addressees[0])),
    ):
        text = bundle.pack(copy(sealed, chosen), [bundle.public_jwk(key)])
        (folder / f"{name}-{record_id}.sdjwt").write_text(text)


if __name__ == "__main__":
    main(sys.argv[1])
