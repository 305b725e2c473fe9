"""`make load`: what each route costs and how fast it answers, on an embedded AWS that nobody else uses."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.local.emulator import running
from tests.functions.conftest import deployed, found
from tests.functions.line import serving
from tests.load.apart import FUNCTIONS, apart
from tests.load.cost import costs
from tests.load.ground import ground
from tests.load.pace import AT_ONCE, paces
from tests.load.recorder import recording
from tests.load.report import cost_table, pace_table

if TYPE_CHECKING:
    from tests.functions.rally import Rally

VISITORS: Final = (100, 1_000, 10_000)
TIMES: Final = 100


def main(arguments: list[str]) -> None:
    """Measure, and print two tables."""
    if arguments:
        sys.exit("error: it takes no arguments: it calls the AWS that it starts on this machine, and no other")
    with tempfile.TemporaryDirectory() as name, running() as emulator, serving(Path(name, "line")) as line:
        click.echo("deploying dev to an AWS of its own", err=True)
        deployed(Path(name, "clone"), emulator, line)
        measure(found(emulator, line))


def measure(rally: Rally) -> None:
    """Print what is measured of a rally that nobody else uses."""
    by_visitors = {}
    with recording(rally) as recorder:
        for visitors in VISITORS:
            click.echo(f"{visitors:,} visitors", err=True)
            # Made anew each time, as functions remember for a while what they have read.
            with apart(rally, FUNCTIONS, AWS_ENDPOINT_URL_DYNAMODB=recorder.url) as own:
                on = ground(rally, visitors, 1)
                by_visitors[visitors] = costs(own, on, recorder)
            for event in (on.event, on.fresh):
                rally.table("stamp-masters").delete_item(Key={"StampId": f"EVENT#{event}"})
    click.echo("calls · items · read units · write units of one request\n")
    click.echo("\n".join(cost_table(by_visitors)))
    click.echo(f"{TIMES} requests per route, {AT_ONCE} at once", err=True)
    with apart(rally) as own:
        measured = paces(own, ground(own, VISITORS[0], TIMES + AT_ONCE), TIMES)
    fastest = min(measured.values(), key=lambda each: each.p50)
    click.echo(f"\nratios to the fastest route, which answers {fastest.per_second:.0f} requests per second here\n")
    click.echo("\n".join(pace_table(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
