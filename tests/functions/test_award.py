"""A stamp is awarded to who has earned it, exactly once, whatever the client sends again; so is a reward."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest
from rally import clock

if TYPE_CHECKING:
    from tests.functions.rally import Answer, Rally, Visitor

HERE: Final = {"lat": Decimal("34.6851"), "lon": Decimal("135.8430"), "radiusM": 50}
STANDING: Final = {"lat": 34.6851, "lon": 135.843, "accuracy": 10}
AWAY: Final = {"lat": 34.6861, "lon": 135.843, "accuracy": 10}
VAGUE: Final = STANDING | {"accuracy": 101}


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    return rally.visitor("Hanako")


def by_place(stamp_id: str, **changed: Any) -> dict[str, Any]:
    request = {"stampId": stamp_id, "method": "GPS", "location": STANDING, "requestId": uuid.uuid4().hex}
    return request | changed


def by_photograph(stamp_id: str, upload_id: str) -> dict[str, Any]:
    return {"stampId": stamp_id, "method": "IMAGE", "uploadId": upload_id, "requestId": uuid.uuid4().hex}


def awarded(visitor: Visitor, request: dict[str, Any]) -> Answer:
    return visitor.post("/stamps/award", request)


def record(visitor: Visitor, sort_key: str) -> dict[str, Any]:
    found = visitor.rally.table("user-stamps").get_item(Key={"UserId": visitor.user_id, "StampId": sort_key})
    item: dict[str, Any] = found.get("Item", {})
    return item


def progress(visitor: Visitor, stamp_id: str) -> dict[str, Any]:
    return record(visitor, f"{stamp_id.partition('#')[0]}#_PROGRESS")


def ticket(visitor: Visitor, stamp_id: str, **changed: Any) -> str:
    """Write an upload ticket as recognition leaves it, and return the upload's id."""
    upload_id = str(uuid.uuid4())
    recognised = {"Status": "RECOGNISED", "Label": "Deer", "ImageDigest": "d1", "TargetStampId": stamp_id}
    key = {"UserId": visitor.user_id, "StampId": f"UPLOAD#{upload_id}"}
    item = {"TTL": int(time.time()) + 60, **recognised, **changed, **key}
    visitor.rally.table("user-stamps").put_item(Item=item)
    return upload_id


def test_who_stands_at_a_stamp_gets_it(rally: Rally, visitor: Visitor) -> None:
    stamp_id, before = rally.stamp(rally.event(), Location=HERE), clock.now()
    request = by_place(stamp_id)
    answer = awarded(visitor, request)
    at, event_id = answer.body["collectedAt"], stamp_id.partition("#")[0]
    assert (answer.status, answer.body) == (
        200,
        {"stampId": stamp_id, "eventId": event_id, "method": "GPS", "collectedAt": at},
    )
    assert before <= at <= clock.now()
    assert record(visitor, stamp_id) == {
        "UserId": visitor.user_id,
        "StampId": stamp_id,
        "CollectedAt": at,
        "Method": "GPS",
        "RequestId": request["requestId"],
        "StampShard": f"{stamp_id}#0",
        "DistanceM": 0,
        "AccuracyM": 10,
    }
    counted = progress(visitor, stamp_id)
    assert Decimal(1) < counted.pop("RankScore") < Decimal(2)
    assert counted == {
        "UserId": visitor.user_id,
        "StampId": f"{event_id}#_PROGRESS",
        "StampCount": 1,
        "LastCollectedAt": at,
        "RankShard": f"{event_id}#0",
        "DisplayName": "Hanako",
    }


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (AWAY, {"code": "TOO_FAR", "distanceM": 111.2, "radiusM": 50}),
        (VAGUE, {"code": "LOCATION_INACCURATE", "worstAccuracyM": 100}),
    ],
)
def test_who_does_not_stand_there_for_certain_gets_nothing(
    rally: Rally, visitor: Visitor, location: dict[str, Any], expected: dict[str, Any]
) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    answer = awarded(visitor, by_place(stamp_id, location=location))
    answer.body.pop("message")
    assert (answer.status, answer.body) == (400, expected)
    assert (record(visitor, stamp_id), progress(visitor, stamp_id)) == ({}, {})


