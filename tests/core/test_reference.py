"""A reference is a `Ref` at home, and in any other stack an output, a parameter and the line that joins them."""

from __future__ import annotations

from stamp_infra import Block, Stack, att, ref
from stamp_infra.core.reference import Reference
from tests.rendering import application, resources, templates, topic


def test_in_its_own_stack_it_is_a_ref_or_a_getatt() -> None:
    one = topic("One")
    other = topic("Other", DisplayName=ref(one), TopicName=att(one, "TopicName"))
    assert resources(one, other)["Other"]["Properties"] == {
        "DisplayName": {"Ref": "One"},
        "TopicName": {"Fn::GetAtt": ["One", "TopicName"]},
    }


def test_a_block_or_a_resource_as_a_value_stands_for_its_reference() -> None:
    one = topic("One")
    found = resources(one, topic("Other", DisplayName=Reference(Block(main=one)), Metadata={"By": Block(main=one)}))
    assert found["Other"]["Properties"]["DisplayName"] == {"Ref": "One"}
    assert found["Other"]["Metadata"] == {"By": {"Ref": "One"}}


def test_between_nested_stacks_it_is_wired_through_the_root() -> None:
    one = topic("One")
    app = application(Stack("first", [one]), Stack("second", [topic("Other", DisplayName=att(one, "TopicName"))]))
    found = templates(app)
    assert found["cfn/first.yaml"]["Outputs"] == {"OneTopicName": {"Value": {"Fn::GetAtt": ["One", "TopicName"]}}}
    assert found["cfn/second.yaml"]["Parameters"] == {"FirstOneTopicName": {"Type": "String"}}
    assert found["cfn/second.yaml"]["Resources"]["Other"]["Properties"] == {"DisplayName": {"Ref": "FirstOneTopicName"}}
    root = found["sam/template.yaml"]["Resources"]
    assert "Parameters" not in root["First"]["Properties"]
    passed = {"FirstOneTopicName": {"Fn::GetAtt": ["First", "Outputs.OneTopicName"]}}
    assert root["Second"]["Properties"]["Parameters"] == passed


def test_from_the_root_it_reads_the_nested_stack_s_output() -> None:
    one = topic("One")
    root = Stack("main", [topic("Main", DisplayName=ref(one))])
    found = templates(application(Stack("first", [one]), root=root))
    assert found["cfn/first.yaml"]["Outputs"] == {"One": {"Value": {"Ref": "One"}}}
    main = found["sam/template.yaml"]["Resources"]["Main"]
    assert main["Properties"] == {"DisplayName": {"Fn::GetAtt": ["First", "Outputs.One"]}}


def test_to_the_root_it_is_a_parameter_without_an_output() -> None:
    one = topic("One")
    nested = Stack("first", [topic("First", DisplayName=ref(one))])
    found = templates(application(nested, root=Stack("main", [one])))
    assert found["cfn/first.yaml"]["Parameters"] == {"One": {"Type": "String"}}
    assert "Outputs" not in found["sam/template.yaml"]
    root = found["sam/template.yaml"]["Resources"]
    assert root["First"]["Properties"]["Parameters"] == {"One": {"Ref": "One"}}


def test_what_sam_generates_is_referred_to_by_the_end_of_its_name() -> None:
    one = topic("One")
    nested = Stack("first", [topic("First", DisplayName=Reference(one, generated="Alias"))])
    found = templates(application(nested, root=Stack("main", [one, topic("OneAlias")])))
    assert found["sam/template.yaml"]["Resources"]["First"]["Properties"]["Parameters"] == {
        "OneAlias": {"Ref": "OneAlias"}
    }


def test_what_two_stacks_refer_to_is_given_out_once() -> None:
    one = topic("One")
    readers = [Stack(name, [topic(name.title(), DisplayName=ref(one))]) for name in ("second", "third")]
    found = templates(application(Stack("first", [one]), *readers))
    assert found["cfn/first.yaml"]["Outputs"] == {"One": {"Value": {"Ref": "One"}}}
