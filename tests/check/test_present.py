"""A report reads like a list of things to do."""

from __future__ import annotations

from stamp_infra.check.present import lines
from stamp_infra.check.report import Report
from tests.check.files import finding

REPORT = Report(
    templates=("a.yaml", "b.yaml"),
    environments=("dev", "prod"),
    rules=("TopicsAreNamed",),
    findings=(
        finding(source="templates/a.py", environments=("prod",)),
        finding(logical_id="", path="", severity="warning", rule="W1001"),
        finding(template="b.yaml", severity="info", rule="I3011", path=""),
        finding(template="b.yaml", waived="Used by hand.", environments=("dev",)),
    ),
)


def test_findings_stand_by_template_with_everything_that_is_needed_to_act() -> None:
    assert [text for text, _ in lines(REPORT, REPORT.findings)] == [
        "a.yaml, declared in templates/a.py",
        "  error: Topic Properties.Name in prod: TopicsAreNamed",
        "    what: has no name",
        "    why:  nobody finds it",
        "    mend: name it",
        "  warning: template: W1001",
        "    what: has no name",
        "    why:  nobody finds it",
        "    mend: name it",
        "",
        "b.yaml",
        "  note: Topic: I3011",
        "    what: has no name",
        "    why:  nobody finds it",
        "    mend: name it",
        "",
        "Waived",
        "  b.yaml: Topic: TopicsAreNamed: Used by hand.",
        "",
        "2 templates, 2 environments, 1 rule and cfn-lint's: 1 error, 1 warning, 1 note; 1 waived",
    ]


def test_nothing_to_do_is_one_line_in_green() -> None:
    report = Report(templates=("a.yaml",), environments=(), rules=(), findings=())
    assert list(lines(report, ())) == [
        ("1 template, 0 environments, 0 rules and cfn-lint's: 0 errors, 0 warnings, 0 notes; 0 waived", "good")
    ]


def test_a_finding_says_where_it_would_show_that_no_environment_has() -> None:
    one = finding(environments=("dev", "where HasGitHub", "where HasWebAcl"))
    written = [text for text, _ in lines(REPORT, [one])]
    assert written[1] == "  error: Topic Properties.Name in dev where HasGitHub or where HasWebAcl: TopicsAreNamed"
