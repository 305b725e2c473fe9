"""`stamp-infra local`: the embedded AWS of this folder, started, looked at, forgotten and ended."""

from __future__ import annotations

import json
import os
import shlex
import sys
import textwrap
from pathlib import Path

import click

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.local import background, environment
from stamp_infra.local.placeholders import PLACEHOLDERS, STAND_INS


@click.group()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=background.FOLDER,
    show_default=True,
    help="Where it keeps its state and its log; each folder has an embedded AWS of its own.",
)
@click.pass_context
def command(context: click.Context, *, folder: Path) -> None:
    """Run the embedded AWS: on loopback only, IAM enforced, no account and no network needed.

    \b
    Examples:
      stamp-infra local up               start it, or say where it runs
      eval "$(stamp-infra local env)"    let `aws` and `sam` of this shell use it
      stamp-infra local down             end it; what was deployed is there again after the next `up`
      stamp-infra local seed             fill the tables of the deployed dev with sample records
      stamp-infra local reset            forget all that was deployed
    """  # noqa: D301 # click wants the character, not its escape
    context.obj = folder


@command.command()
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Port of loopback; a free one, or the last, if left out."
)
@click.pass_obj
def up(folder: Path, *, port: int | None) -> None:
    """Start the embedded AWS in the background, or say where it runs."""
    click.echo("Starting the embedded AWS ", nl=False, err=True)
    waited = 0

    def progress() -> None:
        nonlocal waited
        waited += 1
        if waited % 5 == 0:
            click.echo(".", nl=False, err=True)

    try:
        found = background.up(folder, port=port, progress=progress)
    finally:
        click.echo(err=True)
    _show(folder, found)


@command.command()
@click.pass_obj
def down(folder: Path) -> None:
    """End the embedded AWS and keep its state."""
    ran = background.down(folder)
    click.echo(f"Ended; its state is kept in {folder}." if ran else "It does not run.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print the status as one JSON document.")
@click.pass_obj
def status(folder: Path, *, as_json: bool) -> None:
    """Say where the embedded AWS runs and what it only pretends to do; exit with 1 when it does not run."""
    found = background.find(folder)
    if as_json:
        endpoint = environment.of_client(found.port)["AWS_ENDPOINT_URL"] if found else None
        gaps = {name: placeholder.gap for name, placeholder in PLACEHOLDERS.items()}
        told = {"running": bool(found), "endpoint": endpoint, "placeholders": gaps, "stand_ins": STAND_INS}
        click.echo(json.dumps(told, indent=2))
    elif found:
        _show(folder, found)
    else:
        click.echo("It does not run; `stamp-infra local up` starts it.")
    if not found:
        sys.exit(1)


@command.command()
@click.pass_obj
def reset(folder: Path) -> None:
    """Forget all that was deployed to the embedded AWS; it goes on running if it runs."""
    background.reset(folder)
    click.echo("All that was deployed is forgotten.")


@command.command()
@click.pass_obj
def env(folder: Path) -> None:
    """Print the lines that let `aws`, `sam` and boto3 of a shell use the embedded AWS."""
    variables = _variables(folder)
    click.echo(f"unset {' '.join(environment.ELSEWHERE)}")
    for name, value in variables.items():
        click.echo(f"export {name}={shlex.quote(value)}")


@command.command()
@click.argument("environment", metavar="ENV")
@click.pass_obj
def visit(folder: Path, *, environment: str) -> None:
    """Call the API of ENV as a browser does: preflight, no token, signed in; exit with 1 when an answer is wrong.

    It signs somebody in by a client of its own, which only the embedded AWS is asked for.
    """
    from stamp_infra.operations.target import target
    from stamp_infra.operations.visit import visit as calls

    _act(folder)
    bad = False
    for call in calls(target(environment)):
        bad = bad or not call.ok
        click.echo(f"{call.what}: {call.verb} {call.url}")
        word = click.style("" if call.ok else "WRONG: ", fg="red")
        click.echo(f"  {word}{call.status}")
        for name, value in sorted(call.headers.items()):
            if name.startswith("access-control-"):
                click.echo(f"  {name}: {value}")
    if bad:
        sys.exit(1)


@command.command()
@click.argument("environment", metavar="[ENV]", default="dev")
@click.option("--dry-run", is_flag=True, help="Write nothing; show which records differ.")
@click.pass_obj
def seed(folder: Path, *, environment: str, dry_run: bool) -> None:
    """Put the sample records that pyproject.toml names into the tables of ENV, dev if left out.

    A record that is there already is left alone, one that differs is put anew, and every other one stays.
    """
    from stamp_infra.operations.seed import seed as puts
    from stamp_infra.operations.target import target
    from stamp_infra.workspace.application import read_settings

    sample = read_settings(Path.cwd()).get("sample")
    if not isinstance(sample, str):
        remedy = 'write [tool.stamp-infra] sample = "samples.yaml", the path of a file'
        where = "pyproject.toml: tool.stamp-infra.sample"
        raise UserError([Mistake(where=where, what="names no file of sample records", remedy=remedy)])
    _act(folder)
    done = list(puts(target(environment), Path(sample), writing=not dry_run))
    for each in done:
        if each.differs:
            click.echo(f"{'differs' if dry_run else 'put'} {each.table}: {each.key}")
    count = sum(each.differs for each in done)
    verb = "to put" if dry_run else "put"
    click.echo(f"{len(done)} records, {f'{count} {verb}' if count else 'all there'}")


def _act(folder: Path) -> None:
    """Let this process's clients talk to the embedded AWS of the folder, and to nothing else."""
    variables = _variables(folder)
    for name in list(os.environ):
        if name in environment.ELSEWHERE or name.startswith("AWS_ENDPOINT_URL_"):
            del os.environ[name]
    os.environ.update(variables)


def _variables(folder: Path) -> dict[str, str]:
    """Return what clients are told; raise `UserError` when the embedded AWS does not run."""
    found = background.find(folder)
    if not found:
        remedy = "run `stamp-infra local up` first"
        raise UserError([Mistake(where=str(folder), what="the embedded AWS does not run", remedy=remedy)])
    return environment.of_client(found.port)


def _show(folder: Path, found: background.Running) -> None:
    click.echo(f"The embedded AWS runs at {environment.of_client(found.port)['AWS_ENDPOINT_URL']} (state in {folder}).")
    click.echo("Not proven by it, as these types are accepted without effect:")
    names = ", ".join(f"{name.removeprefix('AWS::')} ({each.gap})" for name, each in PLACEHOLDERS.items())
    click.echo(textwrap.fill(names, width=110, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))
    click.echo("Made up by it:")
    for name, what in STAND_INS.items():
        click.echo(f"  {name} ({what})")
