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


def jobs(project: Project, deployments: Iterable[Deployment]) -> Iterator[Job]:
    """Yield every source template, then every resolved form of a root that differs from its source."""
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
    yield from _resolved(deployments)


def _resolved(deployments: Iterable[Deployment]) -> Iterator[Job]:
    found: dict[str, Job] = {}
    for deployment in deployments:
        stack = deployment.stack
        # A plain template that no environment gives values to is checked as it is written.
        if stack is None or (stack.body is stack.template.body and deployment.environment is None):
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


def lint(work: Sequence[Job], cache: Cache, salt: str, progress: Progress) -> Iterator[Finding]:
    """Yield the findings of every job, from the cache or from cfn-lint."""
    keys = [job.key(salt) for job in work]
    known = [cache.get("lint", key) for key in keys]
    new = [job for job, findings in zip(work, known, strict=True) if findings is None]
    if new:
        make_lean("\n".join(job.text for job in new))
    for job, key, findings in zip(work, keys, known, strict=True):
        if findings is None:
            progress(f"cfn-lint: {job.template.path}")
            plain = [asdict(finding) for finding in _lint(job)]
            cache.put("lint", key, plain)
        else:
            plain = findings
        yield from (replace(finding_from(entry), environments=job.environments) for entry in plain)


def _lint(job: Job) -> list[Finding]:
    # cfn-lint takes a third of a second to import, which a check that has nothing new to lint does not pay.
    from stamp_infra.check.lint import lint_file, lint_text

    if job.file is not None:
        return lint_file(job.file, job.template, job.regions)
    return lint_text(job.text, job.template, job.regions)
