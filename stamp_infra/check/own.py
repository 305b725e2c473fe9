"""This library's rules, held against every environment of every root, and against what no environment switches on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.check.deploy import switched_on
from stamp_infra.check.finding import Finding
from stamp_infra.rendered.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stamp_infra.check.deploy import Deployment
    from stamp_infra.check.rule import Rule
    from stamp_infra.rendered.model import Resolved


def hold(rules: Sequence[Rule], deployments: Sequence[Deployment]) -> Iterator[Finding]:
    """Yield what the rules find in any deployment, and what they would find only where more is switched on."""
    found = set()
    for finding in _in(rules, deployments):
        found.add(finding.key())
        yield finding
    yield from (finding for finding in _in(rules, switched_on(deployments)) if finding.key() not in found)


def _in(rules: Sequence[Rule], deployments: Iterable[Deployment]) -> Iterator[Finding]:
    for deployment in deployments:
        resolved = resolve(deployment.stack, deployment.environment)
        for rule in rules:
            yield from _held(rule, resolved, deployment)


def _held(rule: Rule, resolved: Resolved, deployment: Deployment) -> Iterator[Finding]:
    try:
        violations = list(rule.find(resolved))
    except Exception as error:  # noqa: BLE001
        # One rule that stumbles over a template nobody thought of must not hide what the others find.
        root = resolved.templates[0]
        yield Finding(
            template=root.path,
            logical_id="",
            path="",
            source=root.source,
            rule=rule.name,
            severity="error",
            what=f"The rule itself fails here: {type(error).__name__}: {error}.",
            why=rule.why,
            remedy="This is a fault of the rule: report it with the template.",
            environments=deployment.shows(),
        )
        return
    for violation in violations:
        yield Finding(
            template=violation.resource.template.path,
            logical_id=violation.resource.logical_id,
            path=violation.path,
            source=violation.resource.template.source,
            rule=rule.name,
            severity=rule.severity,
            what=violation.what,
            why=rule.why,
            remedy=rule.remedy,
            environments=deployment.shows(violation.resource),
        )
