"""`make demo`: a visitor plays the sample event on the embedded AWS of this folder, each call shown with its answer."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click

from stamp_infra.local import background
from stamp_infra.local.emulator import Emulator
from tests.demo.page import Page, UnexpectedError
from tests.demo.stand_in import trusted
from tests.demo.walk import walk
from tests.functions.conftest import found
from tests.functions.line import serving


def main(folder: Path) -> None:
    """Play; exit with 1 when the embedded AWS of the folder does not run or answers otherwise than it should."""
    running = background.find(folder)
    if running is None:
        sys.exit("error: the embedded AWS does not run; `make demo` starts it")
    emulator = Emulator(port=running.port, folder=folder)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as keys, serving(Path(keys)) as line:
        rally = found(emulator, line)
        page = Page(rally=rally, say=click.echo)
        click.echo(f"The API is at {rally.url}; LINE's keys are at {line.url} for now.")
        with trusted(rally.client("lambda"), line.url):
            try:
                walk(page)
            except UnexpectedError as error:
                sys.exit(f"error: {error}")
    took = f"{page.calls} calls in {time.monotonic() - started:.1f} s"
    click.echo(f"\n{took}; docs/openapi.yaml says what else may be answered.")


if __name__ == "__main__":
    main(background.FOLDER)
