"""cfn-lint's whole opinion of a template, in which nothing that the template says switches a rule off.

Importing this module imports cfn-lint: call `lean.make_lean` before.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cfnlint.config import _DEFAULT_RULESDIR, ConfigMixIn
from cfnlint.decode import decode_str
from cfnlint.exceptions import InvalidRegionException
from cfnlint.rules._rules import Rules
from cfnlint.runner.template.runner import run_template_by_data, run_template_by_file_path

from stamp_infra.check.finding import Finding
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from stamp_infra.check.rule import Severity
    from stamp_infra.rendered.model import Template

_SEVERITIES: Final[dict[str, Severity]] = {"E": "error", "W": "warning", "I": "info"}
_RULES_PAGE: Final = "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md"


def lint_file(file: Path, template: Template, regions: Sequence[str]) -> list[Finding]:
    """Return the findings in a template as it is on disk, beside those that it nests."""
    return _findings(
        lambda: run_template_by_file_path(str(file), _config(regions), _rules(), ignore_bad_template=False), template
    )


def lint_text(text: str, template: Template, regions: Sequence[str]) -> list[Finding]:
    """Return the findings in what became of a template, as JSON or YAML."""
    body, errors = decode_str(text)
    return _findings(
        lambda: errors if body is None else run_template_by_data(body, _config(regions), _rules()), template
    )


def _config(regions: Sequence[str]) -> ConfigMixIn:
    every: list[str] = list(_SEVERITIES)
    # Somebody's .cfnlintrc must not decide what is found: the null device is no configuration.
    return ConfigMixIn(
        ["--config-file", os.devnull], regions=list(regions), include_checks=every, mandatory_checks=every
    )


@lru_cache(maxsize=1)
def _rules() -> Rules:
    return Rules.create_from_directory(str(_DEFAULT_RULESDIR))


def _findings(lint: Callable[[], Iterable[Any]], template: Template) -> list[Finding]:
    try:
        return [_finding(match, template) for match in lint()]
    except InvalidRegionException as error:
        remedy = "correct the region in samconfig.toml"
        raise UserError([Mistake(where=template.path, what=f"cannot be linted: {error}", remedy=remedy)]) from error
    except Exception as error:  # noqa: BLE001 - a template that cfn-lint stumbles over must not hide other findings
        return [_failure(error, template)]


def _finding(match: Any, template: Template) -> Finding:
    section, logical_id, *rest = [*map(str, getattr(match, "path", ())), "", ""]
    return Finding(
        template=template.path,
        logical_id=logical_id,
        path=".".join(filter(None, rest if section == "Resources" else [section, logical_id, *rest])),
        source=template.source,
        rule=match.rule.id,
        severity=_SEVERITIES[match.rule.id[0]],
        what=match.message,
        why=match.rule.description,
        remedy=f"Correct it as cfn-lint's rule says: {_RULES_PAGE}#{match.rule.id}",
    )


def _failure(error: Exception, template: Template) -> Finding:
    return Finding(
        template=template.path,
        logical_id="",
        path="",
        source=template.source,
        rule="CfnLintRuns",
        severity="error",
        what=f"cfn-lint itself fails here: {type(error).__name__}: {error}",
        why="What its rules would find is not known.",
        remedy="This is a fault of cfn-lint: report it there with the template.",
    )
