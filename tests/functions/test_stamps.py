"""A visitor sees the events that are open, their stamps, and which of them are theirs."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from rally import clock

from tests.local import aws

if TYPE_CHECKING:
    from tests.functions.rally import Rally, Visitor

HOUR = 3_600_000


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    return rally.visitor()


def path(stamp_id: str) -> str:
    return f"/stamps/{stamp_id.replace('#', '%23')}"


def give(rally: Rally, visitor: Visitor, *sort_keys: str) -> None:
    """Write records of stamps as an award leaves them."""
    with rally.table("user-stamps").batch_writer() as batch:
        for n, key in enumerate(sort_keys):
            item = {"UserId": visitor.user_id, "StampId": key, "CollectedAt": n, "Method": "GPS", "RequestId": "r"}
            batch.put_item(Item=item)


def events(visitor: Visitor, newest: str) -> list[dict[str, Any]]:
    """Return the events when the newest is among them: the function keeps what it has read for some seconds."""
    deadline = time.monotonic() + aws.SECONDS
    while True:
        answer = visitor.get("/events")
        assert answer.status == 200
        found: list[dict[str, Any]] = answer.body["events"]
        if any(each["eventId"] == newest for each in found):
            return found
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_the_events_that_are_open_are_listed_in_the_organizers_order(rally: Rally, visitor: Visitor) -> None:
    now = clock.now()
    times = {"ValidFrom": now - HOUR, "ValidTo": now + HOUR}
    hidden = [
        rally.event(ValidFrom=now + HOUR),
        rally.event(ValidTo=now - HOUR),
        rally.event(Status="DRAFT"),
    ]
    second = rally.event(Name="Second", SortOrder=3, StampsForReward=3, **times)
    first = rally.event(Name="First", SortOrder=2)
    listed = [each for each in events(visitor, first) if each["eventId"] in (first, second, *hidden)]
    assert [(each["name"], each["validFrom"], each["validTo"], each["stampsForReward"]) for each in listed] == [
        ("First", None, None, None),
        ("Second", now - HOUR, now + HOUR, 3),
    ]


def test_the_stamps_of_an_event_are_listed_without_what_a_photograph_must_show(rally: Rally, visitor: Visitor) -> None:
    event_id = rally.event()
    place = {"lat": Decimal("34.6851"), "lon": Decimal("135.843"), "radiusM": 50}
    photographed = rally.stamp(event_id, SortOrder=2, Name="Deer", Type="IMAGE", ImageLabel="Deer")
    visited = rally.stamp(event_id, SortOrder=1, Name="Gate", Location=place, ImageUrl="https://example.com/gate.png")
    rally.stamp(event_id, SortOrder=0, Status="DRAFT")
    rally.stamp(rally.event())
    absent = dict.fromkeys(("description", "location", "imageUrl", "validFrom", "validTo"))
    gate = {"name": "Gate", "type": "GPS", "imageUrl": "https://example.com/gate.png"}
    answer = visitor.get(f"/events/{event_id}/stamps")
    assert answer.status == 200
    assert answer.body == {
        "eventId": event_id,
        "stamps": [
            {
                **absent,
                **gate,
                "stampId": visited,
                "eventId": event_id,
                "location": {"lat": 34.6851, "lon": 135.843, "radiusM": 50},
            },
            {**absent, "stampId": photographed, "eventId": event_id, "name": "Deer", "type": "IMAGE"},
        ],
    }


@pytest.mark.parametrize("event_id", ["nowhere", "_EVENTS", "UPLOAD", "EVENT"])
@pytest.mark.parametrize("route", ["/events/{}/stamps", "/stamps?eventId={}"])
def test_an_event_that_does_not_exist_is_told_from_one_without_stamps(
    visitor: Visitor, route: str, event_id: str
) -> None:
    answer = visitor.get(route.format(event_id))
    assert (answer.status, answer.code) == (404, "EVENT_NOT_FOUND")


def test_a_draft_event_does_not_exist_for_visitors(rally: Rally, visitor: Visitor) -> None:
    answer = visitor.get(f"/events/{rally.event(Status='DRAFT')}/stamps")
    assert (answer.status, answer.code) == (404, "EVENT_NOT_FOUND")


def test_a_stamp_says_when_the_visitor_collected_it(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Name="Gate")
    before = visitor.get(path(stamp_id))
    assert (before.status, before.body["name"], before.body["collectedAt"]) == (200, "Gate", None)
    give(rally, visitor, stamp_id)
    assert visitor.get(path(stamp_id)).body == before.body | {"collectedAt": 0}


@pytest.mark.parametrize("stamp_id", ["nowhere#gate", "EVENT#nara", "UPLOAD#1", "nara#_PROGRESS"])
def test_what_is_no_stamp_is_not_shown_as_one(rally: Rally, visitor: Visitor, stamp_id: str) -> None:
    rally.event(id="nara")
    answer = visitor.get(path(stamp_id))
    assert (answer.status, answer.code) == (404, "STAMP_NOT_FOUND")


@pytest.mark.parametrize("stamp_id", ["gate", "nara#gate#2", "nara#", "な#ら"])
def test_an_id_that_no_stamp_can_have_is_refused_by_the_fields_name(visitor: Visitor, stamp_id: str) -> None:
    encoded = "".join(f"%{byte:02X}" for byte in stamp_id.encode())
    answer = visitor.get(f"/stamps/{encoded}")
    assert (answer.status, answer.code, answer.body["field"]) == (400, "VALIDATION_ERROR", "stampId")


def test_a_visitor_who_has_nothing_in_an_event_has_a_progress_of_nothing(rally: Rally, visitor: Visitor) -> None:
    event_id = rally.event()
    progress = {"eventId": event_id, "stampCount": 0, "lastCollectedAt": None, "rewardClaimedAt": None}
    answer = visitor.get(f"/stamps?eventId={event_id}")
    assert (answer.status, answer.body) == (200, {"stamps": [], "progress": [progress], "next": None})


def test_my_stamps_in_an_event_are_those_of_no_other_event_and_of_nobody_else(rally: Rally, visitor: Visitor) -> None:
    event_id, other = rally.event(), rally.visitor()
    give(rally, visitor, f"{event_id}#gate", f"{event_id}#hall", f"{event_id}x#gate")
    give(rally, other, f"{event_id}#pond")
    answer = visitor.get(f"/stamps?eventId={event_id}")
    assert answer.body["stamps"] == [
        {"stampId": f"{event_id}#gate", "eventId": event_id, "method": "GPS", "collectedAt": 0},
        {"stampId": f"{event_id}#hall", "eventId": event_id, "method": "GPS", "collectedAt": 1},
    ]


def test_all_my_stamps_come_in_pages_and_upload_tickets_on_none(rally: Rally) -> None:
    visitor = rally.visitor()
    # Those before the tickets fill a page exactly.
    mine = [f"{event}#{n:03}" for event in ("0", "1", "UPLOAD-1", "UPLOAE", "a", "z") for n in range(50)]
    hidden = ["#PROFILE", *(f"UPLOAD#{n}" for n in range(30))]
    give(rally, visitor, *mine, *hidden)
    rally.table("user-stamps").put_item(Item=progress(visitor, "a", 50))
    found: list[dict[str, Any]] = []
    pages, after = 0, ""
    while pages == 0 or after:
        answer = visitor.get(f"/stamps{f'?after={after}' if after else ''}")
        assert answer.status == 200
        found += answer.body["stamps"] + answer.body["progress"]
        pages, after = pages + 1, (answer.body["next"] or "").replace("#", "%23")
    assert sorted(each["stampId"] for each in found if "stampId" in each) == sorted(mine)
    assert [each for each in found if "stampId" not in each] == [
        {"eventId": "a", "stampCount": 50, "lastCollectedAt": 1, "rewardClaimedAt": None}
    ]
    assert pages == 4


def progress(visitor: Visitor, event_id: str, count: int) -> dict[str, Any]:
    return {
        "UserId": visitor.user_id,
        "StampId": f"{event_id}#_PROGRESS",
        "StampCount": count,
        "LastCollectedAt": 1,
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [("eventId=nara&after=nara%23gate", "after"), ("after=UPLOAD", "after"), ("eventId=", "eventId"), ("x=1", "x")],
)
def test_a_query_that_makes_no_sense_is_refused_by_the_fields_name(visitor: Visitor, query: str, field: str) -> None:
    answer = visitor.get(f"/stamps?{query}")
    assert (answer.status, answer.code, answer.body["field"]) == (400, "VALIDATION_ERROR", field)
