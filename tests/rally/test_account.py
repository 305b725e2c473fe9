"""No single bad change of what an account is deployed with passes the check, also of what is there for GitHub alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.check import engine
from stamp_infra.check.cache import Cache
from stamp_infra.check.rules import RULES
from stamp_infra.rendered.load import load
from tests.rally.mutation import drop, put

if TYPE_CHECKING:
    from tests.rally.mutation import Change

_ACCOUNT: Final = Path("infrastructure/cfn/account.yaml").resolve()
_TRUST: Final = "DeployRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition"
_AUD: Final = "token.actions.githubusercontent.com:aud"
_SUB: Final = "token.actions.githubusercontent.com:sub"
_TRANSFORM: Final = "CloudFormationRole/Properties/Policies/0/PolicyDocument/Statement"
_ACCESS: Final = "CloudFormationAccessPolicy/Properties/PolicyDocument/Statement"
_PUBLIC: Final = "ArtifactsBucket/Properties/PublicAccessBlockConfiguration"


@pytest.fixture(autouse=True)
def _without_cfn_lint(monkeypatch: pytest.MonkeyPatch) -> None:
    # It knows nothing of trust, and takes two seconds for each change.
    monkeypatch.setattr(engine, "lint", lambda jobs, _: [[] for _ in jobs])


def _found(change: Change) -> set[tuple[str, str, str]]:
    """Return the resource, the rule and the place of each finding."""
    body: dict[str, Any] = json.loads(json.dumps(load(_ACCOUNT).body))
    change(body)
    files = {_ACCOUNT: json.dumps(body).encode()}
    cache = Cache(directory=None)
    report, _ = engine.check(files, {}, rules=lambda: RULES, cache=cache, progress=lambda _: None)
    return {(one.logical_id, one.rule, " ".join(one.environments)) for one in report.open()}


def _to_any_service(path: str) -> Change:
    """Return a change that lets the roles be passed to any service, by the statement that allows to pass them."""

    def change(body: dict[str, Any]) -> None:
        statements: Any = body["Resources"]
        for key in path.split("/"):
            statements = statements[int(key)] if isinstance(statements, list) else statements[key]
        del next(one for one in statements if one["Action"] == ["iam:PassRole"])["Condition"]

    return change


def test_the_committed_template_says_nothing() -> None:
    assert _found(lambda _: None) == set()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(drop(f"{_TRUST}/StringEquals/{_AUD}"), "OidcTrustIsPinned", id="any audience"),
        pytest.param(drop(f"{_TRUST}/StringEquals/{_SUB}"), "OidcTrustIsPinned", id="any subject"),
        pytest.param(put(f"{_TRUST}/StringEquals/{_SUB}", "repo:acme/*"), "OidcTrustIsPinned", id="a whole owner"),
        pytest.param(
            put(_TRUST, {"StringEquals": {_AUD: "sts.amazonaws.com"}, "StringLike": {_SUB: "repo:acme/*"}}),
            "OidcTrustIsPinned",
            id="every repository of an owner",
        ),
        pytest.param(
            _to_any_service("DeployRole/Properties/Policies/0/PolicyDocument/Statement"),
            "PassRoleNamesItsService",
            id="any service",
        ),
    ],
)
def test_a_looser_role_for_github_is_caught_though_no_default_makes_it(change: Change, rule: str) -> None:
    [(logical_id, found, shows)] = _found(change)
    assert (logical_id, found) == ("DeployRole", rule)
    assert shows.startswith("where DeploysFromGitHub")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(put(f"{_TRANSFORM}/0/Action", ["s3:*"]), ("CloudFormationRole", "ActionsAreExact"), id="s3:*"),
        pytest.param(
            put(f"{_ACCESS}/0/Action", ["iam:*"]), ("CloudFormationAccessPolicy", "ActionsAreExact"), id="iam:*"
        ),
        pytest.param(
            _to_any_service(_ACCESS), ("CloudFormationAccessPolicy", "PassRoleNamesItsService"), id="any service"
        ),
        pytest.param(drop(_PUBLIC), ("ArtifactsBucket", "BucketBlocksPublicAccess"), id="a public bucket"),
    ],
)
def test_looser_rights_for_every_deployment_are_caught(change: Change, expected: tuple[str, str]) -> None:
    assert (*expected, "") in _found(change)
