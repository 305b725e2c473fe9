"""What one environment's rendered templates say once parameters, mappings, conditions and nesting are resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A value CloudFormation knows only at deployment is written as a pointer: `<cfn/dynamodb.yaml#Users.Arn>` for
# `!GetAtt Users.Arn`, `<cfn/dynamodb.yaml#Users>` for `!Ref Users`, `<AWS::AccountId>` for a pseudo parameter. Pointers
# stand inside longer strings as they are, so `!Sub ${Users.Arn}/index/x` is `<cfn/dynamodb.yaml#Users.Arn>/index/x`.
POINTER: Final = re.compile(
    r"<(?P<template>[^<>#]+)#(?P<logical_id>[A-Za-z0-9]+)(?:\.(?P<attribute>[A-Za-z0-9.:_-]+))?>"
)


@dataclass(frozen=True, kw_only=True)
class Template:
    """One template file: `body` is the whole document with long-form intrinsics, nothing resolved."""

    path: str
    body: Mapping[str, Any]

    @property
    def source(self) -> str | None:
        """The module that declared it, from `Metadata.StampInfra.Source`; None when this library did not write it."""
        source: str | None = self.body.get("Metadata", {}).get("StampInfra", {}).get("Source")
        return source


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One resource of one environment; a resource whose condition is false there does not exist."""

    template: Template
    logical_id: str
    type: str
    properties: Mapping[str, Any]
    attributes: Mapping[str, Any]
    """The other keys: DeletionPolicy, UpdateReplacePolicy, DependsOn (always a list), UpdatePolicy, Metadata, ..."""

    def ref(self, attribute: str | None = None) -> str:
        """Return the pointer that `!Ref` (or `!GetAtt`, with an attribute) of this resource resolves to."""
        return f"<{self.template.path}#{self.logical_id}{f'.{attribute}' if attribute else ''}>"


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """The root template with everything nested in it, as one environment would deploy it.

    `environment` is dev, stg or prod, or None when no samconfig.toml names environments; SAM resources are already
    translated to what CloudFormation receives.
    """

    environment: str | None
    templates: tuple[Template, ...]
    resources: tuple[Resource, ...]

    def of_type(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of these types, in the order of the templates."""
        return (resource for resource in self.resources if resource.type in types)

    def at(self, value: object) -> Resource | None:
        """Return the resource that the first pointer in a string leads to, None when there is none."""
        found = POINTER.search(value) if isinstance(value, str) else None
        if found is None:
            return None
        return self._places.get((found["template"], found["logical_id"]))

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Resource]:
        return {(resource.template.path, resource.logical_id): resource for resource in self.resources}
