"""A bucket answers over TLS alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.lookup import identity, resource_at
from stamp_infra.check.rules.policies import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_BUCKET: Final = "AWS::S3::Bucket"


def _find(resolved: Resolved) -> Iterator[Violation]:
    refused: dict[tuple[str, str], set[bool]] = {}
    for policy in resolved.of_type("AWS::S3::BucketPolicy"):
        for statement in filter(_refuses_plain_http, statements_of(policy)):
            for value in statement.resources:
                bucket = resource_at(resolved, value, _BUCKET)
                if bucket is not None:
                    refused.setdefault(identity(bucket), set()).add(value.endswith("/*"))
    for bucket in resolved.of_type(_BUCKET):
        missing = {False, True} - refused.get(identity(bucket), set())
        if missing:
            on = " and on ".join(["the bucket", "its objects"][one] for one in sorted(missing))
            yield Violation(resource=bucket, path="Properties", what=f"no policy denies requests without TLS on {on}")


def _refuses_plain_http(statement: Statement) -> bool:
    return (
        statement.body.get("Effect") == "Deny"
        and any(one == "*" for _, one in statement.principals)
        and any(action in {"*", "s3:*"} for action in statement.actions)
        and [(c.operator, c.key, tuple(map(str.lower, c.values))) for c in statement.conditions]
        == [("Bool", "aws:securetransport", ("false",))]
    )


RULE: Final = Rule(
    name="BucketRefusesPlainHttp",
    why="Over plain HTTP anyone on the way reads the object and the signature of its URL, and may use it again.",
    remedy="Attach an AWS::S3::BucketPolicy that denies s3:* to Principal * on the bucket and on its objects (/*) "
    "under the condition Bool aws:SecureTransport false.",
    find=_find,
)
