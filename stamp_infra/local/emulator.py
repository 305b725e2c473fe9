"""`with running() as emulator:` an embedded AWS of one's own, gone with its state when the block is left."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.local import child, environment

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True)
class Emulator:
    """An embedded AWS that answers on `port` of loopback; `folder` holds its state and its log."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """The endpoint, by the word localhost."""
        return f"http://localhost:{self.port}"

    @property
    def variables(self) -> dict[str, str]:
        """What a client's environment must hold."""
        return environment.of_client(self.port)


@contextmanager
def running(*, mended: bool = True, recorded: bool = False) -> Iterator[Emulator]:
    """Run an embedded AWS while the block runs; without `mended` it is ministack as released.

    With `recorded` it keeps the calls of roles, for `stamp_infra.local.calls.recorded`.
    It ends with this process even when this process is killed.
    """
    with tempfile.TemporaryDirectory(prefix=environment.TEMPORARY, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        port = child.free_port()
        process = child.start(folder, port, mended=mended, recorded=recorded, attached=True)
        try:
            child.wait_until_ready(process, folder, port)
            yield Emulator(port=port, folder=folder)
        finally:
            child.kill(process)
