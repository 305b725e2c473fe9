"""Each text is linted once, and again only when something that its findings depend on has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.deploy import deploy
from stamp_infra.check.inputs import settings
from stamp_infra.check.linting import Job, findings, lint, look_up, resolved_jobs, source_jobs
from stamp_infra.check.project import assemble
from tests.check.files import SAM, SAMCONFIG, TOPIC, write

if TYPE_CHECKING:
    from stamp_infra.check.finding import Finding

ROOT = "Resources:\n  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def jobs(files: dict[str, str]) -> tuple[list[Job], list[Job]]:
    """Return the jobs for sources and for resolved forms."""
    found = write(Path(), files)
    cache = Cache(directory=None)
    project = assemble(found, settings(found), cache, "")
    return list(source_jobs(project)), list(resolved_jobs(deploy(project, cache, "")))


def keys(files: dict[str, str]) -> dict[str, str]:
    return {job.template.path: job.key("") for job in jobs(files)[0]}


def test_sources_are_linted_for_the_regions_and_environments_they_are_deployed_to() -> None:
    sources, _ = jobs(
        {"a.yaml": TOPIC, "root.yaml": ROOT, "samconfig.toml": SAMCONFIG.replace("ap-northeast-1", "eu-west-1", 1)}
    )
    assert [(job.template.path, job.regions, job.environments) for job in sources] == [
        ("a.yaml", ("eu-west-1", "ap-northeast-1"), ("dev", "prod")),
        ("root.yaml", ("eu-west-1", "ap-northeast-1"), ("dev", "prod")),
    ]


def test_a_resolved_form_that_environments_share_is_linted_once() -> None:
    _, apart = jobs({"root.yaml": SAM, "samconfig.toml": SAMCONFIG})
    assert [job.environments for job in apart] == [("dev",), ("prod",)]
    _, shared = jobs({"root.yaml": SAM.replace("!Ref Environment", "same"), "samconfig.toml": SAMCONFIG})
    assert [job.environments for job in shared] == [("dev", "prod")]


def test_a_plain_template_without_environments_is_linted_as_it_is_written_alone() -> None:
    assert jobs({"a.yaml": TOPIC})[1] == []
    assert len(jobs({"sam.yaml": SAM})[1]) == 1


def test_a_root_is_linted_anew_when_a_nested_template_asks_for_something_else_and_not_for_other_changes() -> None:
    before = keys({"a.yaml": TOPIC, "root.yaml": ROOT})
    elsewhere = keys({"a.yaml": TOPIC.replace("orders", "shop"), "root.yaml": ROOT})
    asking = keys({"a.yaml": "Parameters: {P: {Type: String}}\n" + TOPIC, "root.yaml": ROOT})
    assert elsewhere["root.yaml"] == before["root.yaml"]
    assert elsewhere["a.yaml"] != before["a.yaml"]
    assert asking["root.yaml"] != before["root.yaml"]


def test_findings_are_remembered_and_told_for_the_environments_of_now() -> None:
    def told(files: dict[str, str]) -> tuple[list[str], list[Finding]]:
        cache = Cache(directory=Path("cache"))
        work = look_up(jobs(files)[0], cache, "")
        done: list[str] = []
        return done, list(findings(work, lint(work.new(), done.append), cache))

    bad = TOPIC.replace("DisplayName", "DisplayNam")
    done, first = told({"a.yaml": bad})
    assert done == ["cfn-lint: a.yaml"]
    assert [(one.rule, one.environments) for one in first] == [("E3002", ())]
    done, again = told({"a.yaml": bad, "samconfig.toml": SAMCONFIG})
    assert done == []
    assert [(one.rule, one.environments) for one in again] == [("E3002", ("dev", "prod"))]
