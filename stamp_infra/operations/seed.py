"""Sample records in the tables of an environment of the embedded AWS, and no other: put once, however often asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from stamp_infra.aws.errors import told
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.connect import connect
from stamp_infra.operations.deployed import deployed
from stamp_infra.operations.sample import keys_of, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stamp_infra.operations.target import Target

TABLE: Final = "AWS::DynamoDB::Table"
_HERE: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Put:
    """A sample record: its table's logical ID, its key in words, and whether the table does not hold it as it is."""

    table: str
    key: str
    differs: bool


def seed(to: Target, sample: Path, *, writing: bool) -> Iterator[Put]:
    """Yield each record of a sample file; one that the table does not hold is put there, if writing.

    Raises `UserError` for an AWS that is not on this machine, and for every mistake in the file: then nothing is put.
    """
    connection = connect(to)
    dynamodb = connection.client("dynamodb")
    endpoint = str(dynamodb.meta.endpoint_url)
    if urlsplit(endpoint).hostname not in _HERE:
        remedy = "start the embedded AWS with `stamp-infra local up`"
        what = "sample records are for an AWS on this machine alone"
        raise UserError([Mistake(where="DynamoDB", what=what, got=endpoint, remedy=remedy)])
    subject = deployed(to, connection)
    tables = {resource.logical_id: resource for resource, _ in subject.of_type(TABLE)}
    for table, item in records(sample, tables):
        name = subject.id_of(tables[table])
        key = {each: item[each] for each in keys_of(tables[table])}
        with told(f"reading {name}"):
            held = dynamodb.get_item(TableName=name, Key=key, ConsistentRead=True).get("Item", {})
        differs = _values(held) != _values(item)
        if differs and writing:
            with told(f"writing to {name}"):
                dynamodb.put_item(TableName=name, Item=item)
        yield Put(table=table, key=", ".join(_words(each) for each in key.values()), differs=differs)


def _values(item: dict[str, Any]) -> dict[str, Any]:
    """Return a record's values, in which 2.0 is 2, as it is to DynamoDB."""
    from boto3.dynamodb.types import TypeDeserializer

    read = TypeDeserializer().deserialize
    return {name: read(value) for name, value in item.items()}


def _words(value: dict[str, Any]) -> str:
    return str(next(iter(value.values())))
