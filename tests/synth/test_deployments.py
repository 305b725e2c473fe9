"""A deployment's logical ID follows every value that reaches the API, and everything that names it follows along."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import Equals, GetAtt, Sub, apigateway

from stamp_infra import App, Condition, Derived, Stack, Waiver, att, ref, sub, when
from tests.rendering import application, dev, env, environment, templates, topic


def deployed(description: Any, *others: Any, environments: Any = (dev,), **more: Any) -> Any:
    """Return the template of an API with this description, and others around it."""
    api = apigateway.RestApi("Api", Description=description)
    deployment = apigateway.Deployment("Deployment", RestApiId=ref(api))
    stage = apigateway.Stage("Stage", RestApiId=ref(api), DeploymentId=ref(deployment), StageName="v1")
    waivers = [Waiver(resource=deployment, rule="I3042", why=why) for why in more.pop("waived", ())]
    stack = Stack("web", [api, deployment, stage, *others], waivers=waivers)
    return templates(application(stack, environments=environments, **more))["cfn/web.yaml"]["Resources"]


def logical_id(resources: Any) -> str:
    (found,) = (title for title, resource in resources.items() if resource["Type"] == "AWS::ApiGateway::Deployment")
    return str(found)


def test_the_stage_deploys_what_was_renamed() -> None:
    found = deployed("The shop.")
    assert logical_id(found).startswith("Deployment")
    assert found["Stage"]["Properties"]["DeploymentId"] == {"Ref": logical_id(found)}


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        (env.url, {"url": "https://a.example.com"}, {"url": "https://b.example.com"}),
        (env.days, {"days": 7}, {"days": 8}),
        (env.word, {"large": False}, {"large": True}),
        (Derived("Greeting", sub("hello ${Who}", Who=env.note)), {"note": "a"}, {"note": "b"}),
        (Derived("Size", sub("${Word}", Word=env.word)), {"large": False}, {"large": True}),
        (when(Condition("IsLarge", Equals(env.large, "true")), "large", "small"), {"large": False}, {"large": True}),
        (sub("'${Url}'", Url=env.url), {"url": "https://a.example.com"}, {"url": "https://b.example.com"}),
    ],
)
def test_a_value_that_only_an_environment_knows_makes_a_new_deployment(value: Any, before: Any, after: Any) -> None:
    one = deployed(value, environments=(environment(**before),))
    other = deployed(value, environments=(environment(**after),))
    assert logical_id(one) != logical_id(other)
    assert one["Api"] == other["Api"]


def test_the_values_of_every_environment_stand_beside_the_deployment() -> None:
    found = deployed(env.note, environments=(dev, environment(name="prod", note="b")))
    assert found[logical_id(found)]["Metadata"] == {"StampInfra": {"Values": {"Note": {"dev": "a", "prod": "b"}}}}


def test_the_name_of_the_environment_is_no_value_that_could_change() -> None:
    found = deployed(sub("The shop of {env}."))
    assert "Metadata" not in found[logical_id(found)]


def test_a_value_that_the_api_does_not_hold_makes_no_new_deployment() -> None:
    around = topic("Around", DisplayName=env.days)
    one = deployed("The shop.", around)
    other = deployed("The shop.", topic("Around", DisplayName=env.days), environments=(environment(days=9),))
    assert logical_id(one) == logical_id(other)


def test_everything_that_names_the_deployment_follows_it() -> None:
    others = [
        topic("One", DependsOn="Deployment", DisplayName=GetAtt("Deployment", "DeploymentId")),
        topic("Two", DependsOn=["One", "Deployment"], DisplayName=Sub("${Deployment}-${One}")),
        topic("Three", DisplayName=Sub("${Deployment.DeploymentId}${Own}", Own="a")),
    ]
    found = deployed("The shop.", *others)
    renamed = logical_id(found)
    assert found["One"]["DependsOn"] == renamed
    assert found["One"]["Properties"]["DisplayName"] == {"Fn::GetAtt": [renamed, "DeploymentId"]}
    assert found["Two"]["DependsOn"] == ["One", renamed]
    assert found["Two"]["Properties"]["DisplayName"] == {"Fn::Sub": f"${{{renamed}}}-${{One}}"}
    assert found["Three"]["Properties"]["DisplayName"] == {
        "Fn::Sub": [f"${{{renamed}.DeploymentId}}${{Own}}", {"Own": "a"}]
    }


def test_another_stack_reads_the_deployment_by_its_new_name() -> None:
    api = apigateway.RestApi("Api", Description="The shop.")
    deployment = apigateway.Deployment("Deployment", RestApiId=ref(api))
    reader = Stack("reader", [topic("Reader", DisplayName=att(deployment, "DeploymentId"))])
    body = templates(application(Stack("web", [api, deployment]), reader))["cfn/web.yaml"]
    renamed = logical_id(body["Resources"])
    assert body["Outputs"] == {
        "DeploymentDeploymentId": {"Value": {"Fn::GetAtt": [renamed, "DeploymentId"]}},
    }


def test_a_waiver_of_the_deployment_stays_with_it_and_renames_nothing() -> None:
    plain, waived = deployed("The shop."), deployed("The shop.", waived=["It is there for a test."])
    assert logical_id(plain) == logical_id(waived)
    assert waived[logical_id(waived)]["Metadata"]["StampInfra"] == {"Waivers": {"I3042": "It is there for a test."}}


def test_an_application_without_an_api_has_nothing_to_rename() -> None:
    app: App = application(Stack("first", [topic("Deployment")]))
    assert templates(app)["cfn/first.yaml"]["Resources"].keys() == {"Deployment"}
