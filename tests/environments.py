"""dev and prod, deployed once for all processes of a test run; nobody looks at dev while a test disturbs it."""

from __future__ import annotations

import fcntl
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from stamp_infra.local.emulator import Emulator, running
from tests.e2e.project import Project, first_deployment, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

NAMES: Final = ("dev", "prod")


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The clone that each environment was deployed from, by name, and the folder of what is shared."""

    clones: dict[str, Project]
    folder: Path

    def looking(self) -> AbstractContextManager[None]:
        """Keep dev as it was deployed while the block runs."""
        return locked(self.folder / "dev", fcntl.LOCK_SH)

    def disturbing(self) -> AbstractContextManager[None]:
        """Let nobody look at dev while the block runs, which leaves it as it was."""
        return locked(self.folder / "dev", fcntl.LOCK_EX)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """Yield what is deployed; the first process that asks deploys it, and ends it when no other uses it any more."""
    base = tmp_path_factory.getbasetemp()
    # pytest-xdist gives each of its processes a folder below the run's own.
    folder = (base.parent if base.name.startswith("popen-") else base) / "environments"
    folder.mkdir(exist_ok=True)
    record, users = folder / "emulator.json", folder / "users"
    with ExitStack() as owned:
        with locked(folder / "lock", fcntl.LOCK_EX):
            if record.exists():
                told = json.loads(record.read_text(encoding="utf-8"))
                emulator = Emulator(port=told["port"], folder=Path(told["folder"]))
                found = {name: Project(folder=Path(told["clones"], name), emulator=emulator) for name in NAMES}
            else:
                emulator = owned.enter_context(running())
                clones = folder / str(os.getpid())
                found = side_by_side(clones, emulator)
                told = {"port": emulator.port, "folder": str(emulator.folder), "clones": str(clones)}
                record.write_text(json.dumps(told), encoding="utf-8")
                owned.callback(last, folder)
            using = owned.enter_context(ExitStack())
            using.enter_context(locked(users, fcntl.LOCK_SH))
        yield Shared(clones=found, folder=folder)


@pytest.fixture
def environments(shared: Shared) -> Iterator[dict[str, Project]]:
    """Yield the clone that each environment was deployed from, by name; a test changes nothing in them."""
    with shared.looking():
        yield shared.clones


def side_by_side(folder: Path, emulator: Emulator) -> dict[str, Project]:
    """Return the environments, deployed at the same time."""
    # One account for both: the second environment finds what the first has made.
    clones = {name: prepared(folder / name, emulator, name) for name in NAMES}
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: first_deployment(clones[name], name), NAMES))
    return clones


def last(folder: Path) -> None:
    """Let nobody in any more, and wait until everybody is out."""
    with locked(folder / "lock", fcntl.LOCK_EX):
        (folder / "emulator.json").unlink()
    with locked(folder / "users", fcntl.LOCK_EX):
        pass


@contextmanager
def locked(path: Path, kind: int) -> Iterator[None]:
    """Hold a lock of a file while the block runs."""
    with path.open("ab") as file:
        fcntl.flock(file, kind)
        yield
