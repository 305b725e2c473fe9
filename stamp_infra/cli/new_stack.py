"""`stamp-infra new-stack`: the module, the test and the page of a new stack, to be filled in."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be written.")
def command(*, name: str, dry_run: bool) -> None:
    """Start the stack NAME, lower-case words joined by hyphens: its module, its test and its page.

    Nothing that is there already is touched: then nothing is written at all.

    \b
    Examples:
      stamp-infra new-stack order-history             write the three files
      stamp-infra new-stack order-history --dry-run   look at them first
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.workspace.files import Change, write
    from stamp_infra.workspace.scaffold import scaffold

    files = scaffold(Path.cwd(), name)
    for path, text in files.items():
        if dry_run:
            click.secho(f"would create {path}", bold=True)
            click.echo(text)
        else:
            write(Path(), Change(path=path, before=None, after=text))
            click.echo(f"create {path}")
    module = Path(next(iter(files)))
    app = module.with_name("app.py").as_posix()
    click.echo("\nNext:")
    click.echo(f"  1. list {module.stem}.stack in {app}, in `nested`, after the stacks that it refers to")
    click.echo("  2. say what it is for, and replace the example, in all three files")
    click.echo("  3. stamp-infra render && stamp-infra check")
