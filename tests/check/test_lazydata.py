"""A file is read at the first look into it, and looks like any other mapping after."""

from __future__ import annotations

import copy

from stamp_infra.check.lazydata import LazyData

DATA = {"a": 1, "b": [2]}


class Reading:
    """What would be read, and how often it has been."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, object]:
        self.times += 1
        return dict(DATA)


def test_nothing_is_read_until_something_is_asked_and_then_once() -> None:
    reading = Reading()
    data = LazyData(reading)
    assert reading.times == 0
    assert data["a"] == 1
    assert data.get("b") == [2]
    assert reading.times == 1


def test_every_way_to_look_reads_it() -> None:
    assert dict(LazyData(Reading())) == DATA
    assert {**LazyData(Reading())} == DATA
    assert list(LazyData(Reading())) == ["a", "b"]
    assert len(LazyData(Reading())) == 2
    assert LazyData(Reading())
    assert "a" in LazyData(Reading())
    assert LazyData(Reading()) == DATA
    assert list(LazyData(Reading()).items()) == list(DATA.items())
    assert LazyData(Reading()) | {} == DATA
    assert copy.deepcopy(LazyData(Reading())) == DATA
    assert repr(LazyData(Reading())) == repr(DATA)
