"""A file of sample records, read as DynamoDB takes them, or every mistake in it told with its place."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from stamp_infra.rendered.model import Resource

_SHAPE = "write `LogicalId:` of a table, and below it a list of records"


def records(path: Path, tables: Mapping[str, Resource]) -> list[tuple[str, dict[str, Any]]]:
    """Return each record with its table's logical ID; `tables` are those that are declared, by logical ID.

    The file is YAML: per table's logical ID a list of records. Raises `UserError`.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    mistakes: list[Mistake] = []
    for table, items in _read(path).items():
        where = f"{path.as_posix()}: {table}"
        if table not in tables:
            remedy = f"name one of {', '.join(sorted(tables))}"
            mistakes.append(Mistake(where=where, what="is not a table's logical ID", remedy=remedy))
            continue
        if not isinstance(items, list):
            mistakes.append(Mistake(where=where, what="is not a list", remedy=_SHAPE))
            continue
        seen: list[Any] = []
        for position, item in enumerate(items):
            place = f"{where}[{position}]"
            own = list(_mistakes(place, item, keys_of(tables[table])))
            key = [] if own else [item[name] for name in keys_of(tables[table])]
            if not own and key in seen:
                own = [Mistake(where=place, what="has the key of a record above", remedy="remove one of them")]
            seen.append(key)
            mistakes += own
            if not own:
                found.append((table, _encoded(item)))
    if mistakes:
        raise UserError(mistakes)
    return found


def keys_of(table: Resource) -> dict[str, str]:
    """Return the names of a table's key attributes, each with its type: S, N or B."""
    types = {each["AttributeName"]: each["AttributeType"] for each in table.properties["AttributeDefinitions"]}
    return {each["AttributeName"]: types[each["AttributeName"]] for each in table.properties["KeySchema"]}


def _read(path: Path) -> dict[str, Any]:
    where, remedy = path.as_posix(), "correct tool.stamp-infra.sample in pyproject.toml"
    try:
        content = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except OSError as error:
        raise UserError([Mistake(where=where, what=f"cannot be read: {error.strerror}", remedy=remedy)]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        what = f"is not YAML: {' '.join(str(error).split())}"
        raise UserError([Mistake(where=where, what=what, remedy="correct that line")]) from None
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        raise UserError([Mistake(where=where, what="is not a mapping of tables", remedy=_SHAPE)])
    return content


def _mistakes(where: str, item: object, keys: Mapping[str, str]) -> Iterator[Mistake]:
    if not isinstance(item, dict):
        yield Mistake(where=where, what="is not a record", got=item, remedy=_SHAPE)
        return
    for name, kind in keys.items():
        expected: type | tuple[type, ...] = str if kind == "S" else (int, float)
        value = item.get(name)
        if not isinstance(value, expected) or isinstance(value, bool) or value == "":
            what = f"must be a {'text' if kind == 'S' else 'number'}: it is a key of the table"
            yield Mistake(where=f"{where}.{name}", what=what, got=value, remedy="give it a value")
    yield from _foreign(where, item)


def _foreign(where: str, value: object) -> Iterator[Mistake]:
    """Yield the values that no record can hold."""
    if isinstance(value, dict):
        for name, part in value.items():
            if not isinstance(name, str):
                yield Mistake(where=where, what="has a name that is not text", got=name, remedy="quote it")
            yield from _foreign(f"{where}.{name}", part)
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _foreign(f"{where}[{position}]", part)
    elif not isinstance(value, str | int | float | None) or (isinstance(value, float) and not math.isfinite(value)):
        yield Mistake(where=where, what="is nothing that a record can hold", got=str(value), remedy="quote it as text")


def _encoded(item: dict[str, Any]) -> dict[str, Any]:
    """Return a record as DynamoDB's own client takes it; a number goes by its digits, so that none is made up."""
    from boto3.dynamodb.types import TypeSerializer

    exact = json.loads(json.dumps(item), parse_float=Decimal)
    serializer = TypeSerializer()
    return {name: serializer.serialize(value) for name, value in exact.items()}
