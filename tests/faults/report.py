"""The report of a full run: a line per script and fault, the totals, and every defect."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.faults.track import KINDS

if TYPE_CHECKING:
    from tests.faults.track import Outcome


def report(outcomes: list[Outcome], unsettled: list[str]) -> list[str]:
    """Return the table: a line per script and fault, the totals, and every defect."""
    lines = [f"{'script':20}{'fault':10}{'runs':>6}{'hit calls':>11}{'complete':>10}{'refused':>9}{'defects':>9}"]
    rows: Counter[tuple[str, str, str]] = Counter()
    for each in outcomes:
        for column, number in (("runs", 1), ("hits", each.hits), (each.way, 1), ("defects", len(each.defects))):
            for script in (each.script, "all"):
                for kind in (each.fault.kind, "all"):
                    rows[script, kind, column] += number
    for script in [*dict.fromkeys(each.script for each in outcomes), "all"]:
        for kind in [*KINDS, "all"]:
            cells = [rows[script, kind, column] for column in ("runs", "hits", "complete", "refused", "defects")]
            lines.append(f"{script:20}{kind:10}{cells[0]:6}{cells[1]:11}{cells[2]:10}{cells[3]:9}{cells[4]:9}")
    lines += [f"DEFECT {each.script}: {each.fault}: {defect}" for each in outcomes for defect in each.defects]
    return [*lines, *(f"DEFECT {each}" for each in unsettled)]
