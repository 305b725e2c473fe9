"""LINE's keys are asked for as seldom as they change, and outlive a LINE that does not answer by a day."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Final

import pytest
from rally.line_keys import FAILED_S, KEPT_S, TRUSTED_S, UNKNOWN_S, PublishedKeys, UnavailableError

from tests.functions.line import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.functions.line import Line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with serving(tmp_path / "line") as found:
        yield found


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def publish(line: Line, text: str) -> None:
    (line.folder / "keys.json").write_text(text, encoding="utf-8")


def test_keys_are_asked_for_once_an_hour(line: Line, clock: Clock) -> None:
    (key_id,) = line.key_ids()
    keys = PublishedKeys(line.url)
    for _ in range(3):
        assert keys.key(key_id) == line.private_key(key_id).public_key()
    assert line.times_asked() == 1
    clock.now += KEPT_S
    assert keys.key(key_id)
    assert line.times_asked() == 2


def test_an_unknown_key_makes_us_ask_at_once_and_then_once_a_minute(line: Line, clock: Clock) -> None:
    keys = PublishedKeys(line.url)
    assert keys.key(line.key_ids()[0])
    assert keys.key(line.add_key())
    assert line.times_asked() == 2
    later = line.add_key()
    for _ in range(20):
        assert keys.key("made up") is keys.key(later) is None
    assert line.times_asked() == 2
    clock.now += UNKNOWN_S
    assert keys.key(later)
    assert line.times_asked() == 3


def test_a_key_that_line_withdraws_is_no_longer_taken_after_an_hour(line: Line, clock: Clock) -> None:
    (old,) = line.key_ids()
    keys = PublishedKeys(line.url)
    assert keys.key(old)
    publish(line, json.dumps({"keys": []}))
    clock.now += KEPT_S
    assert keys.key(old) is None


_BROKEN: Final = (
    "",
    "not json",
    "[]",
    "{}",
    '{"keys": 7}',
    '{"keys": ["x"]}',
    '{"keys": [{"kid": "a", "kty": "EC", "crv": "P-256"}]}',
)


@pytest.mark.parametrize("answer", _BROKEN)
def test_keys_from_before_are_trusted_for_a_day_while_line_gives_no_others(
    line: Line, clock: Clock, answer: str
) -> None:
    (key_id,) = line.key_ids()
    good = (line.folder / "keys.json").read_text(encoding="utf-8")
    keys = PublishedKeys(line.url)
    assert keys.key(key_id)
    publish(line, answer)
    clock.now += KEPT_S
    assert [bool(keys.key(key_id)) for _ in range(5)] == [True] * 5
    assert line.times_asked() == 2
    clock.now += TRUSTED_S - KEPT_S
    with pytest.raises(UnavailableError):
        keys.key(key_id)
    publish(line, good)
    clock.now += FAILED_S
    assert keys.key(key_id)


def test_without_any_keys_nobody_can_be_judged(line: Line) -> None:
    with pytest.raises(UnavailableError):
        PublishedKeys(f"{line.url}/nothing").key("a")


def test_keys_of_another_kind_are_left_out(line: Line) -> None:
    told = json.loads((line.folder / "keys.json").read_text(encoding="utf-8"))
    (good,) = told["keys"]
    others = [
        {"kid": "rsa", "kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"kid": "shared", "kty": "oct", "k": "AAAA"},
        {**good, "kid": "encryption", "use": "enc"},
        {**good, "kid": "curve", "crv": "P-384"},
    ]
    publish(line, json.dumps({"keys": [*others, good]}))
    keys = PublishedKeys(line.url)
    assert keys.key(good["kid"])
    assert [keys.key(each["kid"]) for each in others] == [None] * 4
