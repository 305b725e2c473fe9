"""`stamp-infra secrets`: put an environment's secrets, and see which are missing, without ever showing one."""

from __future__ import annotations

import json
import sys

import click

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import secrets
from stamp_infra.operations.connect import connect
from stamp_infra.operations.target import target


@click.group()
def command() -> None:
    """Put an environment's secrets into Parameter Store, encrypted with its own key, and see which are missing.

    A value is asked for without showing it, or read from standard input: never from an argument, which other programs
    and the shell's history would see. The module `secrets` of the application says which secrets there are.

    \b
    Examples:
      stamp-infra secrets list dev                                  names, owners, and which are set
      stamp-infra secrets set dev line/channel-secret               asks for the value
      pass line/dev | stamp-infra secrets set dev line/channel-secret --stdin
      stamp-infra secrets check prod                                exit with 1 when a required one is missing
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart


@command.command(name="set")
@click.argument("environment", metavar="ENV")
@click.argument("name")
@click.argument("more", nargs=-1, metavar="")
@click.option("--stdin", "piped", is_flag=True, help="Read the value from standard input, without its last line break.")
def set_(*, environment: str, name: str, more: tuple[str, ...], piped: bool) -> None:
    """Put the secret NAME of the environment, in the place of the one before."""
    if more:  # click would repeat them, and one may be the secret
        remedy = "leave it out: it is asked for; if it was the secret, count it as known and replace it"
        raise UserError([Mistake(where="after NAME", what="there is one argument too many", remedy=remedy)])
    to = target(environment)
    secrets.declared(name)
    connection = connect(to)
    path, version = secrets.put(to, connection, name, _value(name, piped=piped))
    click.echo(f"{path} is set (version {version}).")


@command.command(name="list")
@click.argument("environment", metavar="ENV")
@click.option("--json", "as_json", is_flag=True, help="Print the list as one JSON document.")
def list_(*, environment: str, as_json: bool) -> None:
    """Show each secret: name, owner, readers, whether it is set, and when that was; never a value."""
    to = target(environment)
    found = secrets.states(to, connect(to))
    if as_json:
        click.echo(json.dumps([_row(state) for state in found], indent=2, ensure_ascii=False))
        return
    if not found:
        click.echo("The application declares no secrets.")
    for state in found:
        row = _row(state)
        when = f" since {row['changed']} (version {row['version']})" if state.found else ""
        needed = "" if state.secret.required else ", optional"
        click.echo(f"{state.path}: {state.word}{needed}{when}")
        click.echo(f"  {state.secret.description}")
        click.echo(f"  owner: {state.secret.owner}; read by: {', '.join(state.secret.consumers)}")


@command.command()
@click.argument("environment", metavar="ENV")
def check(*, environment: str) -> None:
    """Exit with 1 when a required secret is missing, or when one is stored as plain text."""
    to = target(environment)
    found = secrets.states(to, connect(to))
    wanting = list(secrets.wanting(found, environment))
    if wanting:
        raise UserError(wanting)
    required = sum(state.secret.required for state in found)
    click.echo(f"{required} of {required} required secrets are set.")


def _value(name: str, *, piped: bool) -> str:
    if piped:
        data = sys.stdin.buffer.read()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            mistake = Mistake(where=name, what="the value is not UTF-8 text", remedy="give the secret as text")
            raise UserError([mistake]) from None
        return text.removesuffix("\n").removesuffix("\r")
    if not sys.stdin.isatty():
        what = "cannot ask for the value: there is no terminal"
        raise UserError([Mistake(where=name, what=what, remedy="pipe it in and say --stdin")])
    value: str = click.prompt(f"Value of {name}", hide_input=True, confirmation_prompt="Once more", err=True)
    return value


def _row(state: secrets.State) -> dict[str, object]:
    return {
        "name": state.secret.name,
        "path": state.path,
        "owner": state.secret.owner,
        "consumers": list(state.secret.consumers),
        "required": state.secret.required,
        "state": state.word,
        "changed": state.found.changed.isoformat(timespec="seconds") if state.found else None,
        "version": state.found.version if state.found else None,
    }
