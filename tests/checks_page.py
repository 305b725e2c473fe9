"""docs/checks.md, made of the rules; `python -m tests.checks_page` writes it anew."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules import RULES

if TYPE_CHECKING:
    from stamp_infra.check.rule import Rule

PATH: Final = Path(__file__).parents[1] / "docs/checks.md"
_HEAD: Final = """\
# Checks

<!-- Written from the rules by `python -m tests.checks_page`: edit those, never this file. -->

Every rule of this library that `stamp-infra check` applies. A rule is named after the good state, so that a finding
reads: NAME is not true. Each is one file with one pure function, linked here, and is held against every environment of
every root template.

The same command runs cfn-lint's rules (such as `W3002`) and SAM's own (`SamTransforms`, `SamValidates`).
`WaiverHasReason` and `WaiverIsNeeded` are about waivers themselves.

`stamp-infra check --only NAME` shows one rule's findings. A finding is waived in the declaration, with
`Waiver(resource=..., rule="NAME", why="...")`, or in any template on the resource itself, with
`Metadata: {StampInfra: {Waivers: {NAME: the reason}}}`.
"""


def checks_page() -> str:
    """Return the page: every rule by the service that it is about, in the order of the registry."""
    parts = [_HEAD]
    for service, rules in groupby(RULES, key=lambda rule: _module(rule).split(".")[-2]):
        rows = ["| rule | why it matters | how to mend it |", "|---|---|---|", *map(_row, rules)]
        parts.append("\n".join([f"## {service}", "", *rows, ""]))
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    severity = "" if rule.severity == "error" else f" ({rule.severity})"
    link = f"[{rule.name}](../{_module(rule).replace('.', '/')}.py)"
    return f"| {link}{severity} | {_cell(rule.why)} | {_cell(rule.remedy)} |"


def _module(rule: Rule) -> str:
    return rule.find.__module__


def _cell(text: str) -> str:
    return re.sub(r"([|*<_`])", r"\\\1", text)


if __name__ == "__main__":
    PATH.write_text(checks_page(), encoding="utf-8")
