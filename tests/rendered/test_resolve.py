"""One environment's templates say what they come to there: values, pointers, conditions, nesting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.rendered.resolve import as_deployed, resolve
from tests.rendered.nested import stack


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def topics(files: dict[str, str], **parameters: str) -> dict[str, dict[str, Any]]:
    """Return the properties of every topic by logical ID."""
    resolved = resolve(stack(Path(), files, **parameters), "dev")
    return {topic.logical_id: dict(topic.properties) for topic in resolved.of_type("AWS::SNS::Topic")}


def topic(**properties: str) -> str:
    inner = ", ".join(f"{name}: {value}" for name, value in properties.items())
    return f"{{Type: AWS::SNS::Topic, Properties: {{{inner}}}}}"


def test_parameters_come_from_samconfig_then_from_their_default_and_else_stay_pointers() -> None:
    root = f"""
    Parameters:
      Given: {{Type: String, Default: default}}
      Default: {{Type: Number, Default: 5}}
      Unknown: {{Type: String}}
      Stored: {{Type: "AWS::SSM::Parameter::Value<String>", Default: /a/b}}
      Listed: {{Type: CommaDelimitedList, Default: "a,b"}}
    Resources:
      T: {topic(A="!Ref Given", B="!Ref Default", C="!Ref Unknown", D="!Ref Stored", E="!Ref Listed")}
    """
    expected = {"A": "given", "B": 5, "C": "<root.yaml#Unknown>", "D": "<root.yaml#Stored>", "E": ["a", "b"]}
    assert topics({"root.yaml": root}, Given="given") == {"T": expected}


def test_references_to_resources_are_pointers_inside_longer_texts_too() -> None:
    root = f"""
    Resources:
      Table: {{Type: AWS::DynamoDB::Table}}
      T: {topic(A="!Ref Table", B="!GetAtt Table.Arn", C="!Sub '${Table.Arn}/index/x'", D="!Sub '${Table}'")}
    """
    resolved = resolve(stack(Path(), {"root.yaml": root}), "dev")
    (found,) = resolved.of_type("AWS::SNS::Topic")
    assert found.properties == {
        "A": "<root.yaml#Table>",
        "B": "<root.yaml#Table.Arn>",
        "C": "<root.yaml#Table.Arn>/index/x",
        "D": "<root.yaml#Table>",
    }
    assert [resolved.at(value) for value in found.properties.values()] == [resolved.resources[0]] * 4


def test_pseudo_parameters_are_the_environments_or_pointers() -> None:
    root = f"""
    Resources:
      T: {topic(A="!Ref AWS::Region", B="!Sub 'arn:${AWS::Partition}:x:${AWS::AccountId}'", C="!Ref AWS::URLSuffix")}
    """
    expected = {"A": "ap-northeast-1", "B": "arn:aws:x:<AWS::AccountId>", "C": "amazonaws.com"}
    assert topics({"root.yaml": root}) == {"T": expected}
    assert topics({"root.yaml": root}, region="eu-west-1")["T"]["A"] == "eu-west-1"


def test_mappings_and_conditions_are_those_of_the_environment() -> None:
    root = f"""
    Parameters: {{Environment: {{Type: String}}}}
    Mappings: {{Environment: {{dev: {{Days: 7}}, prod: {{Days: 365}}}}}}
    Conditions:
      IsProd: !Equals [!Ref Environment, prod]
      IsOther: !Not [!Condition IsProd]
    Resources:
      Always: {topic(A="!FindInMap [Environment, !Ref Environment, Days]", B="!If [IsProd, x, !Ref AWS::NoValue]")}
      Prod: {{Condition: IsProd, Type: AWS::SNS::Topic}}
      Other: {{Condition: IsOther, Type: AWS::SNS::Topic, DependsOn: [Prod, Always]}}
    """
    assert topics({"root.yaml": root}, Environment="prod") == {"Always": {"A": 365, "B": "x"}, "Prod": {}}
    assert topics({"root.yaml": root}, Environment="dev") == {"Always": {"A": 7}, "Other": {}}


def test_a_dependency_is_always_a_list_of_what_exists() -> None:
    root = """
    Conditions: {Never: !Equals [a, b]}
    Resources:
      A: {Type: AWS::SNS::Topic, DependsOn: B}
      B: {Type: AWS::SNS::Topic, DependsOn: [A, C]}
      C: {Type: AWS::SNS::Topic, Condition: Never}
    """
    resolved = resolve(stack(Path(), {"root.yaml": root}), "dev")
    assert [resource.attributes["DependsOn"] for resource in resolved.resources] == [["B"], ["A"]]


NESTED = {
    "root.yaml": """
    Parameters: {Environment: {Type: String}}
    Resources:
      Iam:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: iam.yaml
          Parameters: {TableArn: !GetAtt Data.Outputs.TableArn, Environment: !Ref Environment}
      Data:
        Type: AWS::CloudFormation::Stack
        Properties: {TemplateURL: data.yaml, Parameters: {Environment: !Ref Environment}}
    """,
    "data.yaml": """
    Parameters: {Environment: {Type: String}}
    Resources: {Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'orders-${Environment}'}}}
    Outputs: {TableArn: {Value: !GetAtt Table.Arn}}
    """,
    "iam.yaml": """
    Parameters: {Environment: {Type: String}, TableArn: {Type: String}, Missing: {Type: String}}
    Resources:
      T: {Type: AWS::SNS::Topic, Properties: {A: !Sub '${TableArn}/index/*', B: !Ref Environment, C: !Ref Missing}}
    """,
}


def test_a_value_is_followed_through_parents_and_siblings_whatever_their_order() -> None:
    resolved = resolve(stack(Path(), NESTED, Environment="dev"), "dev")
    found = {resource.logical_id: resource for resource in resolved.resources}
    assert found["T"].properties == {"A": "<data.yaml#Table.Arn>/index/*", "B": "dev", "C": "<iam.yaml#Missing>"}
    assert found["Table"].properties == {"TableName": "orders-dev"}
    assert resolved.at(found["T"].properties["A"]) is found["Table"]
    assert [template.path for template in resolved.templates] == ["root.yaml", "iam.yaml", "data.yaml"]


def test_what_a_stack_that_does_not_exist_nests_does_not_exist() -> None:
    root = """
    Conditions: {Never: !Equals [a, b]}
    Resources:
      Child: {Type: AWS::CloudFormation::Stack, Condition: Never, Properties: {TemplateURL: child.yaml}}
    """
    child = "Resources: {T: {Type: AWS::SNS::Topic}}"
    assert resolve(stack(Path(), {"root.yaml": root, "child.yaml": child}), "dev").resources == ()


def test_a_value_that_needs_itself_is_refused_with_the_whole_way() -> None:
    root = """
    Resources:
      A:
        Type: AWS::CloudFormation::Stack
        Properties: {TemplateURL: echo.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}
      B:
        Type: AWS::CloudFormation::Stack
        Properties: {TemplateURL: other.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}
    """
    echo = """
    Parameters: {In: {Type: String}}
    Resources: {T: {Type: AWS::SNS::Topic, Properties: {N: !Ref In}}}
    Outputs: {Out: {Value: !Ref In}}
    """
    with pytest.raises(UserError) as caught:
        topics({"root.yaml": root, "echo.yaml": echo, "other.yaml": echo})
    assert "needs itself: " in str(caught.value)
    assert "echo.yaml: Parameters.In" in str(caught.value)
    assert "other.yaml: Outputs.Out" in str(caught.value)


def test_a_condition_that_needs_itself_is_refused() -> None:
    root = """
    Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}
    Resources: {T: {Type: AWS::SNS::Topic, Condition: A}}
    """
    with pytest.raises(UserError) as caught:
        topics({"root.yaml": root})
    way = "root.yaml: Conditions.A -> root.yaml: Conditions.B -> root.yaml: Conditions.A"
    assert f"needs itself: {way}; " in str(caught.value)


SAM = """
Transform: AWS::Serverless-2016-10-31
Parameters: {Environment: {Type: String}, Unknown: {Type: String}}
Mappings: {Environment: {dev: {Memory: 256}, prod: {Memory: 1769}}, Unused: {a: {b: c}}}
Conditions: {IsProd: !Equals [!Ref Environment, prod]}
Resources:
  Award:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./src
      Handler: a.b
      Runtime: python3.13
      Role: !GetAtt Iam.Outputs.RoleArn
      AutoPublishAlias: live
      MemorySize: !FindInMap [Environment, !Ref Environment, Memory]
      Environment: {Variables: {NAME: !Sub '${Unknown}-${AWS::Region}-${Topic}', STAGE: !Ref Environment}}
  Topic: {Type: AWS::SNS::Topic}
  Prod: {Type: AWS::SNS::Topic, Condition: IsProd}
  Iam: {Type: AWS::CloudFormation::Stack, DependsOn: [Prod, Topic], Properties: {TemplateURL: iam.yaml}}
