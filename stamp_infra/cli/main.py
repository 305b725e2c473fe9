"""`stamp-infra`: one lazily imported module per command, so that `render` does not pay for what `check` needs."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Final

import click

from stamp_infra.core.errors import UserError

# name -> one line of help; the module is stamp_infra.cli.<name with underscores>, its command is `command`.
COMMANDS: Final = {
    "render": "Write infrastructure/ from templates/.",
    "openapi": "Write the API's OpenAPI document from its routes.",
    "check": "Prove what matters about rendered templates.",
    "permissions": "Write what CloudFormation may do, from what the templates need.",
    "list": "Show what each template holds, against CloudFormation's limits.",
    "changes": "Show which resources each environment would see changed.",
    "local": "Run the embedded AWS on this machine.",
    "bootstrap": "Prepare an account: artifact bucket, roles, trust in GitHub.",
    "deploy": "Deploy an environment, with what changes in view.",
    "secrets": "Put an environment's secrets, and see which are missing.",
    "smoke": "Prove that a deployed environment is what was declared.",
    "rollback": "Go back to the revision deployed before.",
    "drift": "Find what was changed in AWS by hand.",
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


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stamp-infra")
def cli() -> None:
    """Render typed declarations to CloudFormation and SAM templates, and prove what matters about them.

    \b
    Examples:
      stamp-infra render            write infrastructure/ from templates/
      stamp-infra check             lint it and hold our rules against it
      stamp-infra COMMAND --help    more about a command

    \b
    Completion, for bash:
      eval "$(_STAMP_INFRA_COMPLETE=bash_source stamp-infra)"
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart


def main() -> None:
    """Run the command; a user's mistakes are lines on standard error and exit status 1, never a traceback."""
    # A process this short has no garbage to collect, and looking for it would take a sixth of its time.
    gc.disable()
    try:
        cli(prog_name="stamp-infra")
    except UserError as error:
        for mistake in error.mistakes:
            click.secho("error: ", fg="red", bold=True, nl=False, err=True)
            click.echo(str(mistake), err=True)
        sys.exit(1)
    finally:
        # Python would look through everything once more before it exits.
        gc.freeze()
