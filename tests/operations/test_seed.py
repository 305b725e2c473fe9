"""Sample records are put into the deployed tables of the embedded AWS, once, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from stamp_infra.core.errors import UserError
from stamp_infra.local import background
from stamp_infra.operations.seed import seed
from stamp_infra.operations.target import target
from tests.operations import command
from tests.operations.aws import client

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

ROOT: Final = Path(__file__).parents[2]
SAMPLE: Final = ROOT / "templates/samples/nara-park.yaml"
TABLE: Final = "stamp-rally-dev-stamp-masters"
KEYS: Final = [each["StampId"] for each in yaml.safe_load(SAMPLE.read_bytes())["StampMasters"]]


@pytest.fixture
def here(deployed: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Let the command find the embedded AWS that the tests share, with no sample record in it."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(background, "find", lambda _folder: background.Running(pid=0, port=deployed.port))
    for key in KEYS:
        client("dynamodb").delete_item(TableName=TABLE, Key={"StampId": {"S": key}})
    return deployed


def held() -> dict[str, Any]:
    """Return the records of the table by key."""
    items = client("dynamodb").scan(TableName=TABLE)["Items"]
    return {each["StampId"]["S"]: each for each in items}


@pytest.mark.usefixtures("here")
def test_every_record_is_put_and_a_second_time_none() -> None:
    told = command.ok("local", "seed")
    assert told.splitlines() == [*(f"put StampMasters: {key}" for key in KEYS), f"{len(KEYS)} records, {len(KEYS)} put"]
    first = held()
    assert first.keys() >= set(KEYS)
    assert command.ok("local", "seed", "dev") == f"{len(KEYS)} records, all there\n"
    assert held() == first


@pytest.mark.usefixtures("here")
def test_what_was_changed_is_put_anew_and_what_is_not_of_the_sample_stays() -> None:
    command.ok("local", "seed")
    before = held()
    dynamodb = client("dynamodb")
    dynamodb.put_item(TableName=TABLE, Item={"StampId": {"S": KEYS[1]}, "Name": {"S": "changed"}})
    dynamodb.put_item(TableName=TABLE, Item={"StampId": {"S": "mine"}})
    assert command.ok("local", "seed").splitlines() == [f"put StampMasters: {KEYS[1]}", f"{len(KEYS)} records, 1 put"]
    assert held() == before | {"mine": {"StampId": {"S": "mine"}}}
    dynamodb.delete_item(TableName=TABLE, Key={"StampId": {"S": "mine"}})


@pytest.mark.usefixtures("here")
def test_a_dry_run_shows_the_same_and_puts_nothing() -> None:
    told = command.ok("local", "seed", "--dry-run").splitlines()
    assert (told[0], told[-1]) == (f"differs StampMasters: {KEYS[0]}", f"{len(KEYS)} records, {len(KEYS)} to put")
    assert held().keys().isdisjoint(KEYS)


@pytest.mark.usefixtures("here")
def test_a_mistake_in_the_file_leaves_the_tables_as_they_are(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("StampMasters: [{StampId: good}, {StampId: 1}]", encoding="utf-8")
    before = held()
    with pytest.raises(UserError, match="must be a text"):
        list(seed(target("dev"), broken, writing=True))
    assert held() == before


@pytest.mark.usefixtures("here")
def test_the_shell_s_own_aws_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.ap-northeast-1.amazonaws.com")
    monkeypatch.setenv("AWS_PROFILE", "no-such-profile")
    assert command.ok("local", "seed").endswith(" put\n")


@pytest.mark.usefixtures("here")
def test_an_aws_that_is_not_on_this_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.ap-northeast-1.amazonaws.com")
    with pytest.raises(UserError) as raised:
        list(seed(target("dev"), SAMPLE, writing=True))
    assert str(raised.value) == (
        "DynamoDB: sample records are for an AWS on this machine alone "
        '(got "https://dynamodb.ap-northeast-1.amazonaws.com"); start the embedded AWS with `stamp-infra local up`'
    )


def test_one_that_does_not_run_is_the_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = command.run("local", "--folder", str(tmp_path / "none"), "seed")
    remedy = "run `stamp-infra local up` first"
    assert done.mistakes == (f"{tmp_path / 'none'}: the embedded AWS does not run; {remedy}",)


@pytest.mark.usefixtures("here")
def test_an_environment_that_is_not_deployed_is_told() -> None:
    assert command.run("local", "seed", "stg").mistakes == (
        "stamp-rally-stg: there is no such stack in ap-northeast-1; deploy it: `scripts/deploy.sh stg`",
    )


@pytest.mark.parametrize("setting", ["", "[tool.stamp-infra]\nsample = 1\n"])
def test_a_project_without_sample_records_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(setting, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (mistake,) = command.run("local", "seed").mistakes
    assert mistake.startswith("pyproject.toml: tool.stamp-infra.sample: names no file of sample records; write ")
