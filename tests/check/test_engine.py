"""One check finds what SAM, cfn-lint and our rules find, in one list, waivers applied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.cache import Cache
from stamp_infra.check.engine import check
from stamp_infra.check.inputs import settings
from stamp_infra.check.rule import Rule, Violation
from tests.check.files import SAM, SAMCONFIG, fake_sam, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.report import Report
    from stamp_infra.rendered.model import Resolved


def _every_topic(resolved: Resolved) -> Iterator[Violation]:
    for topic in resolved.of_type("AWS::SNS::Topic"):
        yield Violation(resource=topic, path="Type", what="is a topic")


RULES = (Rule(name="NoTopics", why="because", remedy="use a queue", find=_every_topic),)
ROOT = (
    SAM
    + """\
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../cfn/child.yaml}}
"""
)
CHILD = """\
Metadata: {StampInfra: {Source: templates/child.py}}
Resources:
  Waived:
    Type: AWS::SNS::Topic
    Metadata: {StampInfra: {Waivers: {NoTopics: It is needed here., E3002: It is about to come.}}}
    Properties: {DisplayNam: orders}
  Open: {Type: AWS::SNS::Topic}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(files: dict[str, str], cache: Cache) -> tuple[Report, list[str]]:
    found = write(Path(), files)
    done: list[str] = []
    report, _ = check(found, settings(found), rules=lambda: RULES, cache=cache, progress=done.append)
    return report, [line for line in done if line.startswith("cfn-lint")]


def test_everything_is_found_at_once_and_waived_where_it_is_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_sam(tmp_path, monkeypatch, says="Error: no", status=1)
    files = {
        "sam/root.yaml": ROOT.replace("Handler: a.b", "Handler: a.b\n      MemorySiz: 1"),
        "sam/samconfig.toml": SAMCONFIG,
        "cfn/child.yaml": CHILD,
    }
    report, _ = checked(files, Cache(directory=None))
    assert (report.environments, report.rules) == (("dev", "prod"), ("NoTopics",))
    found = {
        (one.template, one.logical_id, one.rule, one.source): (one.waived, one.environments) for one in report.findings
    }
    everywhere = ("dev", "prod")
    assert found == {
        ("cfn/child.yaml", "Open", "NoTopics", "templates/child.py"): (None, everywhere),
        ("cfn/child.yaml", "Waived", "E3002", "templates/child.py"): ("It is about to come.", everywhere),
        ("cfn/child.yaml", "Waived", "NoTopics", "templates/child.py"): ("It is needed here.", everywhere),
        ("sam/root.yaml", "", "SamTransforms", None): (None, everywhere),
        ("sam/root.yaml", "", "SamValidates", None): (None, everywhere),
        ("sam/root.yaml", "", "E0001", None): (None, everywhere),
    }


def test_only_the_changed_template_is_linted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = fake_sam(tmp_path, monkeypatch)
    files = {"sam/root.yaml": ROOT, "sam/samconfig.toml": SAMCONFIG, "cfn/child.yaml": CHILD}
    cache = Cache(directory=Path("cache"))
    first, done = checked(files, cache)
    # Two sources, and the root as each of two environments deploys it.
    assert sorted(done) == ["cfn-lint: cfn/child.yaml"] + ["cfn-lint: sam/root.yaml"] * 3
    again, done = checked(files, cache)
    assert (again, done) == (first, [])
    monkeypatch.setattr("stamp_infra.rendered.expand.expand", None)
    changed, _ = checked({**files, "cfn/child.yaml": CHILD.replace("Open", "Opened")}, cache)
    assert {one.logical_id for one in changed.findings} == {"Opened", "Waived", "Child"}
    assert len(calls.read_text().splitlines()) == 1
