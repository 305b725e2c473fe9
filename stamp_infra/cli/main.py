"""`stamp-infra`: one lazily imported module per command, so that `render` does not pay for what `check` needs."""

from __future__ import annotations

import importlib
import sys
from typing import Final

import click

from stamp_infra.core.errors import UserError

# name -> one line of help; the module is stamp_infra.cli.<name with underscores>, its command is `command`.
COMMANDS: Final = {
    "render": "Write infrastructure/ from templates/.",
    "check": "Prove what matters about rendered templates.",
    "list": "Show what each template holds, against CloudFormation's limits.",
    "new-stack": "Start a template: module, test and doc page.",
}


class _Lazy(click.Group):
    """A group that knows its commands' names and help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"stamp_infra.cli.{name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
