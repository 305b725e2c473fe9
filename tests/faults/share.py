"""One share of a script's faults, in a lab of its own: what a process of a full run does."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tests.faults.lab import lab
from tests.faults.scripts import SCRIPTS
from tests.faults.track import Track, faults

if TYPE_CHECKING:
    from tests.faults.track import Outcome

# A script with many calls is shared out; each share makes what it starts from.
SHARES: Final = {"deploy, change": 3, "deploy, first": 3}


def run(folder: Path, socket: Path, name: str, share: int) -> tuple[list[Outcome], tuple[str, ...]]:
    """Run one share of a script's faults in a lab of its own; return also what was wrong in the end."""
    script = next(each for each in SCRIPTS if each.name == name)
    with ExitStack() as stack:
        own = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lab-", dir=folder)))
        track = Track(stack.enter_context(lab(folder / "prepared", own, socket)), script)
        points = tuple(filter(script.chosen, track.learn()))
        chosen = list(faults(points))[share :: SHARES.get(name, 1)]
        found = []
        for fault in chosen:
            found.append(track.judge(fault))
            click.echo(f"{name}: {fault}: {found[-1].way}")
            for defect in found[-1].defects:
                click.echo(f"{name}: {fault}: {defect}")
        return found, track.settle()
