"""A stamp is awarded and counted once, whatever is throttled, reset or lost between visitor, function and table."""

from __future__ import annotations

import http.client
import json
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.functions.weather import CLAIMS, CONFLICT, LOST, REQUESTS, RESET, SHARDS, STORM, THROTTLED, WRITES, weather
from tests.load.apart import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.functions.rally import Answer, Rally, Visitor
    from tests.functions.weather import Weather

HERE: Final = {"lat": Decimal("34.6851"), "lon": Decimal("135.8430"), "radiusM": 50}
STANDING: Final = {"lat": 34.6851, "lon": 135.843, "accuracy": 10}


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    return rally.visitor("Hanako")


@pytest.fixture(scope="module")
def storms(rally: Rally) -> Iterator[Weather]:
    with weather(rally) as made:
        yield made


@pytest.fixture
def fair(storms: Weather) -> Iterator[Weather]:
    yield storms
    storms.turns()


def insisting(call: Callable[[], Answer]) -> tuple[Answer, int]:
    """Return the answer that a page gets which asks again until it has one, and how often it asked."""
    for tries in count(1):
        assert tries < 50
        try:
            answer = call()
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            continue
        if answer.status not in {429, 503}:
            return answer, tries
    raise AssertionError


def by_place(stamp_id: str, request_id: str) -> dict[str, Any]:
    return {"stampId": stamp_id, "method": "GPS", "location": STANDING, "requestId": request_id}


def awarded(fair: Weather, visitor: Visitor, stamp_id: str, request_id: str) -> tuple[Answer, int]:
    calling = replace(visitor, rally=fair.rally)
    return insisting(lambda: calling.post("/stamps/award", by_place(stamp_id, request_id)))


def at_once(calls: list[Callable[[], tuple[Answer, int]]]) -> tuple[list[Answer], int]:
    """Return the answers to all calls, sent at the same time, and how many requests they took."""
    with ThreadPoolExecutor(len(calls)) as pool:
        answered = [each.result() for each in [pool.submit(call) for call in calls]]
    return [answer for answer, _ in answered], sum(tries for _, tries in answered)


def records(visitor: Visitor) -> dict[str, dict[str, Any]]:
    found = visitor.rally.table("user-stamps").query(
        KeyConditionExpression="UserId = :user", ExpressionAttributeValues={":user": visitor.user_id}
    )
    return {each["StampId"]: each for each in found["Items"]}


def progress(visitor: Visitor, stamp_id: str) -> dict[str, Any]:
    return records(visitor)[f"{stamp_id.partition('#')[0]}#_PROGRESS"]


def shards(rally: Rally, index: str, key: str, of: str) -> list[list[dict[str, Any]]]:
    """Return what each shard of an index holds."""
    return [
        rally.table("user-stamps").query(
            IndexName=index,
            KeyConditionExpression=f"{key} = :shard",
            ExpressionAttributeValues={":shard": f"{of}#{n}"},
        )["Items"]
        for n in range(SHARDS)
    ]


def test_two_hundred_awards_at_once_in_a_storm_give_one_stamp_and_a_count_of_one(rally: Rally, fair: Weather) -> None:
    visitor, stamp_id = rally.visitor(), rally.stamp(rally.event(), Location=HERE)
    ids = [f"request-{n % 50}" for n in range(200)]
    fair.turns(*STORM)
    answers, requests = at_once([partial(awarded, fair, visitor, stamp_id, each) for each in ids])
    assert all(fair.hits)
    assert requests > 200
    assert Counter(each.status for each in answers) == {200: 4, 409: 196}
    won = records(visitor)[stamp_id]
    assert {i for i, each in zip(ids, answers, strict=True) if each.status == 200} == {won["RequestId"]}
    assert {each.body["collectedAt"] for each in answers} == {won["CollectedAt"]}
    assert len(records(visitor)) == 2
    assert progress(visitor, stamp_id)["StampCount"] == 1


