"""Which SAM roots `sam validate --lint` accepts: known ones from the cache, the others while something else goes on."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stamp_infra.check.cache import digest
from stamp_infra.check.finding import Finding
from stamp_infra.rendered.sam import is_sam

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.project import Project, Root


@dataclass(frozen=True, kw_only=True)
class Validation:
    """What is known about each SAM root, and what is being found out about the others."""

    roots: tuple[Root, ...]
    known: dict[Path, dict[str, Any]]
    remember: Callable[[Path, dict[str, Any]], None]
    running: dict[Path, Future[dict[str, Any]]] = field(default_factory=dict)

    def findings(self, linted: Sequence[Finding]) -> list[Finding]:
        """Wait for the end; return what SAM CLI refuses and cfn-lint's own findings do not explain."""
        for file, future in self.running.items():
            self.known[file] = future.result()
            self.remember(file, self.known[file])
        return [finding for root in self.roots for finding in _findings(root, self.known[root.file], linted)]


@contextmanager
def validating(project: Project, cache: Cache, salt: str) -> Iterator[Validation]:
    """Start to validate every SAM root that the cache does not know, one after the other."""
    roots = tuple(root for root in project.roots if is_sam(root.template.body))
    keys = {root.file: digest(salt, project.contents[root.file], root.regions()) for root in roots}
    found = {file: cache.get("validate", key) for file, key in keys.items()}
    validation = Validation(
        roots=roots,
        known={file: outcome for file, outcome in found.items() if outcome is not None},
        remember=lambda file, outcome: cache.put("validate", keys[file], outcome),
    )
    missing = [root for root in roots if root.file not in validation.known]
    if not missing:
        yield validation
        return
    # Starting processes takes modules that a check of other templates does without.
    from concurrent.futures import ThreadPoolExecutor

    from stamp_infra.check.sam import find, validate

    sam = find()
    with ThreadPoolExecutor(max_workers=1) as pool:
        validation.running.update({root.file: pool.submit(validate, sam, root) for root in missing})
        try:
            yield validation
        finally:
            pool.shutdown(cancel_futures=True)


def _findings(root: Root, outcome: dict[str, Any], linted: Sequence[Finding]) -> Iterator[Finding]:
    reported = {finding.rule for finding in linted if finding.template == root.template.path}
    if outcome["valid"] or (outcome["rules"] and reported.issuperset(outcome["rules"])):
        return
    yield Finding(
        template=root.template.path,
        logical_id="",
        path="",
        source=root.template.source,
        rule="SamValidates",
        severity="error",
        what=f"`sam validate --lint` refuses it: {' '.join(outcome['said'].split())}",
        why="SAM CLI builds and deploys the template, so it has to accept it.",
        remedy="Correct what SAM CLI names.",
        environments=root.names(),
    )
