"""The root nests every stack with the parameters that it takes, and says what people need of a deployment."""

from __future__ import annotations

from stamp_infra import Stack, ref
from tests.rendering import application, env, templates, topic


def test_each_nested_stack_is_a_local_template_that_goes_when_it_is_taken_out() -> None:
    found = templates(application(Stack("order-history", [topic("A")])))["sam/template.yaml"]["Resources"]
    assert found["OrderHistory"] == {
        "Type": "AWS::CloudFormation::Stack",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"TemplateURL": "../cfn/order-history.yaml"},
    }


def test_stacks_come_in_the_order_of_the_list_and_before_the_root_s_own_resources() -> None:
    found = templates(application(Stack("second", [topic("A")]), Stack("first", [topic("B")])))
    assert list(found["sam/template.yaml"]["Resources"]) == ["Second", "First", "Main"]


def test_a_stack_that_stands_alone_is_rendered_and_not_nested() -> None:
    found = templates(application(standalone=(Stack("account", [topic("A")]),)))
    assert found.keys() == {"cfn/account.yaml", "sam/template.yaml"}
    assert found["sam/template.yaml"]["Resources"].keys() == {"Main"}


def test_the_root_passes_on_what_only_a_nested_stack_asks_for() -> None:
    found = templates(application(Stack("first", [topic("A", DisplayName=env.name, TopicName=env.note)])))
    root = found["sam/template.yaml"]
    assert root["Parameters"].keys() == {"Environment", "Note"}
    passed = root["Resources"]["First"]["Properties"]["Parameters"]
    assert passed == {"Environment": {"Ref": "Environment"}, "Note": {"Ref": "Note"}}


def test_an_output_of_the_application_reads_through_to_the_stack_that_knows() -> None:
    one = topic("One")
    found = templates(application(Stack("first", [one]), outputs={"Topic": ref(one)}))
    assert found["sam/template.yaml"]["Outputs"] == {"Topic": {"Value": {"Fn::GetAtt": ["First", "Outputs.One"]}}}
    assert found["cfn/first.yaml"]["Outputs"] == {"One": {"Value": {"Ref": "One"}}}
