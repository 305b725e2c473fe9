"""`stamp-infra check`: what is wrong with rendered templates, why it matters, and how to mend it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.check.cache import DIRECTORY, Cache
from stamp_infra.check.inputs import read
from stamp_infra.check.present import lines
from stamp_infra.check.remembered import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stamp_infra.check.finding import Finding
    from stamp_infra.check.present import Style
    from stamp_infra.check.report import Report

_CLEAR: Final = "\r\x1b[2K"
_STYLES: Final[dict[Style, str]] = {
    "heading": "bold",
    "error": "red",
    "warning": "yellow",
    "info": "cyan",
    "faint": "dim",
    "good": "green",
    "plain": "",
}
FOLDER: Final = "infrastructure"
_OTHERS: Final = re.compile(r"[EWI]\d{4}|SamTransforms|SamValidates|WaiverHasReason|WaiverIsNeeded")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--no-cache", is_flag=True, help="Work everything out anew, and remember nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON document.")
@click.option("--strict", is_flag=True, help="Exit with 1 for any finding that is not waived, not for errors alone.")
@click.option("--only", multiple=True, metavar="RULE", help="Show this rule's findings; may be given several times.")
def command(*, paths: tuple[Path, ...], no_cache: bool, as_json: bool, strict: bool, only: tuple[str, ...]) -> None:
    """Prove what matters about rendered templates, in every environment.

    Without PATH this checks infrastructure/. PATH is a file or a folder with any CloudFormation or SAM templates; a
    template that another one nests is checked as a part of it.

    cfn-lint's rules, `sam validate --lint` and rules of our own are applied to each template as it is written and as
    each environment of its samconfig.toml would deploy it. A finding is waived only in the template, with a reason:
    Metadata.StampInfra.Waivers of the resource maps the rule's name to it.

    \b
    Examples:
      stamp-infra check                       check what `stamp-infra render` wrote
      stamp-infra check --strict              in CI: fail for warnings and notes too
      stamp-infra check --only W3002 --json   one rule's findings, for a program
      stamp-infra check ../shop/template.yaml any template, whoever wrote it
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    files = read(paths or [Path(FOLDER)])
    with _progress() as progress:
        report = check(files, cache=Cache(directory=None if no_cache else DIRECTORY), progress=progress)
    unknown = [name for name in only if name not in report.rules and not _OTHERS.fullmatch(name)]
    if unknown:
        raise click.BadParameter(f"no rule is called {', '.join(unknown)}", param_hint="--only")
    shown = [finding for finding in report.findings if not only or finding.rule in only]
    if as_json:
        click.echo(json.dumps(_document(report, shown), indent=2, ensure_ascii=False))
    else:
        _show(report, shown)
    open_ = [finding for finding in shown if finding.waived is None]
    if any(strict or finding.severity == "error" for finding in open_):
        sys.exit(1)


def _document(report: Report, shown: Sequence[Finding]) -> dict[str, object]:
    findings = [asdict(finding) for finding in shown]
    return {
        "templates": report.templates,
        "environments": report.environments,
        "rules": report.rules,
        "findings": [finding for finding in findings if finding["waived"] is None],
        "waived": [finding for finding in findings if finding["waived"] is not None],
    }


def _show(report: Report, shown: Sequence[Finding]) -> None:
    if not sys.stdout.isatty():
        for text, _ in lines(report, shown):
            click.echo(text)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line, style in lines(report, shown):
        text = line.lstrip()
        console.print(Padding(Text(text, style=_STYLES[style]), (0, 0, 0, len(line) - len(text))))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows what is being done: on a terminal, in one line that is gone in the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda text: click.echo(f"{_CLEAR}{text[: shutil.get_terminal_size().columns - 1]}", nl=False, err=True)
    finally:
        click.echo(_CLEAR, nl=False, err=True)
