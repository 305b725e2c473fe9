"""One check, from the bytes of some templates to a report."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stamp_infra.check import waivers
from stamp_infra.check.deploy import deploy, refusals
from stamp_infra.check.finding import merge
from stamp_infra.check.linting import jobs, lint
from stamp_infra.check.own import hold
from stamp_infra.check.project import assemble
from stamp_infra.check.report import Report
from stamp_infra.check.sam import validating
from stamp_infra.check.tools import without_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.finding import Finding
    from stamp_infra.check.linting import Progress
    from stamp_infra.check.rule import Rule
    from stamp_infra.rendered.model import Template


def check(
    files: Mapping[Path, bytes],
    settings: Mapping[Path, bytes],
    *,
    rules: Sequence[Rule],
    cache: Cache,
    progress: Progress,
) -> tuple[Report, dict[Path, bytes]]:
    """Return the report on the templates in `files`, and the templates that were read because those nest them.

    `settings` are the samconfig.toml files beside them. A UserError says what keeps a template from being read at all.
    """
    salt = without_rules()
    project = assemble(files, settings, cache, salt)
    names = tuple(dict.fromkeys(name for root in project.roots for name in root.names()))
    with _rarely_collected(), validating(project, cache, salt) as validated:
        deployments = list(deploy(project, cache, salt))
        refused = list(refusals(deployments))
        own = list(hold(rules, deployments))
        linted = list(lint(list(jobs(project, deployments)), cache, salt, progress))
        progress("sam validate --lint")
        validation = validated(linted)
    found = waivers.apply(merge([*refused, *own, *linted, *validation], names), project.templates.values())
    report = Report(
        templates=tuple(template.path for template in project.templates.values()),
        environments=names,
        rules=tuple(rule.name for rule in rules),
        findings=_sorted(found, project.templates.values()),
    )
    return report, {path: content for path, content in project.contents.items() if path not in files}


def _sorted(findings: Iterable[Finding], templates: Iterable[Template]) -> tuple[Finding, ...]:
    place = {template.path: index for index, template in enumerate(templates)}
    ordered = sorted(findings, key=lambda one: (place[one.template], one.logical_id, one.path, one.rule, one.what))
    return tuple(ordered)


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Let garbage lie while cfn-lint makes a million small objects, most of which stay: a fifth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
