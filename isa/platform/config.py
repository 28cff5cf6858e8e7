"""Settings of one installation, from ``ISA_*`` environment variables.

Whether an installation is a demonstration is not a setting: it is a property of its database
(``isa.platform.installation``).
"""

import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """What an operator may set; every value has a safe default for a first look on one machine."""

    model_config = SettingsConfigDict(env_prefix="ISA_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/isa.sqlite"
    service_name: str = "Share safely"
    exit_url: str = "https://www.bbc.co.uk/weather"
    public_url: str = ""
    """Where people reach a live installation, such as ``https://share.example.org``; empty on one machine."""
    accessibility_contact: str = ""
    """Whom to tell about a page that somebody cannot use, as the accessibility statement says it."""
    overlay: str = ""
    """The partnership's local guidance: an id under ``data/overlays``, or the path of a folder. Empty for none."""
    retention_years: Annotated[int, Field(ge=1, le=150)] | None = None
    """For how many years after it was sealed a decision is kept; unset: none is ever due for disposal."""
    keys: SecretStr | None = None
    """The key ring as JSON (see ``isa.platform.crypto``); a live installation needs this or ``key_file``."""
    key_file: Path | None = None


@lru_cache
def settings() -> Settings:
    """The settings in force, read once per process."""
    return Settings()


def data_dir() -> Path:
    """Where ``data/`` is: ``ISA_DATA_DIR``, the packaged copy, or the folder beside the source."""
    if chosen := os.environ.get("ISA_DATA_DIR"):
        return Path(chosen)
    return _own_data()


def data_folder(name: str) -> Path:
    """A folder of ``data/``, the same object each time: pages ask for it at every click."""
    return _data_folder(os.environ.get("ISA_DATA_DIR", ""), name)


@cache
def _data_folder(_chosen: str, name: str) -> Path:
    return data_dir() / name


@cache
def _own_data() -> Path:
    packaged = ROOT / "isa" / "data"
    return packaged if packaged.is_dir() else ROOT / "data"


def language() -> str:
    """The language the service speaks: ``ISA_LANGUAGE``, or British English, which needs no catalogue."""
    return os.environ.get("ISA_LANGUAGE", "") or "en-GB"


def catalogues_dir() -> Path:
    """Where the other languages are: ``ISA_CATALOGUES``, or ``catalogues`` among the data."""
    chosen = os.environ.get("ISA_CATALOGUES")
    return Path(chosen) if chosen else data_dir() / "catalogues"
