"""Nested templates are followed, and what cannot be deployed is told before anything is resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.core.errors import UserError
from tests.rendered.nested import stack

TOPIC = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def nest(*names: str) -> str:
    stacks = (
        f"  {name.title()}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {name}.yaml}}}}"
        for name in names
    )
    return "\n".join(["Resources:", *stacks]) + "\n"


def test_a_local_template_is_nested_relative_to_its_parent_and_a_far_one_is_not() -> None:
    root = """
    Resources:
      Near: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./cfn/near.yaml}}
      Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://bucket.s3.amazonaws.com/far.yaml"}}
    """
    near = "Resources: {Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../other/inner.yaml}}}"
    found = stack(Path(), {"root.yaml": root, "cfn/near.yaml": near, "other/inner.yaml": TOPIC})
    assert list(found.children) == ["Near"]
    assert found.children["Near"].children["Inner"].template.path == "other/inner.yaml"


def test_a_missing_template_is_named_with_the_property_that_asks_for_it() -> None:
    with pytest.raises(
        UserError, match=r"root.yaml: Resources.A.Properties.TemplateURL: names a file that does not exist"
    ):
        stack(Path(), {"root.yaml": nest("a")})


def test_a_template_that_nests_itself_is_refused_with_the_whole_way() -> None:
    files = {"root.yaml": nest("a"), "a.yaml": nest("b"), "b.yaml": nest("a")}
    with pytest.raises(UserError, match=r"b.yaml: Resources.A: nests itself: root.yaml -> a.yaml -> b.yaml -> a.yaml"):
        stack(Path(), files)


def test_every_output_that_a_nested_template_lacks_is_told() -> None:
    root = (
        nest("a")
        + """
  One: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.Outputs.Missing}}
  Two: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub 'x-${A.Outputs.Gone}'}}
  Fine: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt A.Outputs.Name}}
"""
    )
    child = TOPIC + "Outputs: {Name: {Value: !GetAtt Topic.TopicName}}\n"
    with pytest.raises(UserError) as caught:
        stack(Path(), {"root.yaml": root, "a.yaml": child})
    assert [(mistake.where, mistake.what) for mistake in caught.value.mistakes] == [
        (
            "root.yaml: Resources.One.Properties.TopicName",
            "asks for the output Missing of A, which a.yaml does not have",
        ),
        ("root.yaml: Resources.Two.Properties.TopicName", "asks for the output Gone of A, which a.yaml does not have"),
    ]