@pytest.mark.parametrize(
    ("status", "code", "changed"),
    [
        (400, "STAMP_NOT_VALID_YET", {"ValidFrom": 60_000}),
        (400, "STAMP_EXPIRED", {"ValidTo": 0}),
        (400, "STAMP_TYPE_MISMATCH", {"Type": "IMAGE", "ImageLabel": "Deer"}),
        (404, "LOCATION_NOT_FOUND", {"Location": None}),
        (404, "STAMP_NOT_FOUND", {"Status": "DRAFT"}),
        (404, "STAMP_NOT_FOUND", {"id": "_PROGRESS"}),
    ],
)
def test_a_stamp_that_cannot_be_collected_here_and_now_is_refused(
    rally: Rally, visitor: Visitor, status: int, code: str, changed: dict[str, Any]
) -> None:
    times = {name: clock.now() + value for name, value in changed.items() if name.startswith("Valid")}
    stamp_id = rally.stamp(rally.event(), **{"Location": HERE, **changed, **times})
    answer = awarded(visitor, by_place(stamp_id))
    assert (answer.status, answer.code) == (status, code)
    assert record(visitor, stamp_id) == {}


@pytest.mark.parametrize("stamp_id", ["nowhere#gate", "UPLOAD#1", "EVENT#nara"])
def test_what_is_no_stamp_is_not_awarded(rally: Rally, visitor: Visitor, stamp_id: str) -> None:
    rally.event(id="nara")
    answer = awarded(visitor, by_place(stamp_id))
    assert (answer.status, answer.code) == (404, "STAMP_NOT_FOUND")


def test_the_same_request_again_is_answered_as_the_first_time(rally: Rally, visitor: Visitor) -> None:
    request = by_place(rally.stamp(rally.event(), Location=HERE))
    first = awarded(visitor, request)
    assert first.status == 200
    time.sleep(0.002)
    # Wherever the visitor has gone since.
    for location in (STANDING, AWAY):
        again = awarded(visitor, request | {"location": location})
        assert (again.status, again.body) == (200, first.body)
    assert progress(visitor, request["stampId"])["StampCount"] == 1


def test_another_request_for_a_stamp_is_told_since_when_the_visitor_has_it(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    first = awarded(visitor, by_place(stamp_id))
    for location in (STANDING, AWAY):
        again = awarded(visitor, by_place(stamp_id, location=location))
        assert (again.status, again.code) == (409, "STAMP_ALREADY_EXISTS")
        assert again.body["collectedAt"] == first.body["collectedAt"]
    assert progress(visitor, stamp_id)["StampCount"] == 1


def test_a_request_id_tells_the_repetitions_of_one_stamp_from_each_other_and_of_another_stamp_nothing(
    rally: Rally, visitor: Visitor
) -> None:
    event_id = rally.event()
    first, second = rally.stamp(event_id, Location=HERE), rally.stamp(event_id, Location=HERE)
    request = by_place(first)
    answers = [awarded(visitor, request | {"stampId": each}) for each in (first, second, first, second)]
    assert [answer.status for answer in answers] == [200, 200, 200, 200]
    assert [answer.body for answer in answers[:2]] == [answer.body for answer in answers[2:]]


def test_two_visitors_may_use_one_request_id(rally: Rally, visitor: Visitor) -> None:
    request = by_place(rally.stamp(rally.event(), Location=HERE))
    assert awarded(visitor, request).status == 200
    other = rally.visitor()
    assert awarded(other, request).status == 200
    assert record(other, request["stampId"])["UserId"] == other.user_id


def test_many_requests_at_once_give_one_stamp_and_a_count_of_one(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    requests = [by_place(stamp_id, requestId=f"r{n % 4}") for n in range(16)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda request: awarded(visitor, request), requests))
    assert Counter(each.status for each in answers) == {200: 4, 409: 12}
    assert {each.body["collectedAt"] for each in answers} == {record(visitor, stamp_id)["CollectedAt"]}
    assert progress(visitor, stamp_id)["StampCount"] == 1


def test_different_stamps_at_once_are_all_counted(rally: Rally, visitor: Visitor) -> None:
    event_id = rally.event()
    stamps = [rally.stamp(event_id, Location=HERE) for _ in range(8)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda stamp_id: awarded(visitor, by_place(stamp_id)), stamps))
    assert [each.status for each in answers] == [200] * 8
    counted = progress(visitor, stamps[0])
    assert (counted["StampCount"], int(counted["RankScore"])) == (8, 8)


