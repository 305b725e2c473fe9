"""Tests that share the deployed rally run beside each other, and one that bends its permissions runs alone."""

from __future__ import annotations

import fcntl
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tests.environments import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """Hold a turn while the block runs; who wants to be alone lets nobody else begin, and waits until all have ended.

    Without the first of the two locks those who run beside each other would never all have ended.
    """
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    with ExitStack() as held:
        with locked(folder / "door", kind):
            held.enter_context(locked(folder / "room", kind))
        yield
