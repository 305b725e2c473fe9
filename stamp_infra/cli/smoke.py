"""`stamp-infra smoke`: whether a deployed environment is what was declared, one line per promise."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from stamp_infra.operations.smoke import smoke
from stamp_infra.operations.target import target


@click.command()
@click.argument("environment", metavar="ENV")
@click.option("--json", "as_json", is_flag=True, help="Print all results as one JSON document.")
@click.option("--failures", is_flag=True, help="Print what failed alone.")
def command(*, environment: str, as_json: bool, failures: bool) -> None:
    """Prove that a deployed environment is what the committed templates declare; exit with 1 when it is not.

    It only looks: at the stacks, the API over HTTP as a browser calls it, throttling, alarms, tables, buckets and logs.

    \b
    Examples:
      stamp-infra smoke dev              each promise on a line
      stamp-infra smoke prod --failures  what is not as declared
      stamp-infra smoke stg --json       for a program
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    results = []
    for result in smoke(target(environment)):
        results.append(result)
        if not as_json and not (failures and result.ok):
            word = click.style("ok     " if result.ok else "FAILED ", fg="green" if result.ok else "red")
            details = "" if result.ok else f": expected {result.expected}; found {result.found}"
            click.echo(f"{word} {result.probe}: {result.subject}{details}")
    failed = sum(not result.ok for result in results)
    if as_json:
        found = [asdict(result) for result in results]
        click.echo(json.dumps({"environment": environment, "ok": not failed, "results": found}, indent=2))
    else:
        click.echo(
            f"{len(results)} looked at, {failed} failed" if failed else f"{len(results)} looked at, all as declared"
        )
    if failed:
        sys.exit(1)
