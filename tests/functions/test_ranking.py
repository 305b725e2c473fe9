"""The ranking shows who has the most stamps, who got there first before others, and nobody's LINE user id."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rally import rank, shards

if TYPE_CHECKING:
    from tests.functions.rally import Rally, Visitor

NOW = 1_800_000_000_000
TIMES = st.integers(NOW - 10**12, NOW + 10**12)


def progress(event_id: str, user_id: str, count: int, last: int) -> dict[str, Any]:
    """Return a progress as `count` awards leave it."""
    return {
        "UserId": user_id,
        "StampId": f"{event_id}#_PROGRESS",
        "StampCount": count,
        "LastCollectedAt": last,
        "RankShard": f"{event_id}#0",
        "RankScore": count - 1 + rank.step(last),
        "DisplayName": f"{count} at {last}",
    }


def write(rally: Rally, items: list[dict[str, Any]]) -> None:
    with rally.table("user-stamps").batch_writer() as batch:
        for item in items:
            batch.put_item(Item=item)


def collect(rally: Rally, visitor: Visitor, event_id: str) -> None:
    stamp_id = rally.stamp(event_id, Location={"lat": 0, "lon": 0, "radiusM": 1})
    place = {"lat": 0, "lon": 0, "accuracy": 1}
    body = {"stampId": stamp_id, "method": "GPS", "location": place, "requestId": uuid.uuid4().hex}
    assert visitor.post("/stamps/award", body).status == 200


def test_more_stamps_come_first_and_among_equals_who_was_earlier(rally: Rally) -> None:
    event_id, early, late, best = rally.event(), rally.visitor("Early"), rally.visitor("Late"), rally.visitor("Best")
    collect(rally, early, event_id)
    collect(rally, late, event_id)
    collect(rally, best, event_id)
    collect(rally, best, event_id)
    answer = late.get(f"/ranking/{event_id}")
    assert (answer.status, answer.body) == (
        200,
        {
            "eventId": event_id,
            "ranking": [
                {"rank": 1, "displayName": "Best", "stampCount": 2},
                {"rank": 2, "displayName": "Early", "stampCount": 1},
                {"rank": 3, "displayName": "Late", "stampCount": 1},
            ],
            "me": {"rank": 3, "stampCount": 1},
        },
    )


def test_a_millisecond_earlier_is_earlier(rally: Rally) -> None:
    event_id, visitor = rally.event(), rally.visitor()
    write(rally, [progress(event_id, f"U{n}", 99, NOW - n) for n in range(5)])
    shown = visitor.get(f"/ranking/{event_id}").body
    assert [each["displayName"] for each in shown["ranking"]] == [f"99 at {NOW - n}" for n in (4, 3, 2, 1, 0)]
    assert shown["me"] is None


def test_a_hundred_are_shown_and_whoever_comes_after_them_has_no_place(rally: Rally) -> None:
    event_id, last, hundredth = rally.event(), rally.visitor(), rally.visitor()
    others = [progress(event_id, f"U{n}", 3, NOW + n) for n in range(99)]
    mine = [progress(event_id, hundredth.user_id, 2, NOW), progress(event_id, last.user_id, 2, NOW + 1)]
    write(rally, [*others, *mine])
    shown = last.get(f"/ranking/{event_id}").body
    assert [each["rank"] for each in shown["ranking"]] == list(range(1, 101))
    assert shown["me"] is None
    assert hundredth.get(f"/ranking/{event_id}").body["me"] == {"rank": 100, "stampCount": 2}


def test_a_new_name_is_shown_from_the_next_stamp_on(rally: Rally) -> None:
    event_id, visitor = rally.event(), rally.visitor("Before")
    collect(rally, visitor, event_id)
    assert visitor.put("/users/me", {"displayName": "After"}).status == 200
    collect(rally, visitor, event_id)
    assert visitor.get(f"/ranking/{event_id}").body["ranking"][0]["displayName"] == "After"


def test_an_event_in_which_nobody_has_anything_has_an_empty_ranking(rally: Rally) -> None:
    answer = rally.visitor().get("/ranking/nowhere")
    assert answer.body == {"eventId": "nowhere", "ranking": [], "me": None}


@given(st.integers(0, 1000), st.integers(0, 1000), TIMES, TIMES)
def test_a_score_orders_by_stamps_and_then_by_time(before: int, other_before: int, at: int, other_at: int) -> None:
    score, other = before + rank.step(at), other_before + rank.step(other_at)
    assert (score > other) is ((before, -at) > (other_before, -other_at))
    assert int(score) == before + 1


@given(st.lists(st.lists(st.tuples(st.integers(1, 5), TIMES), max_size=8), max_size=4), st.integers(1, 10))
def test_the_best_of_every_shard_together_are_the_best_of_all(found: list[list[tuple[int, int]]], most: int) -> None:
    rows = [
        [{"RankScore": Decimal(count) + rank.step(at), "UserId": f"{shard}-{n}"} for n, (count, at) in enumerate(some)]
        for shard, some in enumerate(found)
    ]
    everybody = [row for some in rows for row in some]
    best_of_each = [row for some in rows for row in rank.first(some, most)]
    assert rank.first(best_of_each, most) == rank.first(everybody, most)
    assert rank.first(reversed(everybody), most) == rank.first(everybody, most)


@pytest.mark.parametrize("count", [1, 16])
def test_every_visitor_is_in_one_shard_that_the_ranking_reads(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setenv("INDEX_SHARDS", str(count))
    visitors = [f"U{n:032x}" for n in range(500)]
    used = {shards.rank_shard("nara", each) for each in visitors}
    assert used == set(shards.rank_shards("nara"))
    assert len(used) == count
    assert {shards.stamp_shard("nara#gate", each) for each in visitors} == {f"nara#gate#{n}" for n in range(count)}
    # What is stored stays where the next release looks for it.
    assert shards.rank_shard("nara", "U1") == f"nara#{0 if count == 1 else 4}"
