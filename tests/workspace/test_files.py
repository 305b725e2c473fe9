"""The disk becomes exactly what was rendered, file by whole file, and other people's files stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra import UserError
from stamp_infra.workspace.files import Change, changes, write

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, **files: bytes) -> None:
    """Write files, whose names say their folder before two underlines."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def test_a_file_that_is_the_same_is_no_change(tmp_path: Path) -> None:
    put(tmp_path, cfn__a_yaml="日本: a\n".encode())
    assert list(changes(tmp_path, {"cfn/a.yaml": "日本: a\n"})) == []


def test_new_other_and_left_over_files_are_changes_in_the_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, cfn__b_yaml=b"old\n", cfn__c_yaml=b"gone\n", sam__samconfig_toml=b"same\n")
    rendered = {"sam/samconfig.toml": "same\n", "cfn/b.yaml": "new\n", "cfn/a.yaml": "a\n"}
    assert [(change.path, change.before, change.after) for change in changes(tmp_path, rendered)] == [
        ("cfn/a.yaml", None, "a\n"),
        ("cfn/b.yaml", "old\n", "new\n"),
        ("cfn/c.yaml", "gone\n", None),
    ]


def test_a_folder_that_is_not_there_yet_is_all_new(tmp_path: Path) -> None:
    assert [change.before for change in changes(tmp_path / "gone", {"cfn/a.yaml": "a\n"})] == [None]


@pytest.mark.parametrize("content", [b"a\r\n", b"\xff\n", b"\xef\xbb\xbfa\n"])
def test_a_difference_of_bytes_is_a_difference(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, cfn__a_yaml=content)
    (change,) = changes(tmp_path, {"cfn/a.yaml": "a\n"})
    write(tmp_path, change)
    assert (tmp_path / "cfn/a.yaml").read_bytes() == b"a\n"


@pytest.mark.parametrize("path", ["README.md", "cfn/notes.md", "cfn/deep/other.yaml", "sam/.aws-sam/build.toml"])
def test_what_is_not_rendered_here_stays(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine\n", encoding="utf-8")
    assert list(changes(tmp_path, {})) == []


def test_writing_makes_folders_replaces_and_removes(tmp_path: Path) -> None:
    put(tmp_path, cfn__b_yaml=b"old\n", cfn__c_yaml=b"gone\n")
    rendered = {"sam/template.yaml": "日本\n", "cfn/b.yaml": "new\n"}
    for change in changes(tmp_path, rendered):
        write(tmp_path, change)
    found = {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in tmp_path.glob("*/*")}
    assert found == rendered
    assert list(changes(tmp_path, rendered)) == []


def test_a_disk_that_refuses_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "cfn").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(UserError, match=r"cfn/a\.yaml: cannot be written: .*; make room for it, or see who may write"):
        write(tmp_path, Change(path="cfn/a.yaml", before=None, after="a\n"))
