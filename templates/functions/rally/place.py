"""How far a visitor stands from a stamp, and whether that is near enough; where they stand is theirs to prove to us."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

from rally import fields, refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

EARTH_RADIUS_M: Final = 6_371_008.8
# A fix from cell towers alone says little about where somebody stands.
WORST_ACCURACY_M: Final = 100


@dataclass(frozen=True, kw_only=True)
class Fix:
    """A position in degrees, and the radius in metres within which the device believes to be."""

    lat: float
    lon: float
    accuracy: float


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A visitor's distance from a stamp and the stamp's radius, in metres; `accurate` is false for a vague fix."""

    distance_m: float
    radius_m: float
    accurate: bool

    @property
    def within(self) -> bool:
        """Whether the visitor stands inside the stamp's circle."""
        return self.distance_m <= self.radius_m


def fix(values: Mapping[str, Any]) -> Fix:
    """Return the position that a client sent as lat, lon and accuracy."""
    return Fix(
        lat=fields.number(values, "lat", -90, 90),
        lon=fields.number(values, "lon", -180, 180),
        accuracy=fields.number(values, "accuracy", 0, 1000),
    )


def reach(stamp: Mapping[str, Any], at: Fix) -> Reach:
    """Return how far a position is from a stamp; refuse a stamp of another type or without a place."""
    if stamp["Type"] != "GPS":
        raise refusals.stamp_type_mismatch()
    place = stamp.get("Location")
    if not place:
        raise refusals.location_not_found()
    return Reach(
        distance_m=distance_m(at.lat, at.lon, float(place["lat"]), float(place["lon"])),
        radius_m=float(place["radiusM"]),
        accurate=at.accuracy <= WORST_ACCURACY_M,
    )


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the way between two places along the surface of the earth in metres, by the haversine formula."""
    north, other_north = radians(lat), radians(other_lat)
    across = sin((other_north - north) / 2) ** 2
    along = cos(north) * cos(other_north) * sin(radians(other_lon - lon) / 2) ** 2
    # Rounding may take two opposite places beyond 1.
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, across + along)))
