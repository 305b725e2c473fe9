"""`stamp-infra deploy`: one environment, after everything that speaks against it, and with what will change in view."""

from __future__ import annotations

import re
import shutil
import sys
import time
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from stamp_infra.plan.plan import Plan
    from stamp_infra.plan.table import Row

_CLEAR: Final = "\r\x1b[2K"
_QUIET_SECONDS: Final = 10
_LOGICAL_ID: Final = re.compile(r"([A-Za-z0-9]+/)*[A-Za-z0-9]+")
_ROLE: Final = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/.+")


class Terminal:
    """Speaks to a person on a terminal, and in lines to a log; what is asked needs a terminal."""

    def __init__(self) -> None:
        self._last = ("", 0.0)

    def say(self, text: str) -> None:
        """Print a line."""
        self.clear()
        click.echo(text)

    def warn(self, text: str) -> None:
        """Print a line on standard error that begins with a word of warning."""
        self.clear()
        click.echo(f"{click.style('warning:', fg='yellow', bold=True)} {text}", err=True)

    def progress(self, text: str) -> None:
        """Keep one line of a terminal up to date; a log gets a line per step, and one now and then in a long step."""
        if sys.stderr.isatty():
            click.echo(f"{_CLEAR}{text[: shutil.get_terminal_size().columns - 1]}", nl=False, err=True)
            return
        step, now = text.partition(",")[0], time.monotonic()
        if step != self._last[0] or now - self._last[1] >= _QUIET_SECONDS:
            self._last = (step, now)
            click.echo(text, err=True)

    def show(self, plan: Plan) -> None:
        """Print the plan as a table."""
        from stamp_infra.plan.table import rows, summary

        self.clear()
        if plan.changes:
            (_drawn if sys.stdout.isatty() else _plain)(list(rows(plan)))
        click.echo(f"Plan: {summary(plan)}.")

    def agreed(self, question: str) -> bool:
        """Ask, and take silence for no."""
        self.clear()
        if not sys.stdin.isatty():
            remedy = "pass --yes"
            raise UserError([Mistake(where="ENV", what="has to be agreed to, and nobody can be asked", remedy=remedy)])
        return click.confirm(question, default=False)

    def clear(self) -> None:
        """Take the line of progress away."""
        if sys.stderr.isatty():
            click.echo(_CLEAR, nl=False, err=True)


def _logical_ids(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for each in given:
        if not _LOGICAL_ID.fullmatch(each):
            message = f"{each!r} is no logical ID, such as Users or Dynamodb/Users"
            raise click.BadParameter(message)
    return given


def _role(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not _ROLE.fullmatch(given):
        message = f"{given!r} is not the ARN of a role"
        raise click.BadParameter(message)
    return given


@click.command()
@click.argument("environment", metavar="ENV")
@click.option("--yes", is_flag=True, help="Do not ask, not even before stg and prod.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and deploy nothing.")
@click.option(
    "--allow-replacement",
    "allowed",
    multiple=True,
    metavar="LOGICAL_ID",
    callback=_logical_ids,
    help="Let this resource be replaced or deleted although it holds data; may be given several times.",
)
@click.option(
    "--role-arn",
    "role",
    metavar="ARN",
    callback=_role,
    help="Role with which CloudFormation acts; that of the account stack, when it is this environment's, if left out.",
)
@click.option(
    "--without-rollback-triggers",
    "without_triggers",
    is_flag=True,
    help="Let no alarm roll this deployment back: for the fix of what an alarm is ringing about.",
)
def command(
    *, environment: str, yes: bool, dry_run: bool, allowed: tuple[str, ...], role: str | None, without_triggers: bool
) -> None:
    """Deploy infrastructure/ to the environment ENV.

    Nothing is deployed while infrastructure/ is stale or not committed, a check finds anything, the credentials are of
    another account, the account is not prepared (scripts/bootstrap.sh), or a required secret is missing.

    What will change is shown first, nested stacks included. A change that replaces or deletes what holds data stops the
    deployment. A second run says that nothing changes.

    \b
    Examples:
      stamp-infra deploy dev
      stamp-infra deploy prod --dry-run                 only show what would change
      stamp-infra deploy prod --yes                     in CI, after somebody has approved
      stamp-infra deploy dev --allow-replacement Users  its items are lost, or left in the old table
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.operations.deploy import Request, deploy

    request = Request(
        environment=environment,
        yes=yes,
        dry_run=dry_run,
        allowed=allowed,
        role=role,
        without_triggers=without_triggers,
    )
    terminal = Terminal()
    try:
        deploy(request, terminal)
    finally:
        terminal.clear()


def _plain(rows: list[Row]) -> None:
    widths = [max(len(row.cells[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row.cells[:3], widths, strict=True)]
        click.echo(f"{'!' if row.dangerous else ' '} {'  '.join([*cells, row.cells[3]])}".rstrip())


def _drawn(rows: list[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from stamp_infra.plan.table import HEADINGS

    table = Table(*HEADINGS, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*map(Text, row.cells), style="bold red" if row.dangerous else None)
    Console(highlight=False).print(table)
