"""What was deployed when, in a parameter of the environment: the latest first, and as much as a rollback can need."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.aws import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.aws.connection import Connection
    from stamp_infra.operations.target import Target

KEPT: Final = 20
_BYTES: Final = 4096  # of a parameter of the standard tier
_FOLDER: Final = Path("infrastructure")


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """One deployment: the git revision, "" when it had none, and a hash over all templates."""

    revision: str
    templates: str
    at: str


def name(to: Target) -> str:
    """Return the parameter's name."""
    return f"/{to.app}/{to.environment}/deployed"


def history(connection: Connection, to: Target) -> tuple[Deployment, ...]:
    """Return what was deployed to the environment, the latest first; nothing when no record can be read."""
    text = parameters.read(connection, name(to))
    try:
        return tuple(Deployment(**entry) for entry in json.loads(text or "")["history"])
    except (ValueError, KeyError, TypeError):
        return ()


def write(connection: Connection, to: Target, revision: str, hashes: Mapping[str, str]) -> None:
    """Put this deployment before the others, unless it is the latest already."""
    before = history(connection, to)
    latest = Deployment(revision=revision, templates=whole(hashes), at=datetime.now(UTC).isoformat(timespec="seconds"))
    if before and (before[0].revision, before[0].templates) == (latest.revision, latest.templates):
        return
    value = document(latest, before, hashes)
    parameters.put(connection, name(to), value)


def document(latest: Deployment, before: tuple[Deployment, ...], hashes: Mapping[str, str]) -> str:
    """Return the parameter's value: as many deployments as are kept and have room."""
    entries = [asdict(each) for each in (latest, *before)][:KEPT]
    while True:
        value = json.dumps({"history": entries, "templates": dict(hashes)}, separators=(",", ":"))
        if len(value.encode()) <= _BYTES or len(entries) == 1:
            return value
        entries.pop()


def tags(of: str) -> dict[str, str]:
    """Return what the stack's tags say of the deployment of a revision."""
    return {"Revision": of or "none", "Templates": whole(template_hashes())}


def template_hashes() -> dict[str, str]:
    """Return a short hash of each rendered file, by its path below infrastructure/."""
    paths = sorted(path for path in _FOLDER.glob("*/*") if path.suffix in {".yaml", ".toml"})
    return {path.relative_to(_FOLDER).as_posix(): _hash(path.read_bytes()) for path in paths}


def whole(hashes: Mapping[str, str]) -> str:
    """Return one hash over those of all templates."""
    return _hash(json.dumps(dict(hashes), sort_keys=True).encode())


def revision() -> str:
    """Return the git revision that is checked out, "" when there is none."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607 - from PATH
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
