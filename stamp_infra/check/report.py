"""What a check came to, as one value that survives a round trip through JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from stamp_infra.check.finding import Finding


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was checked, by which rules of ours, and everything found."""

    templates: tuple[str, ...]
    environments: tuple[str, ...]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]

    def open(self) -> list[Finding]:
        """Return the findings that nobody has waived."""
        return [finding for finding in self.findings if finding.waived is None]

    def waived(self) -> list[Finding]:
        """Return the findings that are accepted with a reason."""
        return [finding for finding in self.findings if finding.waived is not None]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """Return the report that `to_json` made this of."""
        findings = (finding_from(entry) for entry in data["findings"])
        plain = {name: tuple(data[name]) for name in ("templates", "environments", "rules")}
        return cls(findings=tuple(findings), **plain)


def finding_from(data: dict[str, Any]) -> Finding:
    """Return the finding that `asdict` made this of."""
    return Finding(**{**data, "environments": tuple(data["environments"])})
