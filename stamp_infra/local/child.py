"""The embedded AWS as a child process: it answers when `wait_until_ready` returns, and ends when `stop` does."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.local import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LOG: Final = "server.log"
OWNED: Final = ("state", "s3", "tmp")  # what the server writes to in its folder
START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 15.0
ANSWER_SECONDS: Final = 2.0
_POLL_SECONDS: Final = 0.05
# Of the caller's shell nothing goes on that could change what the server does or lead its functions to a real account.
_NOT_PASSED_ON: Final = ("AWS_", "MINISTACK_", "LOCALSTACK_", "PYTEST_")


def free_port(wanted: int | None = None) -> int:
    """Return `wanted` when nothing listens there, otherwise any port that is free on loopback."""
    for port in (wanted or 0, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((environment.HOST, port))
            free: int = probe.getsockname()[1]
            return free
    raise OSError("no port is free on loopback")


def start(
    folder: Path,
    port: int,
    *,
    mended: bool = True,
    recorded: bool = False,
    attached: bool,
    keep_open: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start the server, all its files under `folder`; an attached one ends with this process, however that ends."""
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "stamp_infra.local.server"]
    command += [] if mended else ["--plain"]
    command += ["--recorded"] if recorded else []
    command += ["--attached"] if attached else []
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
    with (folder / LOG).open("ab") as log:
        return subprocess.Popen(  # noqa: S603 # our own interpreter and module
            command,
            cwd=folder,
            env=inherited | environment.of_server(port, folder),
            stdin=subprocess.PIPE if attached else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=keep_open,
        )


def answers(port: int) -> bool:
    """Whether the embedded AWS answers on `port`."""
    return _calls(port, "GET", "/_ministack/ready", ANSWER_SECONDS)


def forgets(port: int) -> bool:
    """Let the embedded AWS on `port` forget all it holds; return whether it did."""
    return _calls(port, "POST", "/_ministack/reset", STOP_SECONDS)


def _calls(port: int, method: str, path: str, seconds: float) -> bool:
    connection = http.client.HTTPConnection(environment.HOST, port, timeout=seconds)
    try:
        connection.request(method, path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(
    process: subprocess.Popen[bytes], folder: Path, port: int, progress: Callable[[], None] = lambda: None
) -> None:
    """Return when the server answers; a server that ends or stays silent is a `UserError` with its last words."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers(port):
            return
        progress()
        time.sleep(_POLL_SECONDS)
    ended = process.poll() is not None
    lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    kill(process)
    raise UserError(
        [
            Mistake(
                where="stamp-infra local",
                what="the embedded AWS "
                + ("ended while starting" if ended else f"did not answer in {START_SECONDS:.0f} s"),
                got=lines[-1] if lines else "",
                remedy=f"read {folder / LOG}, then start it again",
            )
        ]
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the server and every function it runs at once, saving nothing."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        process.stdin.close()
    process.wait(STOP_SECONDS)


def end(pid: int, has_ended: Callable[[], bool]) -> bool:
    """Ask the server to save its state and end; kill it and its functions when it does not. Return whether it saved."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while not has_ended() and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    saved = has_ended()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # its functions, and itself if it is stuck
    return saved
