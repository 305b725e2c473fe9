"""The time and memory of whole processes, the best of several runs in turn: this is what a user waits for."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Wall-clock seconds and peak resident memory in bytes."""

    seconds: float
    memory: int


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command once in a folder and return what it cost; one that fails is an error."""
    # Not through subprocess: the peak of a forked child would be that of this process.
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begin = time.perf_counter()
    child = os.posix_spawnp("env", ["env", "-C", str(folder), *command], _environment(), file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return Cost(seconds=seconds, memory=usage.ru_maxrss * 1024)


def best(runs: Mapping[str, Callable[[], Cost]], times: int) -> dict[str, Cost]:
    """Return the cheapest of several runs of each, taken in turn, so that a noisy moment hits all alike."""
    measured: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            measured[name].append(run())
    return {name: min(costs, key=lambda each: each.seconds) for name, costs in measured.items()}


def _environment() -> dict[str, str]:
    # A user's Python keeps compiled modules; without them each run would measure the compiler.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "SAM_CLI_TELEMETRY": "0"}
