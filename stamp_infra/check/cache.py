"""What was worked out before, by the hash of everything it depends on; a damaged entry is as good as none."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

DIRECTORY: Final = Path(".stamp-infra-cache")
_DAYS: Final = 14
_ENTRIES: Final = 1000


def digest(*parts: object) -> str:
    """Return a hash over texts, bytes and JSON values."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else json.dumps(part, sort_keys=True).encode()
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


@dataclass(frozen=True, kw_only=True)
class Cache:
    """Entries in a directory, one file each; without a directory nothing is remembered."""

    directory: Path | None
    used: set[str] = field(default_factory=set)

    def get(self, kind: str, key: str) -> Any:
        """Return the value put under this key, None when there is none."""
        if self.directory is None:
            return None
        name = f"{kind}-{key}.json"
        try:
            entry = json.loads((self.directory / name).read_bytes())
            value = entry["value"] if entry["name"] == name else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self.used.add(name)
        return value

    def put(self, kind: str, key: str, value: Any) -> None:
        """Remember a JSON value, at once or not at all; a directory that cannot be written to is no mistake."""
        if self.directory is None:
            return
        name = f"{kind}-{key}.json"
        self.used.add(name)
        temporary = self.directory / f"{name}.{os.getpid()}"
        with contextlib.suppress(OSError):
            self.directory.mkdir(exist_ok=True)
            ignore = self.directory / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n")
            temporary.write_text(json.dumps({"name": name, "value": value}))
            temporary.replace(self.directory / name)

    def prune(self) -> None:
        """Delete what no run has used for two weeks, and the oldest of too many."""
        if self.directory is None:
            return
        with contextlib.suppress(OSError):
            for name in self.used:
                os.utime(self.directory / name)
        files = sorted(self.directory.glob("*-*"), key=_age)
        for file in files[_ENTRIES:] + [file for file in files[:_ENTRIES] if _age(file) > _DAYS * 86_400]:
            with contextlib.suppress(OSError):
                file.unlink()


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
