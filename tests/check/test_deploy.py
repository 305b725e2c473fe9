"""Each root is deployed once per environment, and translated once for each set of parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.deploy import Deployment, deploy, refusals, switched_on
from stamp_infra.check.inputs import settings
from stamp_infra.check.project import assemble
from stamp_infra.rendered import expand
from stamp_infra.rendered.resolve import resolve
from tests.check.files import SAM, SAMCONFIG, TOPIC, write

SWITCHES = """
Parameters: {Environment: {Type: String}, Owner: {Type: String, Default: ''}}
Conditions:
  IsDev: !Equals [!Ref Environment, dev]
  HasOwner: !Not [!Equals [!Ref Owner, '']]
  HasNoOwner: !Equals [!Ref Owner, '']
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: IsDev}
  Owned: {Type: AWS::SNS::Topic, Condition: HasOwner, Properties: {TopicName: !Ref Owner}}
"""


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


def test_what_no_environment_switches_on_is_deployed_once_more_as_the_strictest_does() -> None:
    [one] = switched_on(deployments({"root.yaml": SWITCHES, "samconfig.toml": SAMCONFIG}))
    there = resolve(one.stack, one.environment).resources
    assert [(resource.logical_id, resource.properties) for resource in there] == [
        ("Owned", {"TopicName": "<root.yaml#Owner>"})
    ]
    assert one.environment == "prod"
    assert one.supposed == (("root.yaml", "HasOwner"),)


def test_the_last_environment_stands_for_a_prod_that_there_is_not() -> None:
    config = SAMCONFIG.replace("prod", "live")
    found = switched_on(deployments({"root.yaml": SWITCHES, "samconfig.toml": config}))
    assert [one.environment for one in found] == ["live"]


def test_what_some_environment_switches_on_is_not_deployed_again() -> None:
    only = SWITCHES.replace("HasOwner: !Not [!Equals [!Ref Owner, '']]", "HasOwner: !Equals [!Ref Environment, prod]")
    assert list(switched_on(deployments({"root.yaml": only, "samconfig.toml": SAMCONFIG, "alone.yaml": TOPIC}))) == []


def test_conditions_that_exclude_each_other_are_deployed_apart() -> None:
    text = SWITCHES.replace("IsDev: !Equals [!Ref Environment, dev]", "IsOurs: !Equals [!Ref Owner, us]")
    text = text.replace("HasOwner: !Not [!Equals [!Ref Owner, '']]", "HasOwner: !Equals [!Ref Owner, them]")
    found = list(switched_on(deployments({"root.yaml": text.replace("IsDev", "IsOurs")})))
    assert [one.supposed for one in found] == [(("root.yaml", "IsOurs"),), (("root.yaml", "HasOwner"),)]
    there = [[r.logical_id for r in resolve(one.stack, one.environment).resources] for one in found]
    assert there == [["Topic"], ["Owned"]]


def test_a_finding_there_names_the_resources_own_conditions_or_else_all() -> None:
    text = SWITCHES.replace("Resources:", "  IsNever: !Equals [a, b]\nResources:")
    [one] = switched_on(deployments({"root.yaml": text, "samconfig.toml": SAMCONFIG}))
    [owned] = resolve(one.stack, one.environment).resources
    assert one.shows(owned) == ("where HasOwner",)
    assert one.shows() == ("where HasOwner and IsNever",)