Outputs:
  Name: {Value: !Ref Topic}
  Only: {Value: !Ref Prod, Condition: IsProd}
"""
IAM = "Resources: {Role: {Type: AWS::IAM::Role}}\nOutputs: {RoleArn: {Value: !GetAtt Role.Arn}}"


def test_sam_resources_are_those_that_cloudformation_receives() -> None:
    resolved = resolve(stack(Path(), {"root.yaml": SAM, "iam.yaml": IAM}, Environment="dev"), "dev")
    (function,) = resolved.of_type("AWS::Lambda::Function")
    assert function.properties["Role"] == "<iam.yaml#Role.Arn>"
    assert function.properties["MemorySize"] == 256
    assert [alias.logical_id for alias in resolved.of_type("AWS::Lambda::Alias")] == ["AwardAliaslive"]


def test_the_deployed_form_keeps_only_what_is_unknown_before_deployment() -> None:
    body = as_deployed(stack(Path(), {"root.yaml": SAM, "iam.yaml": IAM}, Environment="dev"))
    assert list(body) == ["Parameters", "Resources", "Outputs"]
    assert list(body["Parameters"]) == ["Unknown"]
    assert list(body["Outputs"]) == ["Name"]
    properties = body["Resources"]["Award"]["Properties"]
    assert properties["MemorySize"] == 256
    assert properties["Role"] == {"Fn::GetAtt": ["Iam", "Outputs.RoleArn"]}
    assert properties["Environment"]["Variables"] == {
        "NAME": {"Fn::Sub": "${Unknown}-${AWS::Region}-${Topic}"},
        "STAGE": "dev",
    }
    assert body["Resources"]["Iam"]["DependsOn"] == ["Topic"]
    assert body["Resources"]["Iam"]["Properties"]["TemplateURL"].startswith("https://")
    assert "Prod" not in body["Resources"]


def test_the_deployed_form_keeps_a_mapping_that_an_unknown_parameter_chooses_from() -> None:
    body = as_deployed(stack(Path(), {"root.yaml": SAM, "iam.yaml": IAM}))
    assert list(body["Mappings"]) == ["Environment"]
    assert list(body["Parameters"]) == ["Environment", "Unknown"]
