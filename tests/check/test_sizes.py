"""Templates are counted as CloudFormation counts them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.check.cache import Cache
from stamp_infra.check.sizes import sizes
from tests.check.files import SAM, write

if TYPE_CHECKING:
    import pytest

CHILD = """\
Metadata: {StampInfra: {Source: templates/a.py}}
Parameters: {A: {Type: String}, B: {Type: String}}
Mappings: {M: {a: {b: c}}}
Resources: {T: {Type: AWS::SNS::Topic}}
Outputs: {O: {Value: !Ref T}}
"""


def test_resources_are_counted_after_sams_transform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    root = (
        SAM
        + "      AutoPublishAlias: live\n  C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}\n"
    )
    found = sizes(write(Path(), {"root.yaml": root, "a.yaml": CHILD}), {}, Cache(directory=None))
    numbers = {one.template: dict(one.numbers) for one in found}
    # The function, its version and its alias, and the nested stack.
    assert numbers["root.yaml"]["resources"] == 4
    assert numbers["a.yaml"] == {"resources": 1, "parameters": 2, "outputs": 1, "mappings": 1, "body_bytes": len(CHILD)}
    (child,) = (one for one in found if one.template == "a.yaml")
    assert (child.source, child.share("parameters")) == ("templates/a.py", 0.01)
