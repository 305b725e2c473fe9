"""`python -m tests.faults`: every fault at every call of every script, and a report of what came of it."""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tests.faults.lab import prepare, zygote
from tests.faults.report import report
from tests.faults.scripts import SCRIPTS
from tests.faults.share import SHARES, run

if TYPE_CHECKING:
    from tests.faults.track import Outcome

PROCESSES: Final = 5


def main(wanted: list[str]) -> None:
    """Run all, or the scripts named; exit with 1 for any defect."""
    started = time.monotonic()
    outcomes: list[Outcome] = []
    unsettled: list[str] = []
    with tempfile.TemporaryDirectory(prefix="stamp-infra-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        prepare(folder / "prepared")
        shares = [
            (script.name, share)
            for script in SCRIPTS
            if not wanted or script.name in wanted
            for share in range(SHARES.get(script.name, 1))
        ]
        shares.sort(key=lambda each: SHARES.get(each[0], 1))
        with zygote(folder) as socket, ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
            running = {pool.submit(run, folder, socket, *each): each for each in shares}
            for ended in as_completed(running):
                found, more = ended.result()
                outcomes += found
                unsettled += [f"{running[ended][0]}: {one}" for one in more]
                click.echo(f"{time.monotonic() - started:5.0f} s  {running[ended][0]}: {len(found)} runs")
    click.echo("\n".join(report(outcomes, unsettled)))
    sys.exit(any(each.defects for each in outcomes) or bool(unsettled))


if __name__ == "__main__":
    main(sys.argv[1:])
