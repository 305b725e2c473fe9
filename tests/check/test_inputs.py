"""Templates are found by their content, files are taken as given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.inputs import read, settings
from stamp_infra.core.errors import UserError
from tests.check.files import TOPIC, write

if TYPE_CHECKING:
    from pathlib import Path


def names(found: dict[Path, bytes], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


def test_a_folder_gives_every_template_in_it_and_nothing_else(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "cfn/b.yaml": TOPIC,
            "cfn/a.yml": TOPIC,
            "sam/t.json": '{"Resources": {}}',
            "x.template": TOPIC,
            "openapi.yaml": "paths: {}\n",
            "notes.txt": TOPIC,
            ".aws-sam/build/t.yaml": TOPIC,
            "node_modules/p/t.yaml": TOPIC,
        },
    )
    assert names(read([tmp_path]), tmp_path) == ["x.template", "cfn/a.yml", "cfn/b.yaml", "sam/t.json"]


def test_a_file_is_taken_whatever_it_holds_and_once(tmp_path: Path) -> None:
    write(tmp_path, {"openapi.yaml": "paths: {}\n", "a.yaml": TOPIC})
    found = read([tmp_path / "openapi.yaml", tmp_path, tmp_path / "a.yaml"])
    assert names(found, tmp_path) == ["openapi.yaml", "a.yaml"]
    assert found[tmp_path / "a.yaml"] == TOPIC.encode()


def test_everything_that_holds_no_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError) as caught:
        read([tmp_path / "empty", tmp_path / "gone"])
    assert [mistake.what for mistake in caught.value.mistakes] == ["holds no template", "does not exist"]
    assert "stamp-infra render" in caught.value.mistakes[0].remedy


def test_the_samconfig_beside_a_template_belongs_to_it(tmp_path: Path) -> None:
    files = write(
        tmp_path, {"sam/t.yaml": TOPIC, "cfn/a.yaml": TOPIC, "sam/samconfig.toml": "x = 1", "samconfig.toml": ""}
    )
    assert settings(files) == {tmp_path / "sam" / "samconfig.toml": b"x = 1"}
