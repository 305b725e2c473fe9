"""The report on an unchanged tree comes from the cache, without anything of what made it being imported."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.check.cache import digest
from stamp_infra.check.inputs import settings
from stamp_infra.check.report import Report
from stamp_infra.check.tools import everything
from stamp_infra.rendered.paths import display

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.rule import Rule


def check(
    files: Mapping[Path, bytes],
    *,
    cache: Cache,
    progress: Callable[[str], None],
    rules: Sequence[Rule] | None = None,
) -> Report:
    """Return the report on these templates, by our rules or by those given."""
    configured = settings(files)
    chosen = [rule.name for rule in rules] if rules is not None else None
    contents = [(display(path), digest(content)) for path, content in {**files, **configured}.items()]
    key = digest(everything(), chosen, contents)
    entry = cache.get("report", key)
    if entry is not None and all(_digest(Path(path)) == known for path, known in entry["nested"].items()):
        return Report.from_json(entry["report"])
    from stamp_infra.check import engine

    report, nested = engine.check(files, configured, rules=partial(_rules, rules), cache=cache, progress=progress)
    content = {str(path): digest(data) for path, data in nested.items()}
    cache.put("report", key, {"report": report.to_json(), "nested": content})
    cache.prune()
    return report


def _rules(chosen: Sequence[Rule] | None) -> Sequence[Rule]:
    if chosen is not None:
        return chosen
    from stamp_infra.check.rules import RULES

    return RULES


def _digest(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None
