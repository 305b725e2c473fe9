"""A template that nears a limit of CloudFormation is a warning in time."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.check.rules.cloudformation.template_is_within_limits import RULE
from stamp_infra.core.limits import LIMITS
from tests.check.rules.build import Resources, found, one


@pytest.mark.parametrize("section", ["resources", "parameters", "outputs", "mappings"])
def test_more_than_four_fifths_of_a_limit_is_found(section: str) -> None:
    limit = LIMITS[section]
    most = limit.number * 4 // 5
    parts = {f"A{number}": one("AWS::SNS::Topic") for number in range(most + 1)}
    fewer = dict(list(parts.items())[:most])
    name = section.capitalize()

    def findings(parts: Resources) -> list[str]:
        sections: dict[str, Any] = {} if section == "resources" else {name: parts}
        return found(RULE, {} if sections else parts, environment="prod", **sections)

    assert findings(parts) == [f"{name} {name}: has {most + 1} {limit.what} of at most {limit.number}"]
    assert findings(fewer) == []


def test_a_body_of_more_than_four_fifths_of_the_limit_is_found() -> None:
    (line,) = found(RULE, {"Long": one("AWS::CloudWatch::Dashboard", DashboardBody="x" * 800_000)})
    assert line.startswith("Resources Resources: has 800")
    assert line.endswith(" bytes of at most 1000000")


def test_nearing_a_limit_is_a_warning() -> None:
    assert RULE.severity == "warning"
