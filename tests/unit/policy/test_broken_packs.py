"""A pack with one fault is refused, and the refusal says where it is and how to mend it."""

import shutil
import tomllib
from pathlib import Path

import pytest

from decisions.policy.faults import PackError
from decisions.policy.pack import PACK_FILES, load_pack

BROKEN = Path(__file__).parents[2] / "broken_packs"
FAULTS = tomllib.loads((BROKEN / "faults.toml").read_text(encoding="utf-8"))["fault"]


def test_the_smallest_pack_loads_as_it_stands() -> None:
    assert load_pack(BROKEN / "minimal").id == "smallest/1"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_broken_pack_is_refused_with_file_key_and_mend(fault: dict, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BROKEN / "minimal", folder)
    text = (folder / fault["change"]).read_text(encoding="utf-8")
    assert text.count(fault["find"]) == 1, "the fault no longer fits the smallest pack"
    changed = text.replace(fault["find"], fault["put"])
    (folder / fault["change"]).write_text(changed, encoding="utf-8")

    with pytest.raises(PackError) as refused:
        load_pack(folder)

    hits = [found for found in refused.value.faults if found.file == fault["file"]]
    assert any(fault["key"] in found.key and fault["mend"] in found.mend for found in hits), str(
        refused.value
    )
    assert f"{fault['file']}: " in str(refused.value)
    assert fault["mend"] in str(refused.value)


@pytest.mark.parametrize("name", PACK_FILES)
def test_a_pack_with_a_file_missing_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BROKEN / "minimal", folder)
    (folder / name).unlink()

    with pytest.raises(PackError, match=f"{name}: -: the file is missing"):
        load_pack(folder)


def test_every_fault_is_reported_and_not_only_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BROKEN / "minimal", folder)
    text = (folder / "tables.toml").read_text(encoding="utf-8")
    (folder / "tables.toml").write_text(text.replace('["act"]', '["gone"]'), encoding="utf-8")

    with pytest.raises(PackError) as refused:
        load_pack(folder)

    assert len(refused.value.faults) == text.count('["act"]') > 5


def test_a_digest_follows_the_content_and_not_the_layout(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(BROKEN / "minimal", folder)
    before = load_pack(folder).digest
    path = folder / "timescales.toml"
    text = path.read_text(encoding="utf-8")

    path.write_text(f"# a remark\n\n{text}", encoding="utf-8")
    assert load_pack(folder).digest == before

    path.write_text(text.replace("amount = 1", "amount = 2"), encoding="utf-8")
    assert load_pack(folder).digest != before
