"""The state of what decides, besides the templates, what `check` finds: what is installed, and this library."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.check.cache import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARY: Final = Path(__file__).parent.parent
_RULES: Final = _LIBRARY / "check" / "rules"


def everything() -> str:
    """Return a hash over the interpreter, every installed distribution and all of this library."""
    return digest(_installed(), *_sources(_LIBRARY))


def without_rules() -> str:
    """Return the same without this library's own rules: what linting, translating and parsing depend on."""
    return digest(_installed(), *_sources(_LIBRARY / "check", skipped=_RULES), *_sources(_LIBRARY / "rendered"))


def _installed() -> list[str]:
    # The names of metadata folders hold the versions; importlib.metadata would say the same and take 35 ms to import.
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = {entry.name for folder in folders for entry in os.scandir(folder)}
    return [sys.version, sys.platform, *sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))]


def _sources(folder: Path, skipped: Path | None = None) -> Iterator[str | bytes]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.is_dir() and path != skipped:
            yield from _sources(path, skipped)
        elif entry.name.endswith(".py"):
            yield path.relative_to(_LIBRARY).as_posix()
            yield path.read_bytes()
