"""A file has one name in everything that is shown, whichever way it was reached."""

from __future__ import annotations

from pathlib import Path


def display(path: Path) -> str:
    """Return how a file is named in findings: relative to the current directory when it is below it."""
    absolute = path.resolve()
    here = Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()
