"""A policy as one line for each statement, so that whole policies can be written down and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.rendered.model import Resolved


def differ_in_statements(where: str, documents: Iterable[dict[str, Any]], expected: Iterable[str]) -> Iterator[str]:
    """Yield one line for each statement that is missing from policies, or one too many in them."""
    found = sorted(line(statement) for document in documents for statement in document.get("Statement", []))
    wanted = sorted(expected)
    yield from (f"{where}: lacks `{one}`" for one in wanted if one not in found)
    yield from (f"{where}: says `{one}`" for one in found if one not in wanted)
    if len(found) != len(set(found)):
        yield f"{where}: says something twice"


def policies(of: Resolved, role: str) -> list[dict[str, Any]]:
    """Return the documents of a role: those written in it, and those that other stacks add."""
    inline = named(of, "AWS::IAM::Role").get(role, {}).get("Policies", [])
    added = [p for p in named(of, "AWS::IAM::RolePolicy").values() if p["RoleName"] == f"<{role}>"]
    return [policy["PolicyDocument"] for policy in (*inline, *added)]


def line(statement: dict[str, Any]) -> str:
    """Return `Allow some.amazonaws.com: kms:Decrypt on * if StringEquals aws:SourceAccount=<AWS::AccountId>`."""
    said = {
        "Principal": "{}:",
        "NotPrincipal": "not {}:",
        "Action": "{}",
        "NotAction": "all but {}",
        "Resource": "on {}",
        "NotResource": "on all but {}",
    }
    parts = [form.format(_words(statement[key])) for key, form in said.items() if key in statement]
    tests = [
        f"{operator} {key}={_words(value)}"
        for operator, test in sorted(statement.get("Condition", {}).items())
        for key, value in sorted(test.items())
    ]
    return " ".join([statement["Effect"], *parts, *(["if", " and ".join(tests)] if tests else [])])


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_words(part) for part in value.values())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
