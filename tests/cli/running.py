"""The command as a person runs it: its exit status, and what stands on standard output and standard error."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NamedTuple

from stamp_infra.cli.main import main

if TYPE_CHECKING:
    import pytest


class Ran(NamedTuple):
    """What a run came to."""

    status: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run `stamp-infra` with these arguments in the current folder."""
    before, sys.argv = sys.argv, ["stamp-infra", *arguments]
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code or 0
    finally:
        sys.argv = before
        gc.enable()
    assert isinstance(status, int)
    return Ran(status, *capsys.readouterr())
