"""Where an operation acts: in the account that dev is deployed to, or in one with nothing in it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from stamp_infra.local import environment
from stamp_infra.local.emulator import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.emulator import Emulator
    from tests.environments import Shared


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """Yield an embedded AWS for the tests of this process that need nothing deployed."""
    with running() as running_:
        yield running_


@pytest.fixture
def deployed(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Let this test act in the account that dev is deployed to; it leaves dev as it was."""
    emulator = shared.clones["dev"].emulator
    _act(monkeypatch, emulator, environment.ACCOUNT)
    with shared.disturbing():
        yield emulator


@pytest.fixture
def account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let this test act in an account of its own with nothing in it, and return its id."""
    made = f"{random.randrange(2 * 10**11, 9 * 10**11)}"  # noqa: S311 - no secret
    _act(monkeypatch, emulator, made)
    return made


def _act(monkeypatch: pytest.MonkeyPatch, emulator: Emulator, account: str) -> None:
    for name in environment.ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    # The embedded AWS takes a key of twelve digits for the root of that account.
    for name, value in (emulator.variables | {"AWS_ACCESS_KEY_ID": account}).items():
        monkeypatch.setenv(name, value)
