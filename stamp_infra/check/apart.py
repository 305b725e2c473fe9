"""Work that another process does while this one goes on."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def beside(work: Callable[[], Any], *, apart: bool) -> Iterator[Callable[[], Any]]:
    """Start work whose result is JSON; give a function that waits for it. Not `apart`, the work is done when asked for.

    The other process is a fork: it has everything loaded already. Where there is no fork, or where threads run that it
    would tear apart, and whenever it fails, the work is done here, so that its errors are raised here.
    """
    if not apart or not hasattr(os, "fork") or threading.active_count() > 1:
        yield work
        return
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_and_exit(work, writer)
    os.close(writer)
    ended = False

    def result() -> Any:
        nonlocal ended
        with os.fdopen(reader, "rb") as stream:
            data = stream.read()
        status = os.waitpid(child, 0)[1]
        ended = True
        return json.loads(data) if status == 0 else work()

    try:
        yield result
    finally:
        if not ended:
            os.close(reader)
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)


def _work_and_exit(work: Callable[[], Any], writer: int) -> None:
    status = 1
    try:
        data = json.dumps(work()).encode()
        with os.fdopen(writer, "wb") as stream:
            stream.write(data)
        status = 0
    finally:
        # Nothing of the parent's may be done twice: no exception handler, no exit handler, no flush.
        os._exit(status)
