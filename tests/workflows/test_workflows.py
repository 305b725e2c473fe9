"""The workflows ask for what they need and no more, hold no key, and run nothing that a laptop could not."""

from __future__ import annotations

import os
import re
from typing import Any, Final

import pytest
import yaml

from stamp_infra.operations.target import SAMCONFIG, target
from stamp_infra.rendered.load import load
from stamp_infra.rendered.samconfig import environments
from tests.workflows.workflows import FOLDER, JOBS, ROOT, RUNS, WORKFLOWS, Job, job, words

ENVIRONMENTS: Final = ["dev", "stg", "prod"]
SIGN_IN: Final = "aws-actions/configure-aws-credentials@"
DEPLOYING: Final = [job("deploy-environment", "deploy"), job("rollback", "rollback"), job("drift", "detect")]

every_run = pytest.mark.parametrize(("job", "run"), RUNS, ids=lambda value: str(value).split(".yml")[0])


def texts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml"))


def sign_ins(job: Job) -> list[dict[str, Any]]:
    return [step["with"] for step in job.steps if step.get("uses", "").startswith(SIGN_IN)]


def test_the_environments_are_those_that_are_rendered() -> None:
    rendered = [each.name for each in environments((ROOT / SAMCONFIG).read_text("utf-8"), "samconfig.toml")]
    called = [each.body["with"]["environment"] for each in JOBS if "deploy-environment" in each.body.get("uses", "")]
    assert called == rendered
    assert job("drift", "detect").body["strategy"]["matrix"]["environment"] == rendered
    assert WORKFLOWS["rollback"]["on"]["workflow_dispatch"]["inputs"]["environment"]["options"] == rendered


def test_only_jobs_that_use_aws_may_sign_in_to_it() -> None:
    signing = {str(each) for each in JOBS if each.body["permissions"].get("id-token")}
    assert signing == {"deploy.dev", "deploy.stg", "deploy.prod", *map(str, DEPLOYING)}


def test_only_the_report_of_drift_may_write_and_only_issues() -> None:
    writing = {
        (str(each), scope)
        for each in JOBS
        for scope, level in each.body["permissions"].items()
        if level == "write" and scope != "id-token"
    }
    assert writing == {("drift.report", "issues")}


@pytest.mark.parametrize("job", JOBS, ids=str)
def test_every_job_reads_the_code_and_says_so(job: Job) -> None:
    assert job.body["permissions"]["contents"] == "read"


@pytest.mark.parametrize("job", [each for each in JOBS if each.steps], ids=str)
def test_every_job_ends_in_time(job: Job) -> None:
    assert 1 <= job.body["timeout-minutes"] <= 150


@pytest.mark.parametrize("job", DEPLOYING, ids=str)
def test_no_step_outlives_the_credentials_of_one_hour(job: Job) -> None:
    lasting = [step for step in job.steps if step.get("name") in {"Deploy", "Roll back"}]
    assert all(step["timeout-minutes"] < 60 for step in lasting)


def test_there_is_no_key_that_lives_on() -> None:
    assert re.findall(r"secrets\.|access-key-id|secret-access-key|AKIA", texts()) == []


def test_no_workflow_is_started_by_what_a_stranger_writes() -> None:
    triggers = {trigger for body in WORKFLOWS.values() for trigger in body["on"]}
    assert triggers == {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}


@every_run
def test_no_expression_is_pasted_into_a_shell(job: Job, run: str) -> None:
    assert "${{" not in run, f"{job}: pass it in env instead"


@every_run
def test_a_step_runs_a_target_of_make_or_a_script(job: Job, run: str) -> None:
    assert len(run.splitlines()) == 1
    command, *arguments = words(run)
    if command == "make":
        targets = re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert {each for each in arguments if not each.startswith("-")} <= set(targets), job
    else:
        assert command == ".ci/run" or command.startswith("scripts/"), job
        assert os.access(ROOT / command, os.X_OK), f"{job}: {command} cannot be run"


@pytest.mark.parametrize("job", DEPLOYING, ids=str)
def test_it_takes_a_role_that_the_account_has_for_the_environment_that_it_runs_in(job: Job) -> None:
    title, suffix = ("ReadRole", "-read") if job.workflow == "drift" else ("DeployRole", "")
    role = load(ROOT / "infrastructure/cfn/account.yaml").body["Resources"][title]["Properties"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    subjects = str(trust["Condition"]["StringEquals"]["token.actions.githubusercontent.com:sub"])
    assert f"${{GitHubRepository}}:environment:${{EnvironmentName}}{suffix}'" in subjects
    environment = job.body["environment"].removesuffix(suffix)
    assert job.body["environment"] == environment + suffix
    assert environment in {"${{ inputs.environment }}", "${{ matrix.environment }}"}
    name = role["RoleName"]["Fn::Sub"].replace("${EnvironmentName}", environment)
    assert sign_ins(job)
    assert {each["role-to-assume"] for each in sign_ins(job)} == {
        f"arn:aws:iam::${{{{ vars.AWS_ACCOUNT_ID }}}}:role/{name}"
    }


@pytest.mark.parametrize("job", DEPLOYING, ids=str)
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_it_signs_in_to_the_environment_s_region_and_to_no_other_account(job: Job, environment: str) -> None:
    assert {each["aws-region"] for each in sign_ins(job)} == {target(environment).region}
    assert {each["allowed-account-ids"] for each in sign_ins(job)} == {"${{ vars.AWS_ACCOUNT_ID }}"}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_no_run_that_uses_aws_is_cancelled_by_a_newer_one(workflow: str) -> None:
    body = WORKFLOWS[workflow]
    held = [each["concurrency"] for each in (body, *body["jobs"].values()) if "concurrency" in each]
    if workflow == "ci":
        assert [each["cancel-in-progress"] for each in held] == ["${{ github.event_name == 'pull_request' }}"]
    else:
        assert held
        assert [each["cancel-in-progress"] for each in held] == [False] * len(held)


def test_actions_that_are_used_twice_are_of_one_release() -> None:
    used = set(re.findall(r"uses: ([\w/-]+)@(\w+)", texts()))
    assert len(used) == len({name for name, _ in used})


def test_dependabot_moves_the_actions() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["github-actions"]
