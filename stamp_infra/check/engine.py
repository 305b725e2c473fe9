"""One check, from the bytes of some templates to a report."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from stamp_infra.check import waivers
from stamp_infra.check.apart import beside
from stamp_infra.check.deploy import deploy, refusals
from stamp_infra.check.finding import merge
from stamp_infra.check.linting import findings, lint, look_up, resolved_jobs, source_jobs
from stamp_infra.check.own import hold
from stamp_infra.check.project import assemble
from stamp_infra.check.report import Report
from stamp_infra.check.tools import without_rules
from stamp_infra.check.validation import validating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    rules: Callable[[], Sequence[Rule]],
    cache: Cache,
    progress: Progress,
) -> tuple[Report, dict[Path, bytes]]:
    """Return the report on the templates in `files`, and the templates that were read because those nest them.

    `settings` are the samconfig.toml files beside them; `rules` is called for our rules when they are needed. A
    UserError says what keeps a template from being read at all.
    """
    salt = without_rules()
    project = assemble(files, settings, cache, salt)
    names = tuple(dict.fromkeys(name for root in project.roots for name in root.names()))
    sources = look_up(source_jobs(project), cache, salt)
    with _rarely_collected(), validating(project, cache, salt) as validation:
        # The machine's other half is busy with SAM CLI, or else with linting.
        apart = bool(sources.new()) and not validation.running
        with beside(partial(lint, sources.new(), progress), apart=apart) as linted_sources:
            deployments = list(deploy(project, cache, salt))
            chosen = rules()
            found = [*refusals(deployments), *hold(chosen, deployments)]
            resolved = look_up(resolved_jobs(deployments), cache, salt)
            linted = list(findings(resolved, lint(resolved.new(), progress), cache))
            linted += findings(sources, linted_sources(), cache)
        progress("sam validate --lint")
        found += linted + validation.findings(linted)
    judged = waivers.apply(merge(found, names), project.templates.values())
    report = Report(
        templates=tuple(template.path for template in project.templates.values()),
        environments=names,
        rules=tuple(rule.name for rule in chosen),
        findings=_sorted(judged, project.templates.values()),
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