def test_fifty_visitors_at_one_famous_stamp_in_a_storm_give_fifty(rally: Rally, fair: Weather) -> None:
    event_id = rally.event()
    stamp_id = rally.stamp(event_id, Location=HERE)
    with apart(rally) as unthrottled, ThreadPoolExecutor(3) as pool:
        visitors = list(pool.map(lambda n: unthrottled.visitor(f"Visitor {n}"), range(50)))
    visitors = [replace(each, rally=rally) for each in visitors]
    fair.turns(*STORM)
    answers, requests = at_once([partial(awarded, fair, each, stamp_id, uuid.uuid4().hex) for each in visitors])
    assert requests > 50
    assert [each.status for each in answers] == [200] * 50
    expected = {v.user_id: a.body["collectedAt"] for v, a in zip(visitors, answers, strict=True)}
    collected = shards(rally, "gsi-stamp", "StampShard", stamp_id)
    assert {each["UserId"]: each["CollectedAt"] for each in chain(*collected)} == expected
    assert sum(map(len, collected)) == 50
    assert sum(map(bool, collected)) > SHARDS / 2
    ranked = shards(rally, "gsi-ranking", "RankShard", event_id)
    assert {each["UserId"]: each["StampCount"] for each in chain(*ranked)} == dict.fromkeys(expected, 1)
    assert sum(map(len, ranked)) == 50
    fair.turns()
    rows = replace(visitors[0], rally=fair.rally).get(f"/ranking/{event_id}").body["ranking"]
    assert [(each["rank"], each["stampCount"]) for each in rows] == [(n, 1) for n in range(1, 51)]
    names = {v.user_id: f"Visitor {n}" for n, v in enumerate(visitors)}
    earliest_first = sorted(expected, key=lambda user_id: (expected[user_id], user_id))
    assert [each["displayName"] for each in rows] == [names[user_id] for user_id in earliest_first]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        # The client of the function asks three times; after that the page has to.
        (WRITES | {"times": 1} | LOST, 200),
        (WRITES | {"times": 3} | LOST, 503),
        (WRITES | {"times": 3} | RESET, 503),
        (WRITES | {"times": 3} | THROTTLED, 503),
        (WRITES | {"times": 3} | CONFLICT, 200),
        (REQUESTS | {"times": 1} | LOST, None),
    ],
    ids=["reply lost once", "reply lost", "reset", "throttled", "conflict", "answer lost"],
)
def test_a_page_that_asks_again_gets_the_stamp_that_was_written(
    rally: Rally, fair: Weather, visitor: Visitor, fault: dict[str, Any], status: int | None
) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    request = by_place(stamp_id, uuid.uuid4().hex)
    calling = replace(visitor, rally=fair.rally)
    fair.turns(fault)
    if status is None:
        with pytest.raises((OSError, http.client.HTTPException)):
            calling.post("/stamps/award", request)
    else:
        assert calling.post("/stamps/award", request).status == status
    assert fair.hits == [fault["times"]]
    written = records(visitor).get(stamp_id)
    assert (written is not None) == ("response" in fault or status == 200)
    again = calling.post("/stamps/award", request)
    kept = records(visitor)[stamp_id]
    assert (again.status, again.body["collectedAt"]) == (200, kept["CollectedAt"])
    assert kept == (written or kept)
    assert progress(visitor, stamp_id)["StampCount"] == 1


@pytest.mark.parametrize("times", [1, 3])
def test_a_reward_is_claimed_once_though_the_reply_is_lost(
    rally: Rally, fair: Weather, visitor: Visitor, times: int
) -> None:
    event_id = rally.event(StampsForReward=1)
    stamp_id = rally.stamp(event_id, Location=HERE)
    awarded(fair, visitor, stamp_id, uuid.uuid4().hex)
    calling = replace(visitor, rally=fair.rally)
    fair.turns(CLAIMS | {"times": times} | LOST)
    answer = calling.post(f"/events/{event_id}/reward")
    assert answer.status == (200 if times == 1 else 503)
    claimed = progress(visitor, stamp_id)["RewardClaimedAt"]
    again = calling.post(f"/events/{event_id}/reward")
    assert (again.status, again.body["claimedAt"]) == (409, claimed)
    assert progress(visitor, stamp_id)["RewardClaimedAt"] == claimed
