"""The files that a check is about, read once and told apart by their content alone: nothing is parsed here."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SETTINGS: Final = "samconfig.toml"
_SUFFIXES: Final = (".yaml", ".yml", ".json", ".template")
_TEMPLATE: Final = re.compile(rb"""^Resources\s*:|"Resources"\s*:""", re.MULTILINE)
_NOT_OURS: Final = ("node_modules", "__pycache__")


def read(paths: Iterable[Path]) -> dict[Path, bytes]:
    """Return the content of each file given, and of each template in the folders given, by absolute path."""
    found: dict[Path, bytes] = {}
    mistakes = []
    for path in paths:
        files = {path.resolve(): path.read_bytes()} if path.is_file() else dict(_templates(path))
        if not files:
            what = "holds no template" if path.is_dir() else "does not exist"
            remedy = "name a folder with CloudFormation or SAM templates, or run `stamp-infra render` first"
            mistakes.append(Mistake(where=path.as_posix(), what=what, remedy=remedy))
        found.update(files)
    if mistakes:
        raise UserError(mistakes)
    return found


def settings(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Return the content of each samconfig.toml beside these files."""
    candidates = {file.parent / SETTINGS for file in files}
    return {path: path.read_bytes() for path in sorted(candidates) if path.is_file()}


def _templates(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        for name in sorted(names):
            if name.endswith(_SUFFIXES):
                path = Path(parent, name).resolve()
                content = path.read_bytes()
                if _TEMPLATE.search(content):
                    yield path, content
