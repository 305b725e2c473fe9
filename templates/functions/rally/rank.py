"""The order of the ranking in one number: more stamps first, and among equals who got there earlier."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    Record = dict[str, Any]

# In milliseconds, some three thousand years: the part of a score behind the point never reaches one.
_DIGITS: Final = 14


def step(collected_at: int) -> Decimal:
    """Return what to add to the number of stamps so far for the score with one more, collected at this time.

    A score is the number of stamps and, behind the point, how early the last of them was collected. So that the
    database computes it in the update that counts the stamp: `RankScore = StampCount + :step`.
    """
    return Decimal(2) - Decimal(collected_at).scaleb(-_DIGITS)


def first(progresses: Iterable[Record], most: int) -> list[Record]:
    """Return the best of the progresses of all shards, best first; in the same order whenever it is asked for."""
    return sorted(progresses, key=lambda row: (-row["RankScore"], row["UserId"]))[:most]
