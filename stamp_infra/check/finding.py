"""What `check` found: one thing to mend, complete enough to act on without opening another page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stamp_infra.check.rule import Severity


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule that is not true at one place; `path` is the property's, as in `Properties.Tags.0.Key`."""

    template: str
    logical_id: str
    path: str
    source: str | None
    """The module that declared the template, None when this library did not write it."""
    rule: str
    severity: Severity
    what: str
    why: str
    remedy: str
    environments: tuple[str, ...] = ()
    """Where it shows: names of environments, empty when no samconfig.toml names any, or "where" and a condition."""
    waived: str | None = None
    """The reason for which it is accepted."""

    def key(self) -> tuple[str, ...]:
        """Return what two findings have in common that are one in different environments."""
        return (self.template, self.logical_id, self.path, self.rule, self.what)


def merge(findings: Iterable[Finding], environments: Sequence[str]) -> list[Finding]:
    """Return each finding once, with all the environments it shows in, in the order of `environments`, others last."""
    found: dict[tuple[str, ...], Finding] = {}
    shown: dict[tuple[str, ...], dict[str, None]] = {}
    for finding in findings:
        key = finding.key()
        found.setdefault(key, finding)
        shown.setdefault(key, {}).update(dict.fromkeys(finding.environments))
    order = {name: place for place, name in enumerate(environments)}
    return [
        replace(finding, environments=tuple(sorted(shown[key], key=lambda name: order.get(name, len(order)))))
        for key, finding in found.items()
    ]
