"""The OpenAPI document of the project in a folder, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.openapi import Document
from stamp_infra.openapi.document import to_openapi
from stamp_infra.openapi.text import to_text
from stamp_infra.workspace.application import load, target

if TYPE_CHECKING:
    from pathlib import Path


def load_text(root: Path) -> str:
    """Return what `docs/openapi.yaml` has to be.

    Raises `UserError` when pyproject.toml names no document, and for each mistake in the one it names.
    """
    module, attribute = target(root, "openapi", "templates.openapi:document")
    document = load(root, Document, module, attribute, setting="openapi")
    folder = module.replace(".", "/")
    return to_text(to_openapi(document), f"{folder}/" if (root / folder).is_dir() else f"{folder}.py")
