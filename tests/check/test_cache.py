"""Entries are remembered by their key, and nothing that happens to them makes a check fail."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.cache import Cache, digest

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400


def test_a_value_is_found_again_under_its_kind_and_key(tmp_path: Path) -> None:
    Cache(directory=tmp_path / "cache").put("lint", "1", {"a": [1, None]})
    cache = Cache(directory=tmp_path / "cache")
    assert cache.get("lint", "1") == {"a": [1, None]}
    assert cache.get("lint", "2") is None
    assert cache.get("body", "1") is None


def test_without_a_directory_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(directory=None)
    cache.put("lint", "1", 1)
    cache.prune()
    assert cache.get("lint", "1") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'{"name": "lint-2.json", "value": 1}']
)
def test_a_damaged_entry_is_as_good_as_none_and_can_be_put_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(directory=tmp_path)
    cache.put("lint", "1", 1)
    (tmp_path / "lint-1.json").write_bytes(damage)
    assert cache.get("lint", "1") is None
    cache.put("lint", "1", 2)
    assert cache.get("lint", "1") == 2


def test_a_directory_that_cannot_be_made_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = Cache(directory=tmp_path / "cache")
    cache.put("lint", "1", 1)
    cache.prune()
    assert cache.get("lint", "1") is None


def test_nothing_but_the_entry_stays_and_version_control_ignores_it(tmp_path: Path) -> None:
    Cache(directory=tmp_path / "cache").put("lint", "1", 1)
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [".gitignore", "lint-1.json"]
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def test_what_no_run_has_used_for_two_weeks_is_deleted(tmp_path: Path) -> None:
    for key in ("old", "used", "young"):
        Cache(directory=tmp_path).put("lint", key, key)
    for key, days in (("old", 15), ("used", 15), ("young", 13)):
        then = time.time() - days * DAY
        os.utime(tmp_path / f"lint-{key}.json", (then, then))
    cache = Cache(directory=tmp_path)
    assert cache.get("lint", "used") == "used"
    cache.prune()
    assert sorted(path.name for path in tmp_path.glob("lint-*")) == ["lint-used.json", "lint-young.json"]


def test_the_oldest_of_too_many_are_deleted(tmp_path: Path) -> None:
    now = time.time()
    for number in range(1005):
        path = tmp_path / f"lint-{number}.json"
        path.write_text("{}")
        os.utime(path, (now - number, now - number))
    Cache(directory=tmp_path).prune()
    left = {path.name for path in tmp_path.glob("lint-*")}
    assert len(left) == 1000
    assert "lint-1004.json" not in left


def test_a_digest_tells_every_difference_apart() -> None:
    parts: list[tuple[object, ...]] = [
        ("ab",),
        ("a", "b"),
        (b"ab",),
        (["ab"],),
        ({"a": "b"},),
        ({"a": None},),
        (1,),
        ("1",),
    ]
    assert len({digest(*part) for part in parts}) == len(parts)
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
