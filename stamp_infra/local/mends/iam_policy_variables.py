"""A policy with variables grants what they stand for in the request at hand."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final

_VARIABLE: Final = re.compile(r"\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}")
_ESCAPED: Final = ("*", "?", "$")


class _UnresolvedError(Exception):
    """A statement names a variable that this request does not have: it does not apply."""


def policy_variables_are_resolved() -> None:
    """Put a request's own values for `${...}` in resources and conditions; ministack takes the variables literally."""
    from ministack.core import iam_evaluator

    first_match, conditions_met = iam_evaluator._first_match, iam_evaluator._conditions_met

    def first_match_of_resolved(context: Any, statements: list[Any], effect: str) -> Any:
        return first_match(context, [each for one in statements for each in _applicable(one, context)], effect)

    def conditions_met_when_resolved(conditions: Any, context: Any) -> bool:
        try:
            met: bool = conditions_met(_resolved(conditions, context), context)
        except _UnresolvedError:
            return False
        return met

    iam_evaluator._first_match, iam_evaluator._conditions_met = first_match_of_resolved, conditions_met_when_resolved


def identities_are_policy_variables() -> None:
    """Give a session of an identity pool its `cognito-identity.amazonaws.com:sub` and `:aud`; ministack has neither."""
    from ministack.core import iam_evaluator
    from ministack.services import sts

    principal_keys = iam_evaluator._principal_keys

    def with_identity(credential: Any) -> Any:
        keys = principal_keys(credential)
        session = sts._sessions.get(credential.access_key_id) or {}
        if session.get("_identity_id"):
            keys["cognito-identity.amazonaws.com:sub"] = session["_identity_id"]
            keys["cognito-identity.amazonaws.com:aud"] = session["_identity_pool_id"]
            keys["cognito-identity.amazonaws.com:amr"] = session["_cognito_amr"]
        return keys

    iam_evaluator._principal_keys = with_identity


def _applicable(statement: Any, context: Any) -> list[Any]:
    """Return the statement with its resources resolved, or nothing when they cannot be."""
    try:
        resources, others = (
            _resolved(statement.resources, context),
            _resolved(statement.not_resources, context),
        )
    except _UnresolvedError:
        return []
    return [dataclasses.replace(statement, resources=resources, not_resources=others)]


def _resolved(value: Any, context: Any) -> Any:
    from ministack.core.iam_evaluator import _resolve_condition_key

    def replacement(variable: re.Match[str]) -> str:
        if variable[1] in _ESCAPED:
            return variable[1]
        found = _resolve_condition_key(variable[1], context)
        if isinstance(found, str):
            return found
        if variable[2] is None:
            raise _UnresolvedError
        return variable[2]

    if isinstance(value, str):
        return _VARIABLE.sub(replacement, value)
    if isinstance(value, list):
        return [_resolved(each, context) for each in value]
    if isinstance(value, dict):
        return {key: _resolved(each, context) for key, each in value.items()}
    return value
