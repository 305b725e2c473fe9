"""dev and prod, deployed side by side once for all processes of a test run."""

from __future__ import annotations

import fcntl
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from stamp_infra.local.emulator import Emulator, running
from tests.e2e.project import Project, first_deployment, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    Environments = dict[str, Project]

NAMES: Final = ("dev", "prod")


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environments]:
    """Yield the clone that each environment was deployed from, by name; a test changes nothing in them.

    The first process that asks deploys them; it ends the embedded AWS when no other process uses it any more.
    """
    base = tmp_path_factory.getbasetemp()
    # pytest-xdist gives each of its processes a folder below the run's own.
    shared = (base.parent if base.name.startswith("popen-") else base) / "environments"
    shared.mkdir(exist_ok=True)
    record, users = shared / "emulator.json", shared / "users"
    with ExitStack() as owned:
        with locked(shared / "lock", fcntl.LOCK_EX):
            if record.exists():
                told = json.loads(record.read_text(encoding="utf-8"))
                emulator = Emulator(port=told["port"], folder=Path(told["folder"]))
                found = {name: Project(folder=Path(told["clones"], name), emulator=emulator) for name in NAMES}
            else:
                emulator = owned.enter_context(running())
                clones = shared / str(os.getpid())
                found = side_by_side(clones, emulator)
                told = {"port": emulator.port, "folder": str(emulator.folder), "clones": str(clones)}
                record.write_text(json.dumps(told), encoding="utf-8")
                owned.callback(last, shared)
            using = owned.enter_context(ExitStack())
            using.enter_context(locked(users, fcntl.LOCK_SH))
        yield found


def side_by_side(folder: Path, emulator: Emulator) -> Environments:
    """Return the environments, deployed at the same time."""
    # One account for both: the second environment finds what the first has made.
    clones = {name: prepared(folder / name, emulator, name) for name in NAMES}
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: first_deployment(clones[name], name), NAMES))
    return clones


def last(shared: Path) -> None:
    """Let nobody in any more, and wait until everybody is out."""
    with locked(shared / "lock", fcntl.LOCK_EX):
        (shared / "emulator.json").unlink()
    with locked(shared / "users", fcntl.LOCK_EX):
        pass


@contextmanager
def locked(path: Path, kind: int) -> Iterator[None]:
    """Hold a lock of a file while the block runs."""
    with path.open("ab") as file:
        fcntl.flock(file, kind)
        yield
