"""Templates written for a test, resolved as one environment would deploy them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.samconfig import Environment

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.rendered.stack import Stack


def stack(folder: Path, files: dict[str, str], region: str | None = None, **parameters: str) -> Stack:
    """Return the stack of `root.yaml`, in an environment called dev with these parameters."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    environment = Environment(name="dev", region=region, parameters=parameters)
    return stack_of(folder / "root.yaml", environment, Reader(load=load, expand=expand))
