"""A file becomes a template, or a list of what keeps it from being one."""

from __future__ import annotations

from pathlib import Path

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.rendered.load import load, template


def test_a_template_is_named_relative_to_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cfn").mkdir()
    (tmp_path / "cfn" / "a.yaml").write_text("Metadata: {StampInfra: {Source: templates/a.py}}\nResources: {}\n")
    monkeypatch.chdir(tmp_path)
    loaded = load(Path("cfn/../cfn/a.yaml"))
    assert (loaded.path, loaded.source) == ("cfn/a.yaml", "templates/a.py")


def test_a_template_outside_the_current_directory_keeps_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "a.yaml").write_text("Resources: {}\n")
    monkeypatch.chdir(tmp_path / "here")
    assert load(Path("../a.yaml")).path == (tmp_path / "a.yaml").resolve().as_posix()


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert template(Path("a.yaml"), b"\xef\xbb\xbfResources: {}\n").body == {"Resources": {}}


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"A: 1\nB: \xff\n", ["a.yaml:2: is not UTF-8 text"]),
        (b"- 1\n", ["a.yaml: is not a template: it is no mapping"]),
        (b"", ["a.yaml: is not a template: it is no mapping"]),
        (b"A: 1\n", ["a.yaml: is not a template: it has no mapping Resources"]),
        (
            b"Parameters: [a]\nMappings: {M: 1}\nOutputs: {O: text}\nResources: {}\n",
            [
                "a.yaml: Parameters: is no mapping",
                "a.yaml: Mappings.M: is no mapping",
                "a.yaml: Outputs.O: is no mapping",
            ],
        ),
        (
            b"Resources: {A: text, B: {}, C: {Type: T, Properties: [], Metadata: 1}}\n",
            [
                "a.yaml: Resources.A: is no mapping",
                "a.yaml: Resources.B: has no Type",
                "a.yaml: Resources.C.Properties: is no mapping",
                "a.yaml: Resources.C.Metadata: is no mapping",
            ],
        ),
        (
            b"Metadata: {StampInfra: x}\nResources: {A: {Type: T, Metadata: {StampInfra: [y]}}}\n",
            ["a.yaml: Resources.A: Metadata.StampInfra: is no mapping", "a.yaml: Metadata.StampInfra: is no mapping"],
        ),
    ],
)
def test_everything_that_is_not_a_template_is_told_at_once(content: bytes, messages: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        template(Path("a.yaml"), content)
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert len(found) == len(messages), found
    assert all(text.startswith(message) for text, message in zip(found, messages, strict=True)), found


def test_a_macro_among_the_resources_is_left_to_cloudformation() -> None:
    body = template(Path("a.yaml"), b"Resources: {'Fn::ForEach::Topics': [Name, [a, b], {}]}\n").body
    assert list(body["Resources"]) == ["Fn::ForEach::Topics"]
