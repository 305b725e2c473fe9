"""cfn-lint's whole opinion of a template, in which nothing that the template says switches a rule off.

Importing this module imports cfn-lint: call `lean.make_lean` before.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cfnlint.config import _DEFAULT_RULESDIR, ConfigMixIn
from cfnlint.decode import decode_str
from cfnlint.rules._rules import Rules
from cfnlint.runner.template.runner import run_template_by_data, run_template_by_file_path

from stamp_infra.check.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from stamp_infra.check.rule import Severity
    from stamp_infra.rendered.model import Template

_SEVERITIES: Final[dict[str, Severity]] = {"E": "error", "W": "warning", "I": "info"}
_RULES_PAGE: Final = "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md"


def lint_file(file: Path, template: Template, regions: Sequence[str]) -> list[Finding]:
    """Return the findings in a template as it is on disk, beside those that it nests."""
    matches = run_template_by_file_path(str(file), _config(regions), _rules(), ignore_bad_template=False)
    return list(_findings(matches, template))


def lint_text(text: str, template: Template, regions: Sequence[str]) -> list[Finding]:
    """Return the findings in what became of a template, as JSON or YAML."""
    body, errors = decode_str(text)
    matches = errors if body is None else run_template_by_data(body, _config(regions), _rules())
    return list(_findings(matches, template))


def _config(regions: Sequence[str]) -> ConfigMixIn:
    every: list[str] = list(_SEVERITIES)
    # Somebody's .cfnlintrc must not decide what is found: the null device is no configuration.
    return ConfigMixIn(
        ["--config-file", os.devnull], regions=list(regions), include_checks=every, mandatory_checks=every
    )


@lru_cache(maxsize=1)
def _rules() -> Rules:
    return Rules.create_from_directory(str(_DEFAULT_RULESDIR))


def _findings(matches: Any, template: Template) -> Iterator[Finding]:
    for match in matches:
        rule = match.rule
        section, logical_id, *rest = [*map(str, getattr(match, "path", ())), "", ""]
        path = ".".join(filter(None, rest if section == "Resources" else [section, logical_id, *rest]))
        page = f"{_RULES_PAGE}#{rule.id}"
        yield Finding(
            template=template.path,
            logical_id=logical_id,
            path=path,
            source=template.source,
            rule=rule.id,
            severity=_SEVERITIES[rule.id[0]],
            what=match.message,
            why=rule.description,
            remedy=f"correct it as cfn-lint's rule says: {page}",
        )
