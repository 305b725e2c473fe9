"""A bucket's name is one that nobody else in the world has taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.names.patterns import deployed
from stamp_infra.check.rules.values import is_unknown, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_ACCOUNT: Final = re.compile(r"(?<!\d)\d{12}(?!\d)")
_REGION: Final = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for bucket in resolved.of_type("AWS::S3::Bucket"):
        name = deployed(text(bucket.properties.get("BucketName")))
        missing = [what for what, pattern in (("account", _ACCOUNT), ("region", _REGION)) if not pattern.search(name)]
        if name and missing and not is_unknown(name):
            what = f"is named {name}, without the {' or the '.join(missing)}"
            yield Violation(resource=bucket, path="Properties.BucketName", what=what)


RULE: Final = Rule(
    name="BucketNamesCarryAccountAndRegion",
    why="Bucket names are shared by everyone on AWS: the stack cannot be created where the name is taken, and who "
    "takes it first receives what was meant for us.",
    remedy="Add the account and the region to BucketName, or leave BucketName out.",
    find=_find,
)
