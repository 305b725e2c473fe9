"""A report is the same after a round trip through JSON."""

from __future__ import annotations

import json

from stamp_infra.check.report import Report
from tests.check.files import finding


def test_a_report_survives_json() -> None:
    report = Report(
        templates=("a.yaml", "b.yaml"),
        environments=("dev", "prod"),
        rules=("TopicsAreNamed",),
        findings=(finding(environments=("dev",)), finding(waived="because", source="a.py")),
    )
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_waived_findings_are_told_from_open_ones() -> None:
    report = Report(
        templates=(), environments=(), rules=(), findings=(finding(), finding(path="Type", waived="because"))
    )
    assert report.open() == [finding()]
    assert report.waived() == [finding(path="Type", waived="because")]
