"""A file of sample records is read as DynamoDB takes them, or everything that is wrong with it is told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.operations.sample import keys_of, records
from stamp_infra.rendered.model import Resource, Template

PROPERTIES: Final[dict[str, Any]] = {
    "AttributeDefinitions": [
        {"AttributeName": "OrderId", "AttributeType": "S"},
        {"AttributeName": "Line", "AttributeType": "N"},
        {"AttributeName": "Shop", "AttributeType": "S"},
    ],
    "KeySchema": [{"AttributeName": "OrderId", "KeyType": "HASH"}, {"AttributeName": "Line", "KeyType": "RANGE"}],
}
ORDERS: Final = Resource(
    template=Template(path="cfn/storage.yaml", body={}),
    logical_id="Orders",
    type="AWS::DynamoDB::Table",
    properties=PROPERTIES,
    attributes={},
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("sample.yaml")


def told(file: Path, text: str) -> list[str]:
    """Return the mistakes in a file."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as raised:
        records(file, {"Orders": ORDERS})
    return [str(mistake) for mistake in raised.value.mistakes]


def test_a_record_is_read_as_dynamodb_takes_it(file: Path) -> None:
    file.write_text("Orders: [{OrderId: a, Line: 1, At: {lat: 34.68898, far: [no, 2.0]}, Note: }]", encoding="utf-8")
    place = {"M": {"lat": {"N": "34.68898"}, "far": {"L": [{"BOOL": False}, {"N": "2.0"}]}}}
    assert records(file, {"Orders": ORDERS}) == [
        ("Orders", {"OrderId": {"S": "a"}, "Line": {"N": "1"}, "At": place, "Note": {"NULL": True}})
    ]


def test_the_keys_are_those_of_the_table_and_not_of_its_indexes() -> None:
    assert keys_of(ORDERS) == {"OrderId": "S", "Line": "N"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a", ["sample.yaml: is not a mapping of tables; write `LogicalId:` of a table"]),
        ("a: [", ["sample.yaml: is not YAML: while parsing a flow node"]),
        ("Stock: []", ["sample.yaml: Stock: is not a table's logical ID; name one of Orders"]),
        ("Orders: 1", ["sample.yaml: Orders: is not a list; write `LogicalId:`"]),
        ("Orders: [1]", ["sample.yaml: Orders[0]: is not a record (got 1); "]),
        (
            "Orders: [{OrderId: 7, Line: x}]",
            [
                "sample.yaml: Orders[0].OrderId: must be a text: it is a key of the table (got 7); ",
                'sample.yaml: Orders[0].Line: must be a number: it is a key of the table (got "x"); ',
            ],
        ),
        ("Orders: [{OrderId: '', Line: 1}]", ["sample.yaml: Orders[0].OrderId: must be a text: "]),
        (
            "Orders: [{OrderId: a, Line: 1}, {OrderId: a, Line: 1}]",
            ["sample.yaml: Orders[1]: has the key of a record above; "],
        ),
        (
            "Orders: [{OrderId: a, Line: 1, At: {day: 2026-01-01, far: .inf}}]",
            [
                'sample.yaml: Orders[0].At.day: is nothing that a record can hold (got "2026-01-01"); ',
                'sample.yaml: Orders[0].At.far: is nothing that a record can hold (got "inf"); ',
            ],
        ),
        ("Orders: [{OrderId: a, Line: 1, 7: x}]", ["sample.yaml: Orders[0]: has a name that is not text (got 7); "]),
        ("Orders: [{Line: 1}]\nStock: []", ["sample.yaml: Orders[0].OrderId: must be", "sample.yaml: Stock: is not"]),
    ],
)
def test_every_mistake_is_told_with_its_place(file: Path, text: str, expected: list[str]) -> None:
    found = told(file, text)
    assert len(found) == len(expected)
    assert [mistake.startswith(start) for mistake, start in zip(found, expected, strict=True)] == [True] * len(found), (
        found
    )


def test_a_file_that_is_not_there_is_told(file: Path) -> None:
    with pytest.raises(
        UserError, match=r"sample\.yaml: cannot be read: No such file or directory; correct tool\."
    ) as _:
        records(file, {"Orders": ORDERS})
