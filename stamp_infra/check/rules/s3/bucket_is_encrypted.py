"""Every bucket says how it encrypts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import dig, is_unknown, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_ALGORITHMS: Final = frozenset({"AES256", "aws:kms", "aws:kms:dsse"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        rules = walk(bucket.properties, "BucketEncryption.ServerSideEncryptionConfiguration.*")
        algorithms = [dig(rule, "ServerSideEncryptionByDefault", "SSEAlgorithm") for _, rule in rules]
        if not any(is_unknown(algorithm) or str(algorithm) in _ALGORITHMS for algorithm in algorithms):
            yield Violation(resource=bucket, path="Properties.BucketEncryption", what="has no default encryption")


RULE: Final = Rule(
    name="BucketIsEncrypted",
    why="What is not written down can be changed unseen: an audit asks with which key each object rests.",
    remedy="Set BucketEncryption with an SSEAlgorithm, aws:kms or AES256.",
    find=_find,
)
