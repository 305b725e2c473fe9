"""Two embedded AWS for all tests of a process: ministack as released, and with every mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra.local.emulator import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.emulator import Emulator


@pytest.fixture(scope="session")
def plain() -> Iterator[Emulator]:
    """Yield ministack as released: a test that shows a gap on it fails when a newer release closes the gap."""
    with running(mended=False) as emulator:
        yield emulator


@pytest.fixture(scope="session")
def mended() -> Iterator[Emulator]:
    """Yield the embedded AWS that the project uses."""
    with running() as emulator:
        yield emulator
