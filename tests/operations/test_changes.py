"""Two states of infrastructure/ are compared as each environment would deploy them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest

from stamp_infra.operations.changes import by_environments, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.operations.changes import Change

    Changed: TypeAlias = Callable[[str, str, str], dict[tuple[str, ...], list[Change]]]

INFRASTRUCTURE: Final = Path("infrastructure")


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Return what becomes of the environments when a text of one file is another."""

    def change(file: str, old: str, new: str) -> dict[tuple[str, ...], list[Change]]:
        ignored = shutil.ignore_patterns(".aws-sam")
        shutil.copytree(INFRASTRUCTURE, tmp_path / INFRASTRUCTURE, ignore=ignored, dirs_exist_ok=True)
        path = tmp_path / INFRASTRUCTURE / file
        text, times = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
        assert times == 1
        path.write_text(text, encoding="utf-8")
        return {names: list(changes) for names, changes in by_environments(read(Path()), read(tmp_path)).items()}

    return change


def test_the_same_files_are_no_change_in_any_environment() -> None:
    assert by_environments(read(Path()), read(Path())) == {("dev", "stg", "prod"): ()}


def test_a_row_of_a_mapping_changes_the_resources_of_its_environment_alone(changed: Changed) -> None:
    found = changed("cfn/dynamodb.yaml", "dev:\n      PitrDays: 7", "dev:\n      PitrDays: 8")
    assert found.pop(("stg", "prod")) == []
    ((names, changes),) = found.items()
    assert names == ("dev",)
    assert {change.logical_id for change in changes} == {"Users", "StampMasters", "UserStamps"}
    assert {change.properties for change in changes} == {("PointInTimeRecoverySpecification",)}


def test_a_parameter_of_samconfig_reaches_what_takes_it(changed: Changed) -> None:
    found = changed("sam/samconfig.toml", "alerts@example.com", "others@example.com")
    (dev,) = [changes for names, changes in found.items() if names == ("dev",)]
    assert [(change.template, change.type) for change in dev] == [
        ("infrastructure/cfn/alerts.yaml", "AWS::SNS::Subscription")
    ]


def test_a_resource_of_another_name_goes_first_and_comes_last(changed: Changed) -> None:
    ((_, changes),) = changed("cfn/messaging.yaml", r"\n  ImageQueue:\n", "\n  OtherQueue:\n").items()
    assert (changes[0].kind, changes[0].logical_id) == ("removed", "ImageQueue")
    assert (changes[-1].kind, changes[-1].logical_id) == ("added", "OtherQueue")


def test_an_attribute_beside_the_properties_counts(changed: Changed) -> None:
    ((_, changes),) = changed("cfn/dynamodb.yaml", "DeletionPolicy: Retain", "DeletionPolicy: Delete").items()
    assert [(change.kind, change.properties) for change in changes] == [("changed", ("DeletionPolicy",))]
