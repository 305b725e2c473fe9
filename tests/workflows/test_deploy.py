"""What a push and a tag lead to: tests first, one environment after the other, and back when what is live fails."""

from __future__ import annotations

from typing import Final

from tests.workflows.workflows import WORKFLOWS, job

DEPLOY: Final = WORKFLOWS["deploy"]
ONE: Final = job("deploy-environment", "deploy")


def test_a_push_to_main_and_a_version_s_tag_deploy_and_nothing_else() -> None:
    assert DEPLOY["on"] == {"push": {"branches": ["main"], "tags": ["v*"]}}


def test_nothing_is_deployed_that_has_not_passed_the_tests() -> None:
    assert job("deploy", "test").body["uses"] == "$/.github/workflows/ci.yml"
    assert [job("deploy", name).body["needs"] for name in ("dev", "stg", "prod")] == ["test", "test", "stg"]


def test_main_goes_to_dev_and_a_tag_to_stg_and_only_once_the_accounts_are_there() -> None:
    assert job("deploy", "dev").body["if"] == "vars.DEPLOYS == 'yes' && github.ref == 'refs/heads/main'"
    assert job("deploy", "stg").body["if"] == "vars.DEPLOYS == 'yes' && startsWith(github.ref, 'refs/tags/v')"


def test_prod_has_no_condition_of_its_own_so_that_it_needs_stg_to_have_succeeded() -> None:
    assert "if" not in job("deploy", "prod").body


def test_each_environment_s_protection_is_asked_in_the_job_that_signs_in() -> None:
    assert ONE.body["environment"] == "${{ inputs.environment }}"


def test_a_deployment_and_a_rollback_of_one_environment_never_overlap() -> None:
    held = {"group": "environment-${{ inputs.environment }}", "cancel-in-progress": False, "queue": "max"}
    assert ONE.body["concurrency"] == WORKFLOWS["rollback"]["concurrency"] == held


def test_every_deployment_is_followed_by_the_smoke_test() -> None:
    names = [step.get("name") for step in ONE.steps]
    assert names.index("Smoke test") == names.index("Deploy") + 1
    assert "if" not in ONE.step("Smoke test")


def test_what_fails_the_smoke_test_is_taken_back_with_fresh_credentials() -> None:
    names = [step.get("name") for step in ONE.steps]
    assert names[-2:] == ["Sign in again, to roll back", "Roll back"]
    failed = "failure() && steps.smoke.outcome == 'failure'"
    assert [step["if"] for step in ONE.steps[-2:]] == [failed, failed]
    assert ONE.step("Smoke test")["id"] == "smoke"


def test_a_rollback_has_the_history_it_goes_back_in() -> None:
    for each in (ONE, job("rollback", "rollback")):
        assert each.steps[0]["with"]["fetch-depth"] == 0
