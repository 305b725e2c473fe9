"""`stamp-infra list` shows what there is, against CloudFormation's limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from stamp_infra.cli.list import command
from tests.check.files import TOPIC, write

WIDE = "Parameters:\n" + "".join(f"  P{n}: {{Type: String}}\n" for n in range(50)) + TOPIC


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), {"infrastructure/a.yaml": TOPIC, "infrastructure/wide.yaml": WIDE})


def test_in_a_pipe_it_is_an_aligned_table_with_percentages() -> None:
    lines = CliRunner().invoke(command).stdout.splitlines()
    assert lines[0].split("  ")[0].strip() == "template"
    assert "resources of 500" in lines[0]
    assert "bytes of 1,000,000" in lines[0]
    assert lines[2].split() == [
        "infrastructure/wide.yaml",
        "1",
        "(0%)",
        "50",
        "(25%)",
        "0",
        "(0%)",
        "0",
        "(0%)",
        f"{len(WIDE):,}",
        "(0%)",
    ]
    assert len({len(line) for line in lines}) == 1


def test_json_has_each_number_beside_its_limit() -> None:
    first, second = json.loads(CliRunner().invoke(command, ["--json"]).stdout)
    assert (first["template"], second["template"]) == ("infrastructure/a.yaml", "infrastructure/wide.yaml")
    assert second["parameters"] == {"number": 50, "limit": 200}
    assert first["body_bytes"] == {"number": len(TOPIC), "limit": 1_000_000}


def test_a_path_names_the_templates_to_show() -> None:
    (only,) = json.loads(CliRunner().invoke(command, ["--json", "infrastructure/a.yaml"]).stdout)
    assert only["template"] == "infrastructure/a.yaml"


def test_a_missing_path_is_wrong_usage() -> None:
    assert CliRunner().invoke(command, ["gone.yaml"]).exit_code == 2
