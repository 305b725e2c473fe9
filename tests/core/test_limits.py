"""Every limit that the library holds templates against says how to stay below it."""

from __future__ import annotations

from stamp_infra.core.limits import LIMITS


def test_the_numbers_are_cloudformation_s() -> None:
    assert {name: limit.number for name, limit in LIMITS.items()} == {
        "resources": 500,
        "parameters": 200,
        "outputs": 200,
        "mappings": 200,
        "body_bytes": 1_000_000,
        "logical_id_characters": 255,
        "name_characters": 64,
    }


def test_each_says_what_to_do_about_it() -> None:
    assert all(len(limit.remedy.split()) > 3 for limit in LIMITS.values())
