"""What one request of each route costs: how many calls to DynamoDB, items and capacity units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.load.routes import routes

if TYPE_CHECKING:
    from tests.functions.rally import Rally
    from tests.load.ground import Ground
    from tests.load.recorder import Call, Recorder


@dataclass(frozen=True, kw_only=True)
class Cost:
    """The calls of a request; as text, their number, and the items, read units and write units of them all."""

    calls: tuple[Call, ...]

    @property
    def items(self) -> int:
        """How many items were returned or written."""
        return sum(each.items for each in self.calls)

    @property
    def read_units(self) -> float:
        """The read capacity units consumed."""
        return sum(each.units for each in self.calls if each.reads)

    @property
    def write_units(self) -> float:
        """The write capacity units consumed, those of indexes included."""
        return sum(each.units for each in self.calls if not each.reads)

    def __str__(self) -> str:
        return f"{len(self.calls)} · {self.items} · {self.read_units:g} · {self.write_units:g}"


def costs(rally: Rally, on: Ground, recorder: Recorder) -> dict[str, Cost]:
    """Return what the first request of each route costs, while functions remember nothing of the event yet.

    `rally` is one whose functions call by way of the recorder.
    """
    found = {}
    for name, request in routes(recorder.rally, on).items():
        made = request(0)
        recorder.taken()
        made.send(rally)
        found[name] = Cost(calls=recorder.taken())
    return found
