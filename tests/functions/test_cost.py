"""A request costs as much at a nation-wide event as on a quiet day: nothing is scanned, and nothing grows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from tests.functions.rally import new_user_id
from tests.load import units
from tests.load.__main__ import main
from tests.load.apart import FUNCTIONS, apart
from tests.load.cost import Cost, costs
from tests.load.ground import ground
from tests.load.recorder import recording

if TYPE_CHECKING:
    from tests.functions.rally import Rally

# The ranking shows a hundred: with fewer visitors it is shorter.
FEW: Final = 100
MANY: Final = 300
ROOT: Final = Path(__file__).parents[2]
METHODS: Final = {"get", "put", "post", "delete"}
BY_KEY: Final = {"GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
# It tells of all events, those of other tests included, and for some seconds from what it has read before.
LISTS_ALL: Final = "GET /events"

Measured = tuple[dict[str, Cost], dict[str, Cost]]


@pytest.fixture(scope="module")
def measured(rally: Rally) -> Measured:
    """Return the cost of each route with few visitors and with many."""
    with recording(rally) as recorder, apart(rally, FUNCTIONS, AWS_ENDPOINT_URL_DYNAMODB=recorder.url) as own:
        few, many = (costs(own, ground(rally, visitors, 1), recorder) for visitors in (FEW, MANY))
    return few, many


def test_every_route_is_measured(measured: Measured) -> None:
    text = (ROOT / "docs/openapi.yaml").read_text(encoding="utf-8")
    paths = yaml.load(text, yaml.CSafeLoader)["paths"]
    existing = {f"{method.upper()} {path}" for path in paths for method in METHODS & paths[path].keys()}
    assert {name.partition(",")[0].partition("?")[0] for name in measured[0]} == existing


def test_no_request_looks_at_more_than_it_returns_or_writes(measured: Measured) -> None:
    calls = [(name, call) for routes in measured for name, cost in routes.items() for call in cost.calls]
    assert {call.action for _, call in calls} == BY_KEY
    assert [(name, call) for name, call in calls if call.scanned != call.items] == []


def test_no_request_costs_more_when_there_are_more_visitors(measured: Measured) -> None:
    few, many = ({name: str(cost) for name, cost in routes.items() if name != LISTS_ALL} for routes in measured)
    assert many == few
    assert [len(routes[LISTS_ALL].calls) <= 1 for routes in measured] == [True, True]


def test_the_documentation_tells_what_a_request_costs(measured: Measured) -> None:
    lines = (ROOT / "docs/load.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if " · " in line and "|" in line
    ]
    told = {route: set(each) for route, *each in rows if route != LISTS_ALL}
    assert told == {route: {str(cost)} for route, cost in measured[0].items() if route != LISTS_ALL}


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ({"UserId": {"S": "Uあ"}}, 6 + 4),
        ({"N": {"N": "-120.50"}}, 1 + 4),
        ({"N": {"N": "1000"}}, 1 + 2),
        ({"B": {"BOOL": True}, "M": {"M": {"a": {"N": "1"}}}}, 2 + 1 + (3 + 1 + 2 + 1)),
    ],
)
def test_an_item_is_as_large_as_dynamodb_says(item: dict[str, Any], size: int) -> None:
    assert units.size(item) == size


def test_a_read_is_charged_by_four_kilobytes() -> None:
    item = {"a": {"S": "x" * 4095}}
    assert units.read([], consistent=True) == 1
    assert units.read([item], consistent=True) == 1
    assert units.read([item, {"b": {"BOOL": True}}], consistent=True) == 2
    assert units.read([item, item], consistent=False) == 1


def test_writes_are_charged_as_the_embedded_aws_charges_them(rally: Rally) -> None:
    client, name = rally.client("dynamodb"), rally.table("user-stamps").name
    of = units.indexes(client.describe_table(TableName=name)["Table"])
    key = {"UserId": {"S": new_user_id()}, "StampId": {"S": "event#_PROGRESS"}}
    score = {"RankShard": {"S": "event#0"}, "RankScore": {"N": "1.5"}}
    states: list[dict[str, Any] | None] = [
        None,
        key | score,
        key | score | {"StampCount": {"N": "1"}},
        key | score | {"StampCount": {"N": "1"}, "LastCollectedAt": {"N": "1"}},
        key | score | {"StampCount": {"N": "1"}, "RankScore": {"N": "2.5"}},
        key | score | {"Name": {"S": "x" * 1500}},
        key,
        None,
    ]
    for before, after in pairwise(states):
        write = {"Put": {"TableName": name, "Item": after}} if after else {"Delete": {"TableName": name, "Key": key}}
        told = client.transact_write_items(TransactItems=[write], ReturnConsumedCapacity="TOTAL")
        (charged,) = told["ConsumedCapacity"]
        assert units.write(before, after, of, transactional=True) == charged["CapacityUnits"], (before, after)


def test_a_load_run_is_led_to_no_other_aws() -> None:
    with pytest.raises(SystemExit, match="no other"):
        main(["https://api.example.com"])
