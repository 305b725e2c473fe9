"""A template has the sections that something in it asks for, and the module that declared it in its metadata."""

from __future__ import annotations

from troposphere import serverless

from stamp_infra import Stack
from tests.rendering import application, templates, topic


def test_sections_that_nothing_asks_for_are_left_out() -> None:
    found = templates(application(Stack("first", [topic("A")])))["cfn/first.yaml"]
    assert list(found) == ["AWSTemplateFormatVersion", "Metadata", "Resources"]


def test_it_says_which_module_declared_it_and_what_it_is_for() -> None:
    found = templates(application(Stack("order-history", [topic("A")], description="What was ordered.")))
    body = found["cfn/order-history.yaml"]
    assert body["Description"] == "What was ordered."
    assert body["Metadata"] == {"StampInfra": {"Source": "templates/order_history.py"}}


def test_the_root_is_for_sam_because_sam_packages_what_it_nests() -> None:
    found = templates(application(Stack("first", [topic("A")])))
    assert found["sam/template.yaml"]["Transform"] == "AWS::Serverless-2016-10-31"
    assert "Transform" not in found["cfn/first.yaml"]


def test_a_nested_template_with_functions_is_for_sam_too() -> None:
    function = serverless.Function("Desk", CodeUri=".", Handler="a.b", Runtime="python3.13")
    found = templates(application(Stack("first", [function])))
    assert found["cfn/first.yaml"]["Transform"] == "AWS::Serverless-2016-10-31"