def test_a_recognised_photograph_gets_the_stamp_it_was_taken_for(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Type="IMAGE", ImageLabel="Deer")
    request = by_photograph(stamp_id, ticket(visitor, stamp_id))
    answer = awarded(visitor, request)
    assert (answer.status, answer.body["method"]) == (200, "IMAGE")
    kept = record(visitor, stamp_id)
    assert (kept["UploadId"], kept["ImageDigest"]) == (request["uploadId"], "d1")
    again = awarded(visitor, request)
    assert (again.status, again.body) == (200, answer.body)


@pytest.mark.parametrize(
    ("status", "code", "changed"),
    [
        (409, "UPLOAD_NOT_RECOGNISED", {"Status": "PENDING"}),
        (409, "UPLOAD_NOT_RECOGNISED", {"Status": "REJECTED"}),
        (400, "UPLOAD_MISMATCH", {"Label": "Cat"}),
        (400, "UPLOAD_MISMATCH", {"TargetStampId": "nara#gate"}),
        (404, "UPLOAD_NOT_FOUND", {"TTL": 1}),
    ],
)
def test_a_photograph_that_proves_nothing_gets_nothing(
    rally: Rally, visitor: Visitor, status: int, code: str, changed: dict[str, Any]
) -> None:
    stamp_id = rally.stamp(rally.event(), Type="IMAGE", ImageLabel="Deer")
    answer = awarded(visitor, by_photograph(stamp_id, ticket(visitor, stamp_id, **changed)))
    assert (answer.status, answer.code) == (status, code)
    assert record(visitor, stamp_id) == {}


def test_nobody_gets_a_stamp_for_somebody_elses_photograph(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Type="IMAGE", ImageLabel="Deer")
    answer = awarded(visitor, by_photograph(stamp_id, ticket(rally.visitor(), stamp_id)))
    assert (answer.status, answer.code) == (404, "UPLOAD_NOT_FOUND")


def test_a_photograph_gets_no_stamp_of_a_place(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    answer = awarded(visitor, by_photograph(stamp_id, ticket(visitor, stamp_id)))
    assert (answer.status, answer.code) == (400, "STAMP_TYPE_MISMATCH")


def test_a_reward_is_for_who_has_enough_stamps_and_for_them_once(rally: Rally) -> None:
    visitor, event_id = rally.visitor(), rally.event(StampsForReward=2)
    early = visitor.post(f"/events/{event_id}/reward")
    assert (early.status, early.code, early.body["stampCount"]) == (409, "REWARD_NOT_READY", 0)
    for n in range(2):
        assert awarded(visitor, by_place(rally.stamp(event_id, Location=HERE))).status == 200
        answer = visitor.post(f"/events/{event_id}/reward")
        assert answer.status == (409, 200)[n]
    assert answer.body == {"eventId": event_id, "claimedAt": answer.body["claimedAt"]}
    again = visitor.post(f"/events/{event_id}/reward")
    assert (again.status, again.code) == (409, "REWARD_ALREADY_CLAIMED")
    assert again.body["claimedAt"] == answer.body["claimedAt"]
    (shown,) = visitor.get(f"/stamps?eventId={event_id}").body["progress"]
    assert (shown["stampCount"], shown["rewardClaimedAt"]) == (2, answer.body["claimedAt"])


def test_of_many_claims_at_once_one_is_granted(rally: Rally, visitor: Visitor) -> None:
    event_id = rally.event(StampsForReward=1)
    assert awarded(visitor, by_place(rally.stamp(event_id, Location=HERE))).status == 200
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: visitor.post(f"/events/{event_id}/reward"), range(6)))
    assert sorted(each.status for each in answers) == [200, 409, 409, 409, 409, 409]
    assert len({each.body["claimedAt"] for each in answers}) == 1


def test_an_event_without_a_reward_gives_none(rally: Rally, visitor: Visitor) -> None:
    answer = visitor.post(f"/events/{rally.event()}/reward")
    assert (answer.status, answer.code) == (404, "REWARD_NOT_FOUND")
    nowhere = visitor.post("/events/nowhere/reward")
    assert (nowhere.status, nowhere.code) == (404, "EVENT_NOT_FOUND")
