"""SAM CLI is run where nothing of the machine it runs on matters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from stamp_infra.check.project import Root
from stamp_infra.check.sam import find, validate
from stamp_infra.core.errors import UserError
from stamp_infra.rendered.load import load
from tests.check.files import SAM, write

if TYPE_CHECKING:
    from pathlib import Path


def test_sam_beside_the_interpreter_goes_before_one_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("bin", "path"):
        write(tmp_path, {f"{folder}/sam": "#!/bin/sh\n"})
        (tmp_path / folder / "sam").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    assert find() == str(tmp_path / "bin" / "sam")
    (tmp_path / "bin" / "sam").unlink()
    assert find() == str(tmp_path / "path" / "sam")


def test_a_missing_sam_is_a_mistake_that_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="sam: is not installed; install it with `pip install aws-sam-cli`"):
        find()


def test_sam_gets_no_credentials_no_telemetry_and_no_reason_to_use_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = tmp_path / "sam"
    sam.write_text('#!/bin/sh\nenv\necho "$@"\ncat "$__SAM_CLI_APP_DIR/metadata.json"\npwd\n')
    sam.chmod(0o755)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "SAM_CLI_POLL_DELAY"):
        monkeypatch.setenv(name, "mine")
    outcome = validate(str(sam), root(tmp_path, SAM))
    assert outcome["valid"] is True
    assert "mine" not in outcome["said"]
    assert "SAM_CLI_TELEMETRY=0" in outcome["said"]
    assert "AWS_CONFIG_FILE=/dev/null" in outcome["said"]
    assert "lastVersionCheck" in outcome["said"]
    assert "validate --lint --template-file root.yaml --region ap-northeast-1" in outcome["said"].replace(
        f"{tmp_path}/", ""
    )


def test_the_real_sam_names_the_rules_that_a_template_breaks(tmp_path: Path) -> None:
    outcome = validate(find(), root(tmp_path, SAM.replace("CodeUri", "CodeUr")))
    assert outcome["valid"] is False
    assert outcome["rules"] == ["E0001"]


def root(folder: Path, text: str) -> Root:
    write(folder, {"root.yaml": text})
    file = folder / "root.yaml"
    return Root(file=file, template=load(file), environments=(None,), members=(file,))
