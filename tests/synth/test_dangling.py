"""No reference reaches CloudFormation that leads nowhere."""

from __future__ import annotations

import pytest
from troposphere import Equals, GetAtt, Ref, Sub

from stamp_infra import Condition
from tests.rendering import main, mistakes, resources, templates, topic


@pytest.mark.parametrize("value", [Ref("Lost"), GetAtt("Lost", "Arn"), Sub("${Lost}"), Sub("${Lost.Arn}/*")])
def test_every_kind_of_reference_is_followed(value: object) -> None:
    (told,) = mistakes(main(topic("Main", DisplayName=value)))
    assert told.startswith("templates/main.py: Main: refers to Lost, which is not in this stack")


def test_a_dependency_is_followed_too() -> None:
    (told,) = mistakes(main(topic("Main", DependsOn=["Lost"])))
    assert told.startswith("templates/main.py: Main: refers to Lost")


def test_an_output_is_followed_too() -> None:
    (told,) = mistakes(main(topic("Main"), outputs={"Url": Ref("Lost")}))
    assert told.startswith("templates/main.py: output Url: refers to Lost")


def test_a_condition_may_compare_parameters_alone() -> None:
    (told,) = mistakes(main(topic("Main", Condition=Condition("IsMain", Equals(Ref("Main"), "a")))))
    assert told.startswith("templates/main.py: condition IsMain: refers to Main, which no parameter is")


def test_what_a_resource_names_twice_is_told_once() -> None:
    assert len(mistakes(main(topic("Main", DisplayName=Ref("Lost"), TopicName=Ref("Lost"))))) == 1


def test_pseudo_parameters_and_variables_of_the_text_lead_somewhere() -> None:
    value = Sub("${AWS::Region} ${Own}", Own=Ref("AWS::Partition"))
    assert resources(topic("Main", DisplayName=value))


def test_troposphere_s_own_ref_works_at_home() -> None:
    one = topic("One")
    app = main(one, topic("Other", DisplayName=one.ref()))
    assert templates(app)["sam/template.yaml"]["Resources"]["Other"]["Properties"] == {"DisplayName": {"Ref": "One"}}
