"""The command as a person starts it, in this process."""

from __future__ import annotations

from dataclasses import dataclass

from click.testing import CliRunner

from stamp_infra.cli.main import cli
from stamp_infra.core.errors import UserError


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it; `mistakes` are the lines of a `UserError`."""

    status: int
    output: str
    mistakes: tuple[str, ...]


def run(*arguments: str, given: str | bytes | None = None) -> Done:
    """Run `stamp-infra` with these arguments and this standard input."""
    result = CliRunner().invoke(cli, arguments, input=given)
    if result.exception is not None and not isinstance(result.exception, UserError | SystemExit):
        raise result.exception
    mistakes = tuple(map(str, result.exception.mistakes)) if isinstance(result.exception, UserError) else ()
    return Done(status=result.exit_code, output=result.output, mistakes=mistakes)


def ok(*arguments: str, given: str | bytes | None = None) -> str:
    """Run it, and return what it says when it succeeds."""
    done = run(*arguments, given=given)
    assert done.status == 0, (done.mistakes, done.output)
    return done.output
