"""Layers: the libraries of all functions, packed once, with every version kept that a function may still use."""

from __future__ import annotations

from troposphere import serverless

from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import text
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.text import name as physical_name


def layer(name: str, *, code_uri: str, runtime: str, description: str) -> Block:
    """Return a layer that `sam build` packs by the target `build-<LogicalId>` of the makefile in `code_uri`.

    A change of what it holds makes a new version; the older ones stay for what an alias may roll back to.
    """
    where = f'layer "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.code_uri", code_uri),
        *text(f"{where}.runtime", runtime),
        *text(f"{where}.description", description),
    ]
    if mistakes:
        return broken(mistakes)
    version = serverless.LayerVersion(
        f"{logical_id(name)}Layer",
        Metadata={"BuildMethod": "makefile"},
        LayerName=physical_name(name),
        Description=description,
        ContentUri=code_uri,
        CompatibleRuntimes=[runtime],
        CompatibleArchitectures=["arm64"],
        RetentionPolicy="Retain",
    )
    return Block(main=version)
