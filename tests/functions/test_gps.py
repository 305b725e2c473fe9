"""A visitor is told how far a stamp is, by the place that the organizers wrote and the clock of the server."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rally import clock, place

if TYPE_CHECKING:
    from tests.functions.rally import Answer, Rally, Visitor

LAT: Final = Decimal("34.6851")
LON: Final = Decimal("135.8430")
HERE: Final = {"lat": LAT, "lon": LON, "radiusM": 50}
# Along a meridian of the sphere.
METRES_PER_DEGREE: Final = 111_195.08
LATITUDES: Final = st.floats(-90, 90)
LONGITUDES: Final = st.floats(-180, 180)


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    return rally.visitor()


def verified(visitor: Visitor, stamp_id: str, *, metres_north: float = 0, accuracy: float = 10) -> Answer:
    lat = float(LAT) + metres_north / METRES_PER_DEGREE
    body = {"stampId": stamp_id, "lat": lat, "lon": float(LON), "accuracy": accuracy}
    return visitor.post("/gps/verify", body)


@pytest.mark.parametrize(
    ("metres", "accuracy", "within", "accurate"),
    [(0, 0, True, True), (49.9, 100, True, True), (50.2, 5, False, True), (1234.5, 100.5, False, False)],
)
def test_the_distance_is_told_and_whether_it_is_near_enough(
    rally: Rally, visitor: Visitor, metres: float, accuracy: float, *, within: bool, accurate: bool
) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    answer = verified(visitor, stamp_id, metres_north=metres, accuracy=accuracy)
    expected = {"distanceM": metres, "radiusM": 50, "within": within, "accurate": accurate}
    assert (answer.status, answer.body) == (200, {"stampId": stamp_id, **expected})


def test_standing_at_a_stamp_awards_nothing(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE)
    assert verified(visitor, stamp_id).body["within"]
    assert "Item" not in rally.table("user-stamps").get_item(Key={"UserId": visitor.user_id, "StampId": stamp_id})


def test_a_stamp_counts_from_its_first_moment(rally: Rally, visitor: Visitor) -> None:
    stamp_id = rally.stamp(rally.event(), Location=HERE, ValidFrom=clock.now() - 1000, ValidTo=clock.now() + 60_000)
    assert verified(visitor, stamp_id).status == 200


@pytest.mark.parametrize(
    ("status", "code", "record"),
    [
        (400, "STAMP_NOT_VALID_YET", {"ValidFrom": 60_000}),
        (400, "STAMP_EXPIRED", {"ValidTo": 0}),
        (400, "STAMP_TYPE_MISMATCH", {"Type": "IMAGE", "ImageLabel": "Deer"}),
        (404, "LOCATION_NOT_FOUND", {"Location": None}),
        (404, "STAMP_NOT_FOUND", {"Status": "DRAFT"}),
    ],
)
def test_a_stamp_that_cannot_be_collected_here_and_now_is_refused(
    rally: Rally, visitor: Visitor, status: int, code: str, record: dict[str, Any]
) -> None:
    times = {name: clock.now() + value for name, value in record.items() if name.startswith("Valid")}
    stamp_id = rally.stamp(rally.event(), **{"Location": HERE, **record, **times})
    answer = verified(visitor, stamp_id)
    assert (answer.status, answer.code) == (status, code)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_way_there_is_the_way_back_and_never_more_than_half_around_the_earth(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there = place.distance_m(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(place.distance_m(other_lat, other_lon, lat, lon), abs=1e-3)
    assert 0 <= there <= math.pi * place.EARTH_RADIUS_M
    assert place.distance_m(lat, lon, lat, lon) == 0


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_distance_is_that_of_the_two_directions_from_the_middle_of_the_earth(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    angle = 2 * math.asin(min(1.0, math.dist(direction(lat, lon), direction(other_lat, other_lon)) / 2))
    expected = place.EARTH_RADIUS_M * angle
    assert place.distance_m(lat, lon, other_lat, other_lon) == pytest.approx(expected, rel=1e-6, abs=0.5)


def direction(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
