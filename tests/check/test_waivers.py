"""A waiver needs a reason and something to waive."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.check.waivers import apply
from stamp_infra.rendered.model import Template
from tests.check.files import finding


def template(**waivers: Any) -> Template:
    """Return a template whose Topic has these waivers, beside a function Award and one called AwardOther."""
    resources: dict[str, Any] = {name: {"Type": "AWS::Serverless::Function"} for name in ("Award", "AwardOther")}
    resources["Topic"] = {"Type": "AWS::SNS::Topic", "Metadata": {"StampInfra": {"Waivers": waivers}}}
    return Template(path="a.yaml", body={"Resources": resources, "Metadata": {"StampInfra": {"Source": "a.py"}}})


def test_a_waiver_accepts_its_rule_for_its_resource_alone() -> None:
    found = [
        finding(),
        finding(path="Type"),
        finding(logical_id="Award"),
        finding(rule="Other"),
        finding(template="b.yaml"),
    ]
    judged = list(apply(found, [template(TopicsAreNamed="It is used by hand.")]))
    assert [one.waived for one in judged] == ["It is used by hand.", "It is used by hand.", None, None, None]


def test_what_sam_generates_is_waived_where_it_was_asked_for() -> None:
    body = template().body
    body["Resources"]["Award"]["Metadata"] = {"StampInfra": {"Waivers": {"TopicsAreNamed": "Why not."}}}
    found = [finding(logical_id="AwardAliaslive"), finding(logical_id="AwardOtherAliaslive")]
    judged = list(apply(found, [Template(path="a.yaml", body=body)]))
    assert [one.waived for one in judged] == ["Why not.", None]


def test_a_waiver_that_waives_nothing_is_a_finding() -> None:
    _, found = apply([finding(rule="Other")], [template(TopicsAreNamed="It was used by hand.")])
    assert (found.rule, found.severity, found.logical_id) == ("WaiverIsNeeded", "warning", "Topic")
    assert (found.path, found.source) == ("Metadata.StampInfra.Waivers.TopicsAreNamed", "a.py")


@pytest.mark.parametrize("reason", ["", "  ", None, 3, ["a"]])
def test_a_waiver_without_a_reason_is_a_finding_and_waives_nothing(reason: object) -> None:
    judged = list(apply([finding()], [template(TopicsAreNamed=reason)]))
    assert [(one.rule, one.severity, one.waived) for one in judged] == [
        ("TopicsAreNamed", "error", None),
        ("WaiverHasReason", "error", None),
    ]


def test_waivers_that_are_no_mapping_are_a_finding() -> None:
    body = template().body
    body["Resources"]["Topic"]["Metadata"]["StampInfra"]["Waivers"] = ["TopicsAreNamed"]
    (found,) = apply([], [Template(path="a.yaml", body=body)])
    assert (found.rule, found.path) == ("WaiverHasReason", "Metadata.StampInfra.Waivers")


def test_a_waiver_of_the_whole_template_is_none() -> None:
    body = {"Metadata": {"StampInfra": {"Waivers": {"TopicsAreNamed": "All of it."}}}, "Resources": {}}
    assert list(apply([finding()], [Template(path="a.yaml", body=body)])) == [finding()]
