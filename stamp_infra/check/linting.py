"""What cfn-lint says about each source template and about what each SAM root becomes, linting only what is new."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from stamp_infra.check.cache import digest
from stamp_infra.check.lean import make_lean
from stamp_infra.check.report import finding_from
from stamp_infra.rendered.resolve import as_deployed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.deploy import Deployment
    from stamp_infra.check.finding import Finding
    from stamp_infra.check.project import Project
    from stamp_infra.rendered.model import Template

Progress = Callable[[str], None]
Plain = list[dict[str, Any]]
"""Findings as JSON, which the cache and another process hand on."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One text to lint: a source when it has a file, else what the template becomes in these environments."""

    template: Template
    text: str
    regions: tuple[str, ...]
    environments: tuple[str, ...]
    file: Path | None = None
    beside: Any = None
    """What a source's findings depend on besides its text: the parameters of the templates that it nests."""

    def key(self, salt: str) -> str:
        """Return a hash over all that the findings depend on."""
        name = (self.template.path, self.template.source, self.file is None)
        return digest(salt, name, self.text, self.regions, self.beside)


def source_jobs(project: Project) -> Iterator[Job]:
    """Yield every template as it is written."""
    for file, template in project.templates.items():
        roots = project.of(file)
        yield Job(
            template=template,
            text=project.contents[file].decode("utf-8-sig"),
            regions=tuple(dict.fromkeys(region for root in roots for region in root.regions())),
            environments=tuple(dict.fromkeys(name for root in roots for name in root.names())),
            file=file,
            beside=[project.templates[path].body.get("Parameters", {}) for path in project.nested[file]],
        )


def resolved_jobs(deployments: Iterable[Deployment]) -> Iterator[Job]:
    """Yield every resolved form of a root that differs from what is written, once."""
    found: dict[str, Job] = {}
    for deployment in deployments:
        stack = deployment.stack
        # A plain template that no environment gives values to is checked as it is written.
        if deployment.refused or (stack.body is stack.template.body and deployment.environment is None):
            continue
        text = json.dumps(as_deployed(stack))
        names = (deployment.environment,) if deployment.environment else ()
        known = found.get(text)
        found[text] = (
            replace(known, environments=(*known.environments, *names))
            if known
            else Job(template=stack.template, text=text, regions=(stack.region,), environments=names)
        )
    yield from found.values()


@dataclass(frozen=True, kw_only=True)
class Work:
    """Jobs with what is known of them: findings from the cache, or None for what is new."""

    jobs: tuple[Job, ...]
    keys: tuple[str, ...]
    known: tuple[Plain | None, ...]

    def new(self) -> list[Job]:
        """Return the jobs that have to be done."""
        return [job for job, known in zip(self.jobs, self.known, strict=True) if known is None]


def look_up(jobs: Iterable[Job], cache: Cache, salt: str) -> Work:
    """Return the jobs with what the cache has of them."""
    listed = tuple(jobs)
    keys = tuple(job.key(salt) for job in listed)
    return Work(jobs=listed, keys=keys, known=tuple(cache.get("lint", key) for key in keys))


def lint(jobs: Sequence[Job], progress: Progress) -> list[Plain]:
    """Return the findings of each job, worked out now."""
    if not jobs:
        return []
    make_lean("\n".join(job.text for job in jobs))
    # cfn-lint takes a third of a second to import, which a check that has nothing new to lint does not pay.
    from stamp_infra.check.lint import lint_file, lint_text

    found = []
    for job in jobs:
        progress(f"cfn-lint: {job.template.path}")
        if job.file is not None:
            findings = lint_file(job.file, job.template, job.regions)
        else:
            findings = lint_text(job.text, job.template, job.regions)
        found.append([asdict(finding) for finding in findings])
    return found


def findings(work: Work, new: Sequence[Plain], cache: Cache) -> Iterator[Finding]:
    """Yield all findings of some work whose new jobs have come to `new`, and remember these."""
    coming = iter(new)
    for job, key, known in zip(work.jobs, work.keys, work.known, strict=True):
        plain = known
        if plain is None:
            plain = next(coming)
            cache.put("lint", key, plain)
        yield from (replace(finding_from(entry), environments=job.environments) for entry in plain)
