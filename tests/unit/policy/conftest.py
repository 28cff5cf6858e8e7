"""The smallest pack and the England pack, compiled once."""

from pathlib import Path

import pytest

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder

MINIMAL = Path(__file__).parents[2] / "broken_packs" / "minimal"


@pytest.fixture(scope="session")
def smallest() -> CompiledPack:
    return compile_pack(load_pack(MINIMAL))


@pytest.fixture(scope="session")
def england() -> CompiledPack:
    return compile_pack(load_pack(newest_folder()))
