"""GitHub's workflows of this repository as tests see them."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / ".github/workflows"


@dataclass(frozen=True, kw_only=True)
class Job:
    """One job of a workflow; `steps` is empty where it calls another workflow."""

    workflow: str
    name: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.workflow}.{self.name}"

    @property
    def steps(self) -> list[dict[str, Any]]:
        return list(self.body.get("steps", []))

    def step(self, name: str) -> dict[str, Any]:
        """Return the one step of a name."""
        (found,) = [step for step in self.steps if step.get("name") == name]
        return found


def load(path: Path) -> dict[Any, Any]:
    """Return a workflow; YAML 1.1 reads its key `on` as true."""
    body: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    body["on"] = body.pop(True)
    return body


WORKFLOWS: Final = {path.stem: load(path) for path in sorted(FOLDER.glob("*.yml"))}
JOBS: Final = [
    Job(workflow=workflow, name=name, body=job)
    for workflow, body in WORKFLOWS.items()
    for name, job in body["jobs"].items()
]
RUNS: Final = [(job, step["run"]) for job in JOBS for step in job.steps if "run" in step]


def job(workflow: str, name: str) -> Job:
    """Return the job of a name."""
    (found,) = [job for job in JOBS if (job.workflow, job.name) == (workflow, name)]
    return found


def words(run: str) -> list[str]:
    """Return the words of a step's one line, without the variables before it and what follows a redirection."""
    found = shlex.split(run)
    while "=" in found[0]:
        found.pop(0)
    return found[: found.index(">>")] if ">>" in found else found
