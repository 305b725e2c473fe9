"""Keys of tables and indexes, written `Name` or `Name:T` with T one of S, N and B, S where it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troposphere import dynamodb

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEY_TYPES: Final = ("S", "N", "B")
MAX_ATTRIBUTE_BYTES: Final = 255


def typed(declared: str) -> tuple[str, str]:
    """Return the attribute's name and type."""
    attribute, _, kind = declared.partition(":")
    return attribute, kind or "S"


def schema(key: str, sort: str | None) -> list[dynamodb.KeySchema]:
    """Return the key schema of a table or an index."""
    keys = [dynamodb.KeySchema(AttributeName=typed(key)[0], KeyType="HASH")]
    return [*keys, dynamodb.KeySchema(AttributeName=typed(sort)[0], KeyType="RANGE")] if sort else keys


def definitions(keys: Iterable[str | None]) -> list[dynamodb.AttributeDefinition]:
    """Return the definition of each attribute that is a key somewhere, and of no other: DynamoDB refuses one."""
    types = dict(typed(key) for key in keys if key)
    return [dynamodb.AttributeDefinition(AttributeName=name, AttributeType=kind) for name, kind in types.items()]


def key_mistakes(where: str, key: object, sort: object) -> Iterator[Mistake]:
    """Yield what is wrong with the keys of one table or index."""
    yield from _attribute_mistakes(f"{where}.key", key)
    yield from _attribute_mistakes(f"{where}.sort", sort) if sort is not None else ()
    if isinstance(key, str) and isinstance(sort, str) and typed(key)[0] == typed(sort)[0]:
        what = "is the attribute of the key as well"
        yield Mistake(where=f"{where}.sort", what=what, got=sort, remedy="sort by another attribute, or not at all")


def type_conflicts(where: str, keys: Iterable[object]) -> Iterator[Mistake]:
    """Yield a mistake for each attribute that has two types among all keys of a table."""
    types: dict[str, str] = {}
    for key in keys:
        if isinstance(key, str):
            attribute, kind = typed(key)
            if types.setdefault(attribute, kind) != kind:
                what = f"gives attribute {attribute} two types, {types[attribute]} and {kind}"
                yield Mistake(where=where, what=what, remedy="write one type for it in all keys of the table")


def _attribute_mistakes(where: str, declared: object) -> Iterator[Mistake]:
    if not isinstance(declared, str) or not typed(declared)[0].strip():
        yield Mistake(where=where, what="names no attribute", got=declared, remedy="write Name or Name:N")
    elif len(typed(declared)[0].encode(errors="replace")) > MAX_ATTRIBUTE_BYTES:
        what = f"names an attribute of more than {MAX_ATTRIBUTE_BYTES} bytes"
        yield Mistake(where=where, what=what, got=declared, remedy="shorten it")
    else:
        yield from one_of(f"{where} type", typed(declared)[1], KEY_TYPES)
