"""`stamp-infra rollback`: back to the revision deployed before, or out of a stack that is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from stamp_infra.operations import rollback
from stamp_infra.operations.connect import connect
from stamp_infra.operations.target import target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.rollback import Plan
    from stamp_infra.operations.target import Target

_SHORT: Final = 10


@click.command()
@click.argument("environment", metavar="ENV")
@click.argument("revision", required=False)
@click.option(
    "--skip", multiple=True, metavar="LOGICAL_ID", help="Leave this resource as it is where a rollback is stuck."
)
@click.option("--dry-run", is_flag=True, help="Show what would be done and what would change, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(*, environment: str, revision: str | None, skip: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Take ENV back to REVISION, or to the one that was deployed before.

    The templates and the code that were committed then are deployed again, by the script of that time, from a folder of
    their own. Data stays as it is: what would replace or delete it is refused, as in every deployment.

    Where an update cannot be taken back (UPDATE_ROLLBACK_FAILED) that is tried again, and what hinders it is named. The
    rest of a failed first deployment (ROLLBACK_COMPLETE) is deleted, but for what holds data.

    \b
    Examples:
      stamp-infra rollback prod --dry-run    what would be done
      stamp-infra rollback prod              to the revision before, after asking
      stamp-infra rollback dev v1.4.0 --yes  to a revision by name
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    to = target(environment)
    connection = connect(to)
    plan = rollback.plan(to, connection, revision, skip)
    for line in lines(to, plan):
        click.echo(line)
    if dry_run:
        if plan.way == "deploy" and plan.revision:
            rollback.deploy(to, plan.revision, dry_run=True)
        click.echo("Nothing was changed: this was a dry run.")
        return
    if not yes:
        click.confirm(f"Do this in {environment}?", abort=True)
    kept = rollback.carry_out(to, connection, plan)
    for name in kept:
        click.echo(f"kept: {name}")
    if kept:
        click.echo("What was kept has names that the next deployment needs: delete it if nothing of it is wanted.")
    click.echo(f"{to.stack_name}: done.")


def lines(to: Target, plan: Plan) -> Iterator[str]:
    """Yield what will be done, in words."""
    current = plan.current
    known = f"{_named(current.revision)}, deployed {current.at}" if current else "no recorded deployment"
    yield f"{to.stack_name} is {plan.status}; {known}."
    if plan.way == "continue":
        yield "Its rollback goes on where it was stuck:"
        for each in plan.stuck:
            skipped = "skipped" if each.name in plan.skip else "tried again"
            yield f"  {each.name} ({each.type}, {each.physical_id}), {skipped}: {each.reason}"
    if plan.way == "delete":
        yield "Its first deployment failed: what is left of it is deleted, but for what holds data."
    if plan.revision:
        never = "" if plan.deployed_before else ", which was never recorded for it"
        yield (
            f"Then it gets {_named(plan.revision)}{never}."
            if plan.way != "deploy"
            else (f"It goes back to {_named(plan.revision)}{never}.")
        )


def _named(revision: str) -> str:
    return f"revision {revision[:_SHORT]}" if revision else "files of no revision"
