"""One embedded AWS for the operations' tests of a process: dev is deployed in one account, others are empty."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from stamp_infra.local import environment
from stamp_infra.local.emulator import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.local.emulator import Emulator

ROOT: Final = Path(__file__).parents[2]
SAM: Final = Path(sys.executable).with_name("sam")


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with running() as running_:
        yield running_


@pytest.fixture(scope="session")
def dev(emulator: Emulator) -> Emulator:
    """Return the embedded AWS with dev deployed by the real SAM CLI, in the emulator's own account.

    Nothing is built for it: what a function needs besides its own files is of no use to a test that calls none.
    """
    folder = ROOT / "infrastructure/sam"
    config: list[str | Path] = ["--config-file", folder / "samconfig.toml", "--config-env", "dev"]
    done = subprocess.run(
        [SAM, "deploy", "--template-file", "template.yaml", *config],
        cwd=folder,
        env={**os.environ, **emulator.variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return emulator


@pytest.fixture
def deployed(dev: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Let this test act in the account that dev is deployed to."""
    _act(monkeypatch, dev, environment.ACCOUNT)
    return dev


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
