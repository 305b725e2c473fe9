"""Rules are held against what each environment deploys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.check.cache import Cache
from stamp_infra.check.deploy import deploy
from stamp_infra.check.inputs import settings
from stamp_infra.check.own import hold
from stamp_infra.check.project import assemble
from stamp_infra.check.rule import Rule, Violation
from tests.check.files import SAMCONFIG, finding, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from stamp_infra.check.finding import Finding
    from stamp_infra.rendered.model import Resolved

TEMPLATE = """
Metadata: {StampInfra: {Source: templates/a.py}}
Parameters: {Environment: {Type: String}}
Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Environment}}}
"""


def _not_in_prod(resolved: Resolved) -> Iterator[Violation]:
    for topic in resolved.of_type("AWS::SNS::Topic"):
        if topic.properties["TopicName"] == "prod":
            yield Violation(resource=topic, path="Properties.TopicName", what="is prod")


def _stumbling(resolved: Resolved) -> Iterator[Violation]:
    yield Violation(resource=resolved.resources[0], path="", what=str(resolved.resources[1]))


def held(rule: Rule, folder: Path, text: str = TEMPLATE) -> list[Finding]:
    found = write(folder, {"a.yaml": text, "samconfig.toml": SAMCONFIG})
    cache = Cache(directory=None)
    return list(hold([rule], list(deploy(assemble(found, settings(found), cache, ""), cache, ""))))


def test_a_violation_becomes_a_finding_with_its_environment_and_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rule = Rule(name="NotProd", why="because", remedy="change it", find=_not_in_prod, severity="warning")
    expected = finding(
        path="Properties.TopicName",
        source="templates/a.py",
        rule="NotProd",
        severity="warning",
        what="is prod",
        why="because",
        remedy="change it",
        environments=("prod",),
    )
    assert held(rule, Path()) == [expected]


def test_a_rule_that_stumbles_is_a_finding_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = held(Rule(name="Stumbles", why="because", remedy="change it", find=_stumbling), Path())
    assert [(one.template, one.rule, one.severity, one.environments) for one in found] == [
        ("a.yaml", "Stumbles", "error", ("dev",)),
        ("a.yaml", "Stumbles", "error", ("prod",)),
    ]
    assert found[0].what == "The rule itself fails here: IndexError: tuple index out of range."


def _every_topic(resolved: Resolved) -> Iterator[Violation]:
    for topic in resolved.of_type("AWS::SNS::Topic"):
        yield Violation(resource=topic, path="", what="is a topic")


def test_what_no_environment_switches_on_is_found_beside_and_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = "  Never: {Type: AWS::SNS::Topic, Condition: HasMore}\n"
    text = f"Conditions: {{HasMore: !Equals [a, b]}}\nResources:\n  Topic: {{Type: AWS::SNS::Topic}}\n{more}"
    rule = Rule(name="NoTopics", why="because", remedy="change it", find=_every_topic)
    assert [(one.logical_id, one.environments) for one in held(rule, Path(), text)] == [
        ("Topic", ("dev",)),
        ("Topic", ("prod",)),
        ("Never", ("where HasMore",)),
    ]
