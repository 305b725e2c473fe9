"""What one look at a deployed environment found, against what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Result:
    """One line of the smoke test; `expected` and `found` are for people."""

    probe: str
    subject: str
    ok: bool
    expected: str
    found: str


def same(probe: str, subject: str, expected: object, found: object) -> Result:
    """Return the result of a comparison."""
    return Result(probe=probe, subject=subject, ok=expected == found, expected=str(expected), found=str(found))


def all_same(probe: str, subject: str, expected: Mapping[str, object], found: Mapping[str, object]) -> Result:
    """Return the result of comparing each expected fact; what is found besides does not matter."""
    wrong = [name for name, value in expected.items() if found.get(name) != value]
    shown = wrong or list(expected)
    return Result(
        probe=probe,
        subject=subject,
        ok=not wrong,
        expected=_facts({name: expected[name] for name in shown}),
        found=_facts({name: found.get(name, "nothing") for name in shown}),
    )


def _facts(facts: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in facts.items())
