"""SAM templates become CloudFormation without an AWS account, credentials, a region or a network."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.sam import SamError, is_sam

TRANSFORM = "AWS::Serverless-2016-10-31"


def expanded(resources: dict[str, Any], **sections: Any) -> dict[str, Any]:
    body = {"Transform": TRANSFORM, "Resources": resources, **sections}
    return expand(body, "sam.yaml", parameters={}, region="ap-northeast-1")


def function(**properties: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Handler": "a.b", "Runtime": "python3.13", **properties},
    }


def test_a_function_with_local_code_becomes_a_function_and_its_alias(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    body = expanded({"Award": function(CodeUri="../functions", AutoPublishAlias="live", Role="arn:role")})
    kinds = {resource["Type"] for resource in body["Resources"].values()}
    assert kinds == {"AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias"}
    assert "AwardAliaslive" in body["Resources"]
    assert "Transform" not in body


def test_a_managed_policy_is_known_by_its_name_without_asking_iam() -> None:
    body = expanded({"Award": function(CodeUri=".", Policies=["AWSLambdaBasicExecutionRole"])})
    arns = body["Resources"]["AwardRole"]["Properties"]["ManagedPolicyArns"]
    assert arns == ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]


def test_parameters_decide_what_is_generated() -> None:
    resources = {"Award": function(CodeUri=".", AutoPublishAlias={"Ref": "Alias"}, Role="arn:role")}
    body = {"Transform": TRANSFORM, "Parameters": {"Alias": {"Type": "String"}}, "Resources": resources}
    found = expand(body, "sam.yaml", parameters={"Alias": "blue"}, region="ap-northeast-1")
    assert "AwardAliasblue" in found["Resources"]


def test_local_code_in_globals_layers_and_images_is_accepted() -> None:
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "./layer"}}
    image = {
        "Type": "AWS::Serverless::Function",
        "Metadata": {"Dockerfile": "D"},
        "Properties": {"PackageType": "Image"},
    }
    body = expanded({"Layer": layer, "Image": image})
    assert {"AWS::Lambda::LayerVersion", "AWS::Lambda::Function"} <= {r["Type"] for r in body["Resources"].values()}
    assert expanded({"Award": function()}, Globals={"Function": {"CodeUri": "./src"}})["Resources"]["Award"]


def test_a_nested_application_becomes_a_nested_stack_without_asking_its_repository() -> None:
    local = {"Type": "AWS::Serverless::Application", "Properties": {"Location": "./a.yaml", "Parameters": {"A": "b"}}}
    far = {
        "Type": "AWS::Serverless::Application",
        "Properties": {"Location": {"ApplicationId": "a", "SemanticVersion": "1"}},
    }
    resources = expanded({"Local": local, "Far": far})["Resources"]
    assert resources["Local"]["Type"] == resources["Far"]["Type"] == "AWS::CloudFormation::Stack"
    assert resources["Local"]["Properties"] == {"TemplateURL": "./a.yaml", "Parameters": {"A": "b"}}


def test_metadata_stays_with_the_resource() -> None:
    declared = {**function(CodeUri=".", Role="arn:role"), "Metadata": {"StampInfra": {"Waivers": {"A": "b"}}}}
    assert expanded({"Award": declared})["Resources"]["Award"]["Metadata"] == declared["Metadata"]


def test_the_template_given_is_not_changed() -> None:
    declared = function(CodeUri="./src", Role="arn:role")
    expanded({"Award": declared})
    assert declared["Properties"]["CodeUri"] == "./src"


def test_everything_that_sam_refuses_is_listed() -> None:
    with pytest.raises(SamError) as caught:
        expanded(
            {"A": function(CodeUri=".", MemorySiz=1), "B": {"Type": "AWS::Serverless::Function", "Properties": {}}}
        )
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert all(text.startswith("sam.yaml: cannot be translated by SAM: ") for text in found)
    assert "[A]" in found[0]
    assert "[B]" in found[1]


def test_a_template_that_makes_the_translator_itself_fail_is_refused() -> None:
    with pytest.raises(SamError, match="cannot be translated by SAM"):
        expanded({"A": {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "a", "Cors": [["x"]], "Auth": 3}}})


@pytest.mark.parametrize(
    ("body", "expected"),
    [({}, False), ({"Transform": TRANSFORM}, True), ({"Transform": ["AWS::LanguageExtensions", TRANSFORM]}, True)],
)
def test_a_sam_template_is_told_by_its_transform(body: dict[str, Any], expected: bool) -> None:  # noqa: FBT001
    assert is_sam(body) is expected
