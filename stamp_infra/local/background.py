"""One embedded AWS per folder, in the background: it runs exactly while the lock of its folder is held."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.local import child

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER: Final = Path(".stamp-infra-local")
_LOCK: Final = "lock"  # held by the server's process, so that no process id has to be trusted
_RECORD: Final = "server.json"


@dataclass(frozen=True, kw_only=True)
class Running:
    """The server of a folder: its process and its port."""

    pid: int
    port: int


def find(folder: Path) -> Running | None:
    """Return the server of the folder when it runs and answers."""
    if not _is_locked(folder):
        return None
    found = _recorded(folder)
    return found if found and child.answers(found.port) else None


def up(folder: Path, *, port: int | None = None, progress: Callable[[], None] = lambda: None) -> Running:
    """Return the server of the folder, started when it did not run; by default on the port that it had before."""
    if importlib.util.find_spec("ministack") is None:
        raise UserError(
            [
                Mistake(
                    where="stamp-infra local",
                    what="the embedded AWS is not installed",
                    remedy="run `make install`, or `pip install 'stamp-infra[local]'`",
                )
            ]
        )
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    with (folder / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _already_up(folder, port)
        before = _recorded(folder)
        chosen = child.free_port(port or (before.port if before else None))
        if port not in {None, chosen}:
            raise _port_mistake("something else listens there", port, "name another port, or leave the option out")
        process = child.start(folder, chosen, attached=False, keep_open=[lock.fileno()])
        child.wait_until_ready(process, folder, chosen, progress)
        started = Running(pid=process.pid, port=chosen)
        (folder / _RECORD).write_text(json.dumps({"pid": started.pid, "port": started.port}), encoding="utf-8")
        process.returncode = 0  # it outlives this process, which has nothing to wait for
        return started


def down(folder: Path) -> bool:
    """End the server of the folder, its state saved; return whether one ran."""
    if not _is_locked(folder):
        return False
    found = _recorded(folder)
    if found is None:
        raise _unsteady(folder)
    if not child.end(found.pid, lambda: not _is_locked(folder)):
        raise UserError(
            [
                Mistake(
                    where=str(folder),
                    what="the embedded AWS had to be killed and what it held since the last start is lost",
                    remedy="start it again, and deploy again",
                )
            ]
        )
    return True


def reset(folder: Path) -> None:
    """Forget all that the embedded AWS of the folder holds; it goes on running if it runs."""
    if not _is_locked(folder):
        for name in child.OWNED:
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in (child.LOG, _LOCK, _RECORD):
            (folder / name).unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        return
    found = find(folder)
    if found is None or not child.forgets(found.port):
        raise _unsteady(folder)


def _already_up(folder: Path, port: int | None) -> Running:
    found = find(folder)
    if found is None:
        raise _unsteady(folder)
    if port not in {None, found.port}:
        what = f"the embedded AWS already runs on port {found.port}"
        raise _port_mistake(what, port, "leave the option out, or run `stamp-infra local down` first")
    return found


def _port_mistake(what: str, port: int | None, remedy: str) -> UserError:
    return UserError([Mistake(where="--port", what=what, got=port, remedy=remedy)])


def _is_locked(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _recorded(folder: Path) -> Running | None:
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        return Running(pid=record["pid"], port=record["port"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _unsteady(folder: Path) -> UserError:
    return UserError(
        [
            Mistake(
                where=str(folder),
                what="the embedded AWS is just starting or ending",
                remedy="wait a moment and try again",
            )
        ]
    )
