"""`stamp-infra drift`: what was changed in AWS by hand, resource by resource."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from stamp_infra.operations.drift import drift
from stamp_infra.operations.target import target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.drift import StackDrift


@click.command()
@click.argument("environment", metavar="ENV")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as one JSON document.")
def command(*, environment: str, as_json: bool) -> None:
    """Find what was changed in AWS by hand since the last deployment; exit with 1 when there is anything.

    The root and every stack nested in it are looked at. It changes nothing. Types that CloudFormation cannot detect
    drift of are not looked at: AWS lists them in its user guide.

    \b
    Examples:
      stamp-infra drift prod          one row per stack, then each difference
      stamp-infra drift prod --json   for a program
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    found = list(drift(target(environment)))
    drifted = [each for each in found if not each.clean]
    if as_json:
        stacks = [asdict(each) for each in found]
        click.echo(json.dumps({"environment": environment, "drifted": bool(drifted), "stacks": stacks}, indent=2))
    else:
        for line in lines(found):
            click.echo(line)
    if drifted:
        sys.exit(1)


def lines(found: list[StackDrift]) -> Iterator[str]:
    """Yield the table, then the differences of each stack."""
    width = max(len(each.place) for each in found)
    yield f"{'stack':{width}}  resources  drifted"
    for each in found:
        yield f"{each.place:{width}}  {each.resources:9}  {len(each.detected.differences):7}"
    for each in found:
        if each.detected.failure is not None:
            yield f"{each.place}: not all could be looked at: {each.detected.failure}"
        for one in each.detected.differences:
            yield f"{each.place}: {one.logical_id} ({one.type}, {one.physical_id}) is {one.status}"
            yield from (f"  {difference}" for difference in one.properties)
    number = sum(len(each.detected.differences) for each in found)
    yield f"{number} resources differ from their templates" if number else "Nothing differs from the templates."
