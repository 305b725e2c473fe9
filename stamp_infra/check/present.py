"""A report as lines for people, each with the style a terminal may give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stamp_infra.check.finding import Finding
    from stamp_infra.check.report import Report

Style = Literal["heading", "error", "warning", "info", "faint", "plain", "good"]

_WORDS: Final = {"error": "error", "warning": "warning", "info": "note"}


def lines(report: Report, shown: Sequence[Finding]) -> Iterator[tuple[str, Style]]:
    """Yield the findings to show by template, then what is waived, then the counts."""
    open_ = [finding for finding in shown if finding.waived is None]
    waived = [finding for finding in shown if finding.waived is not None]
    for template in dict.fromkeys(finding.template for finding in open_):
        own = [finding for finding in open_ if finding.template == template]
        source = f", declared in {own[0].source}" if own[0].source else ""
        yield f"{template}{source}", "heading"
        for finding in own:
            yield from _finding(finding)
        yield "", "plain"
    if waived:
        yield "Waived", "heading"
        # One waiver may cover several places of a resource.
        for line in dict.fromkeys(f"  {f.template}: {f.logical_id}: {f.rule}: {f.waived}" for f in waived):
            yield line, "faint"
        yield "", "plain"
    yield _counts(report, open_, waived), "error" if open_ else "good"


def _finding(finding: Finding) -> Iterator[tuple[str, Style]]:
    where = " ".join(filter(None, (finding.logical_id, finding.path)))
    yield f"  {_WORDS[finding.severity]}: {where or 'template'}{_shown(finding)}: {finding.rule}", finding.severity
    yield f"    what: {finding.what}", "plain"
    yield f"    why:  {finding.why}", "faint"
    yield f"    mend: {finding.remedy}", "plain"


def _shown(finding: Finding) -> str:
    named = [name for name in finding.environments if not name.startswith("where ")]
    supposed = [name for name in finding.environments if name.startswith("where ")]
    return (f" in {', '.join(named)}" if named else "") + (f" {' or '.join(supposed)}" if supposed else "")


def _counts(report: Report, open_: Sequence[Finding], waived: Sequence[Finding]) -> str:
    found = [_number(sum(finding.severity == severity for finding in open_), word) for severity, word in _WORDS.items()]
    return (
        f"{_number(len(report.templates), 'template')}, {_number(len(report.environments), 'environment')}, "
        f"{_number(len(report.rules), 'rule')} and cfn-lint's: {', '.join(found)}; {len(waived)} waived"
    )


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
