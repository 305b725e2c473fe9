"""A finding is accepted only where the template says so with a reason, and only as long as there is such a finding.

A resource's `Metadata: {StampInfra: {Waivers: {RuleName: "the reason"}}}` waives that rule for that resource.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stamp_infra.check.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.check.rule import Severity
    from stamp_infra.rendered.model import Template

HAS_REASON = "WaiverHasReason"
IS_NEEDED = "WaiverIsNeeded"


@dataclass(frozen=True, kw_only=True)
class _Waiver:
    template: Template
    logical_id: str
    rule: str
    reason: Any

    def valid(self) -> bool:
        return isinstance(self.reason, str) and bool(self.reason.strip())


def apply(findings: Iterable[Finding], templates: Iterable[Template]) -> Iterator[Finding]:
    """Yield the findings, waived ones with their reason, and then what is wrong with the waivers themselves."""
    waivers = {(waiver.template.path, waiver.logical_id, waiver.rule): waiver for waiver in _waivers(templates)}
    owners = {waiver.template.path: set(waiver.template.body["Resources"]) for waiver in waivers.values()}
    used = set()
    for finding in findings:
        owner = _owner(finding.logical_id, owners.get(finding.template, set()))
        key = (finding.template, owner, finding.rule)
        waiver = waivers.get(key)
        if waiver is not None:
            used.add(key)
        yield replace(finding, waived=waiver.reason) if waiver is not None and waiver.valid() else finding
    for key, waiver in waivers.items():
        if not waiver.valid():
            yield _without_reason(waiver)
        elif key not in used:
            yield _unneeded(waiver)


def _waivers(templates: Iterable[Template]) -> Iterator[_Waiver]:
    for template in templates:
        for logical_id, resource in template.body["Resources"].items():
            if not isinstance(resource, dict):
                continue
            declared = resource.get("Metadata", {}).get("StampInfra", {}).get("Waivers", {})
            reasons = declared if isinstance(declared, dict) else {"": declared}
            for rule, reason in reasons.items():
                yield _Waiver(template=template, logical_id=logical_id, rule=rule, reason=reason)


def _owner(logical_id: str, declared: set[str]) -> str:
    """Return the resource as it is declared: SAM names what it generates after the function that asked for it."""
    if logical_id in declared:
        return logical_id
    return max((name for name in declared if logical_id.startswith(name)), key=len, default=logical_id)


def _without_reason(waiver: _Waiver) -> Finding:
    return _finding(
        waiver,
        HAS_REASON,
        "error",
        what=f"{waiver.rule or 'Waivers'} is waived without a reason.",
        why="Whoever reviews the template has to know why the finding is accepted, or it stays for ever.",
        remedy="Write the reason, or mend what the rule finds and remove the waiver.",
    )


def _unneeded(waiver: _Waiver) -> Finding:
    return _finding(
        waiver,
        IS_NEEDED,
        "warning",
        what=f"The waiver of {waiver.rule} waives nothing: the rule finds nothing here.",
        why="A waiver that is left over would hide the next real finding.",
        remedy="Remove the waiver, or correct the rule's name in it.",
    )


def _finding(waiver: _Waiver, rule: str, severity: Severity, *, what: str, why: str, remedy: str) -> Finding:
    return Finding(
        template=waiver.template.path,
        logical_id=waiver.logical_id,
        path=f"Metadata.StampInfra.Waivers.{waiver.rule}".rstrip("."),
        source=waiver.template.source,
        rule=rule,
        severity=severity,
        what=what,
        why=why,
        remedy=remedy,
    )
