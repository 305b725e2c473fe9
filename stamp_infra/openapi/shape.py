"""A named schema: what holds one refers to it by its Python object, and the document by `$ref`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, eq=False)
class Shape:
    """A JSON schema (2020-12) by a name such as `Order`; it may hold other shapes wherever a schema may stand."""

    name: str
    schema: Mapping[str, Any]


def record(properties: Mapping[str, Any], *, optional: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """Return the schema of an object that has exactly these properties, all of them but the optional ones."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        **more,
    }


def with_references(schema: Any, found: dict[str, Shape]) -> Any:
    """Return the schema with `$ref` for each shape in it, and add those to `found`, however deep they are."""
    if isinstance(schema, Shape):
        if schema.name not in found:
            found[schema.name] = schema
            with_references(schema.schema, found)
        return {"$ref": f"#/components/schemas/{schema.name}"}
    if isinstance(schema, dict):
        return {key: with_references(part, found) for key, part in schema.items()}
    if isinstance(schema, list | tuple):
        return [with_references(part, found) for part in schema]
    return schema
