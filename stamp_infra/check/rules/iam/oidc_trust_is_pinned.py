"""Of all the jobs that an OIDC provider signs for, only the named ones become a role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_PROVIDER: Final = "AWS::IAM::OIDCProvider"
# GitHub's subject: the repository (with ids since July 2026), then exactly which of its jobs.
_GITHUB_JOB: Final = re.compile(r"repo:[^*?:]+/[^*?:]+:(environment:[^*?]+|ref:refs/(heads|tags)/[^*?]+\*?)")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved, "trust"):
        for kind, provider in statement.principals:
            issuer = resource_at(resolved, provider, _PROVIDER)
            host = str(issuer.properties.get("Url")) if issuer else provider
            if kind == "Federated" and statement.allows and (issuer or "oidc-provider/" in provider):
                for what in _faults(statement, is_github="token.actions.githubusercontent.com" in host):
                    path = f"{statement.path}.Condition"
                    yield Violation(resource=statement.resource, path=path, what=what)


def _faults(statement: Statement, *, is_github: bool) -> Iterator[str]:
    audiences = _pinned(statement, ":aud", {"StringEquals"})
    if not audiences or any("*" in audience for audience in audiences):
        yield "does not pin the token's audience (aud) with StringEquals"
    subjects = _pinned(statement, ":sub", {"StringEquals", "StringLike"})
    if not subjects:
        yield "does not pin the token's subject (sub) with StringEquals or StringLike"
    for subject in subjects:
        if not (_GITHUB_JOB.fullmatch(subject) if is_github else subject.strip("*")):
            yield f"trusts the subject {subject}, which is more than one environment or ref of one repository"


def _pinned(statement: Statement, ending: str, operators: set[str]) -> list[str]:
    found = (c for c in statement.conditions if c.key.endswith(ending) and c.operator in operators)
    return [value for condition in found for value in condition.values]


RULE: Final = Rule(
    name="OidcTrustIsPinned",
    why="The provider signs tokens for everyone on it: with a loose subject a stranger's repository, or anybody's "
    "pull request, deploys to the account.",
    remedy="Pin aud with StringEquals and sub with StringEquals to repo:OWNER/REPO:environment:NAME or an exact ref.",
    find=_find,
)
