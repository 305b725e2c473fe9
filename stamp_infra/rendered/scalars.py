"""Texts, numbers and lists as CloudFormation writes them into parameters and texts, and reads them from there."""

from __future__ import annotations

import re
from typing import Any


def text(value: Any) -> str | None:
    """Return a scalar as CloudFormation writes it into a text, None for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


def typed(value: Any, kind: str) -> Any:
    """Return a parameter's value as its type reads it: a list, a number, else a text."""
    written = text(value)
    if written is None:
        return value
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [item.strip() for item in written.split(",")] if written else []
    if kind == "Number" and re.fullmatch(r"-?\d+(\.\d+)?", written):
        return float(written) if "." in written else int(written)
    return written
