"""Each root is deployed once per environment, and translated once for each set of parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.deploy import Deployment, deploy, refusals
from stamp_infra.check.inputs import settings
from stamp_infra.check.project import assemble
from stamp_infra.rendered import expand
from tests.check.files import SAM, SAMCONFIG, TOPIC, write


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def deployments(files: dict[str, str]) -> list[Deployment]:
    found = write(Path(), files)
    cache = Cache(directory=Path("cache"))
    return list(deploy(assemble(found, settings(found), cache, "salt"), cache, "salt"))


def test_every_root_is_deployed_to_each_of_its_environments() -> None:
    found = deployments({"sam/root.yaml": SAM, "sam/samconfig.toml": SAMCONFIG, "alone.yaml": TOPIC})
    assert [(one.root.template.path, one.environment) for one in found] == [
        ("sam/root.yaml", "dev"),
        ("sam/root.yaml", "prod"),
        ("alone.yaml", None),
    ]


def test_a_translation_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    first = deployments({"root.yaml": SAM, "samconfig.toml": SAMCONFIG})
    monkeypatch.setattr(expand, "expand", None)
    again = deployments({"root.yaml": SAM, "samconfig.toml": SAMCONFIG})
    assert [one.stack.body for one in again] == [one.stack.body for one in first]


def test_what_sam_refuses_is_a_finding_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = SAM.replace("Handler:", "Handlerr:")
    first = list(refusals(deployments({"root.yaml": bad, "samconfig.toml": SAMCONFIG})))
    assert [(one.template, one.rule, one.severity, one.environments) for one in first] == [
        ("root.yaml", "SamTransforms", "error", ("dev",)),
        ("root.yaml", "SamTransforms", "error", ("prod",)),
    ]
    assert "Handlerr" in first[0].what
    monkeypatch.setattr(expand, "expand", None)
    assert list(refusals(deployments({"root.yaml": bad, "samconfig.toml": SAMCONFIG}))) == first
