"""A record is set once, by keyword, and equal to nothing but itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from stamp_infra.core.record import record


@record
class Place:
    """A record with a default."""

    name: str
    floor: int = 0


@record
class Room(Place):
    """A record of more."""

    seats: int


def test_fields_are_given_by_keyword_those_of_its_base_included() -> None:
    room = Room(name="hall", seats=3)
    assert (room.name, room.floor, room.seats) == ("hall", 0, 3)
    of: Any = Place
    with pytest.raises(TypeError):
        of("hall")


def test_a_field_stays_as_it_was_set() -> None:
    room: Any = Room(name="hall", seats=3)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'floor'"):
        room.floor = 1
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'seats'"):
        del room.seats


def test_two_records_of_one_content_are_two() -> None:
    assert Place(name="hall") != Place(name="hall")
