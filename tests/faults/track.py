"""Faults on one script, one after the other: each run is judged by what AWS says afterwards, and has to converge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.faults import state
from tests.faults.proxy import Fault
from tests.faults.scripts import VALUES, did

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.lab import Ended, Lab
    from tests.faults.proxy import Call, Kind, Point
    from tests.faults.scripts import Script

KINDS: Final[tuple[Kind, ...]] = ("throttle", "reset", "deny", "expire", "cut")
# What a person needs to read to know what has happened.
NAMED: Final = {
    "throttle": re.compile(r"Throttl|SlowDown|TooManyRequests|Rate exceeded|503"),
    "reset": re.compile(r"[Cc]onnection|does not answer"),
    "deny": re.compile(r"AccessDenied|not authorized|Forbidden|403"),
    "expire": re.compile(r"ExpiredToken|expired|400"),
    "cut": re.compile(r""),
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a fault did: `way` is complete or refused, and `defects` is empty when nothing is wrong with that."""

    script: str
    fault: Fault
    way: str
    hits: int
    defects: tuple[str, ...]


class Track:
    """A script in a lab; its account is kept from one fault to the next for as long as it is of use."""

    def __init__(self, lab: Lab, script: Script, account: str | None = None) -> None:
        self.lab = lab
        self.script = script
        self.account = account
        self.pending = False
        self.turn = 0
        self.expected: dict[int, object] = {}

    def learn(self) -> tuple[Point, ...]:
        """Run without faults, once for each turn; return where calls were made in all of them.

        What is in the bucket already is not uploaded again, so that not every turn has every call.
        """
        turns = []
        for _ in self.script.turns:
            account = self._account()
            ended = self._clean(account)
            turns.append(self.lab.proxy.points)
            self.expected[self.turn] = self.script.effect(self.lab, account, ended)
            self._next()
        return tuple(point for point in turns[-1] if all(point in points for points in turns))

    def judge(self, fault: Fault) -> Outcome:
        """Run with a fault, and again without where the first run has left anything undone."""
        account = self._account()
        before = self._traces(account)
        self.lab.proxy.arm(fault)
        ended = self._run(account)
        hits = self.lab.proxy.hits
        self.lab.proxy.arm(None)
        self._wait(account)
        defects = [*_unreadable(fault, ended)] if hits else ["was not hit"]
        self.pending = False
        if ended.status == 0:
            if self._effect(account, ended) != self.expected[self.turn]:
                defects.append(f"exit status 0 with an incomplete effect: {self._difference(account, ended)}")
            self._next()
        elif self.script.reads or self._traces(account) != before:
            defects += self._converge(account)
        else:
            # AWS is exactly as it was: the next run is the first run once more.
            self.pending = True
        way = "complete" if ended.status == 0 else "refused"
        return Outcome(script=self.script.name, fault=fault, way=way, hits=hits, defects=tuple(defects))

    def settle(self) -> tuple[str, ...]:
        """Run without a fault at last, after all that left nothing; return what is wrong."""
        if self.account is None or not self.pending:
            return ()
        return tuple(self._converge(self.account))

    def _converge(self, account: str) -> list[str]:
        ended = self._run(account)
        defects = []
        over = self.script.over and self.script.over in ended.errors
        if ended.status and not over:
            defects.append(f"a second run fails: {_end(ended)}")
        elif self._effect(account, ended) != self.expected[self.turn]:
            defects.append(f"a second run leaves an incomplete effect: {self._difference(account, ended)}")
        if defects:
            self.account = None
            self.turn = 0
        else:
            self._next()
        return defects

    def _run(self, account: str) -> Ended:
        turn = self.script.turns[self.turn]
        return self.lab.run(account, turn.clone, *self.script.command, stdin=turn.given)

    def _clean(self, account: str) -> Ended:
        turn = self.script.turns[self.turn]
        return did(self.lab, account, turn.clone, *self.script.command, given=turn.given)

    def _account(self) -> str:
        if self.account is None:
            self.account = self.script.ground(self.lab)
        return self.account

    def _next(self) -> None:
        if len(self.script.turns) > 1:
            self.turn = (self.turn + 1) % len(self.script.turns)
        elif not self.script.reads:
            self.account = None

    def _effect(self, account: str, ended: Ended) -> object:
        return self.script.effect(self.lab, account, ended)

    def _difference(self, account: str, ended: Ended) -> str:
        found = self._effect(account, ended)
        return "; ".join(differences(self.expected[self.turn], found))[:400]

    def _traces(self, account: str) -> str:
        return "" if self.script.reads else state.traces(self.lab.emulator.url, account)

    def _wait(self, account: str) -> None:
        """Let AWS come to rest: what a command began goes on without it."""
        if not self.script.reads:
            state.wait(self.lab.emulator.url, account)


def faults(points: tuple[Point, ...]) -> Iterator[Fault]:
    """Yield what may happen at each of these points.

    A call that changes something meets each fault, once and for good, and so does one that reads, where it is made for
    the first time. Later on it meets what no repetition helps against. To who reads, an answer that is lost for good is
    a connection that is; and a caller that makes no second attempt shows nothing more when a fault lasts.
    """
    met: set[Call] = set()
    last = None
    for point in points:
        again = point.call == last or (not point.call.changes and point.call in met)
        met.add(point.call)
        if point.call.changes:
            last = point.call
        lasting, once = _at(point.call, again=again)
        yield from (Fault(kind=kind, point=point, lasting=True) for kind in lasting)
        yield from (Fault(kind=kind, point=point, lasting=False) for kind in once)


def _at(call: Call, *, again: bool) -> tuple[tuple[Kind, ...], tuple[Kind, ...]]:
    """Return which faults last and which do not; `again` is a call in a loop, or one that reads once more."""
    if call.service == "execute-api":
        return (), ("reset", "cut")
    if again:
        return ("deny", "expire"), ("cut",) if call.changes else ()
    if call.changes:
        return KINDS, ("throttle", "reset", "cut")
    return ("throttle", "reset", "deny", "expire"), ("throttle", "cut")


def differences(expected: object, found: object, place: str = "") -> Iterator[str]:
    """Yield where two documents differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*expected, *found]):
            yield from differences(expected.get(key), found.get(key), f"{place}/{key}")
    elif expected != found:
        yield f"{place}: expected {str(expected)[:80]}, found {str(found)[:80]}"


def _unreadable(fault: Fault, ended: Ended) -> Iterator[str]:
    said = ended.output + ended.errors
    if "Traceback" in said:
        yield f"a traceback: {_end(ended)}"
    if any(value in said for value in VALUES):
        yield "a secret is shown"
    if ended.status == 0:
        return
    if "error: " not in ended.errors and "FAILED" not in ended.output:
        yield f"no error: {_end(ended)}"
    elif fault.lasting and not NAMED[fault.kind].search(said):
        yield f"what happened is not named: {_end(ended)}"


def _end(ended: Ended) -> str:
    return " | ".join([*ended.output.splitlines()[-2:], *ended.errors.splitlines()[-4:]])[-600:]
