"""Where an event's visitors are spread over sixteen shards, the ranking is still one."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from rally import rank, shards

from stamp_infra.aws.sign_in import signed_in
from stamp_infra.operations.connect import connect
from stamp_infra.operations.deployed import deployed
from stamp_infra.operations.target import target
from tests.local import aws

if TYPE_CHECKING:
    import pytest

    from tests.e2e.project import Project

EVENT: Final = "ranking"
TABLE: Final = "stamp-rally-prod-user-stamps"
NOW: Final = 1_800_000_000_000


def progress(n: int) -> dict[str, Any]:
    """Return the progress of a visitor: the higher the number, the better."""
    user_id, score = f"U{n:032x}", n // 10 + rank.step(NOW - n)
    return {
        "UserId": {"S": user_id},
        "StampId": {"S": f"{EVENT}#_PROGRESS"},
        "RankShard": {"S": shards.rank_shard(EVENT, user_id)},
        "RankScore": {"N": str(Decimal(score))},
        "StampCount": {"N": str(n // 10 + 1)},
        "DisplayName": {"S": f"visitor {n}"},
    }


def write(dynamodb: Any, requests: list[dict[str, Any]]) -> None:
    for start in range(0, len(requests), 25):
        some = requests[start : start + 25]
        assert not dynamodb.batch_write_item(RequestItems={TABLE: some})["UnprocessedItems"]


def test_the_first_hundred_of_all_shards_are_shown(
    environments: dict[str, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    prod = environments["prod"]
    monkeypatch.chdir(prod.folder)
    monkeypatch.setenv("INDEX_SHARDS", "16")
    for name, value in prod.emulator.variables.items():
        monkeypatch.setenv(name, value)
    everybody = [progress(n) for n in range(125)]
    assert len({each["RankShard"]["S"] for each in everybody}) == 16
    dynamodb = aws.client(prod.emulator, "dynamodb")
    write(dynamodb, [{"PutRequest": {"Item": item}} for item in everybody])
    subject = deployed(target("prod"), connect(target("prod")))
    api, pool = (
        next(identity for _, identity in subject.of_type(each))
        for each in ("AWS::ApiGateway::RestApi", "AWS::Cognito::UserPool")
    )
    path = f"/restapis/{api}/v1/_user_request_/ranking/{EVENT}"
    with signed_in(subject.connection, pool) as token:
        status, _, body = aws.request(prod.emulator, "GET", path, {"Authorization": token})
    keys = [{name: item[name] for name in ("UserId", "StampId")} for item in everybody]
    write(dynamodb, [{"DeleteRequest": {"Key": key}} for key in keys])
    assert status == 200
    assert [(each["rank"], each["displayName"]) for each in json.loads(body)["ranking"]] == [
        (place, f"visitor {125 - place}") for place in range(1, 101)
    ]
