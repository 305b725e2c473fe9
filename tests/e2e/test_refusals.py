"""A deployment that nobody reviewed, prepared or agreed to does not happen, and scripts/deploy.sh says why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.emulator import running
from stamp_infra.local.environment import ACCOUNT
from tests.e2e.project import shop
from tests.local import aws

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.local.emulator import Emulator
    from tests.e2e.project import Project

STACK: Final = "shop-prod"
ANOTHER: Final = ACCOUNT[::-1]
UP_TO_DATE: Final = f"Plan: nothing changes.\n{STACK} is up to date: nothing changes.\n"


def errors(project: Project, *options: str, **variables: str) -> list[str]:
    """Return every reason for which prod is not deployed."""
    done = project.run("scripts/deploy.sh", "prod", *options, **variables)
    assert done.returncode == 1, done.stdout + done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


def deployed(emulator: Emulator) -> tuple[Any, ...]:
    """Return what a deployment would change: the hour of opening, the stack's tags, and the record."""
    (stack,) = aws.client(emulator, "cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    parameters = aws.client(emulator, "ssm").get_parameters(Names=["/shop/prod/opening", "/shop/prod/deployed"])
    values = {each["Name"]: each["Value"] for each in parameters["Parameters"]}
    return values, stack["Tags"], stack.get("LastUpdatedTime"), stack["EnableTerminationProtection"]


def an_account_that_is_not_prepared_is_refused(project: Project) -> None:
    told = (
        "error: shop-account: there is no such stack in ap-northeast-1; "
        "run `scripts/bootstrap.sh prod` once for this account"
    )
    assert errors(project, "--yes") == [told]
    project.ok("scripts/bootstrap.sh", "prod", "--yes")


def what_is_stale_is_refused(project: Project) -> None:
    project.edit("shop/data.py", "Who buys, and what.", "Who buys, what, and when.")
    told = (
        'error: infrastructure/: is not what templates/ declares (got ["cfn/data.yaml"]); '
        "run `make render` and commit the result"
    )
    assert errors(project, "--yes") == [told]
    project.ok("git", "checkout", "--quiet", ".")


def what_a_check_finds_is_refused(project: Project) -> None:
    project.edit("shop/data.py", "deletion_protection=True", "deletion_protection=False")
    project.render()
    what = "DeletionProtectionIsOn: can be deleted in prod by one call"
    remedy = "mend it, or waive it with a reason; `stamp-infra check --strict` tells more"
    assert errors(project, "--yes") == [
        f"error: infrastructure/cfn/data.yaml: {table} Properties.DeletionProtectionEnabled: {what}; {remedy}"
        for table in ("Customers", "Orders")
    ]
    project.ok("git", "checkout", "--quiet", ".")


def what_is_not_committed_is_refused_everywhere_but_here(project: Project) -> None:
    # By this name nobody takes it for the embedded AWS.
    elsewhere = {"AWS_ENDPOINT_URL": f"http://127.1:{project.emulator.port}"}
    project.edit("shop/data.py", "Who buys, and what.", "Who buys, what, and when.")
    project.render()
    told = 'error: git: differs from the last commit (got ["infrastructure/cfn/data.yaml"]); commit it, or undo it'
    assert errors(project, "--yes", **elsewhere) == [told]
    project.ok("git", "checkout", "--quiet", ".")


def credentials_of_another_account_are_refused(project: Project) -> None:
    project.edit("pyproject.toml", "[tool.stamp-infra]", f'[tool.stamp-infra]\naccounts = {{prod = "{ANOTHER}"}}')
    told = (
        "error: pyproject.toml: tool.stamp-infra.accounts.prod: is not the account of these credentials "
        f'(got "{ACCOUNT}"); sign in to account {ANOTHER}, or correct the setting'
    )
    assert errors(project, "--yes") == [told]
    project.ok("git", "checkout", "--quiet", ".")


def what_was_deployed_by_hand_is_up_to_date_and_so_is_what_the_script_deployed(project: Project) -> None:
    project.by_hand("build", "prod")
    assert f"Successfully created/updated stack - {STACK} in " in project.by_hand("deploy", "prod")
    # Nothing changes, so nobody is asked, though this is prod.
    assert project.ok("scripts/deploy.sh", "prod") == UP_TO_DATE
    values, _, _, protected = deployed(project.emulator)
    revision = project.ok("git", "rev-parse", "HEAD").strip()
    assert [each["revision"] for each in json.loads(values["/shop/prod/deployed"])["history"]] == [revision]
    assert protected
    assert f"No changes to deploy. Stack {STACK} is up to date" in project.by_hand("deploy", "prod")


def prod_is_not_deployed_before_somebody_agrees(project: Project) -> None:
    project.edit("shop/sam.py", "9:00", "10:00")
    project.render()
    project.commit("later")
    before = deployed(project.emulator)
    told = "error: ENV: has to be agreed to, and nobody can be asked; pass --yes"
    assert errors(project) == [told]
    assert deployed(project.emulator) == before

    status, shown = project.on_terminal("scripts/deploy.sh", "prod", answer="n")
    assert status == 1
    assert "Plan: 1 to update." in shown
    assert "Deploy these 1 changes to prod? [y/N]: n\r\n" in shown
    refused = "prod: nobody agreed, and nothing was deployed; repeat the command and agree, or pass --yes"
    assert shown.rstrip().endswith(refused)
    assert deployed(project.emulator) == before


def test_prod_is_deployed_only_when_nothing_and_nobody_is_against_it(tmp_path: Path) -> None:
    # One test, as each step goes on from the one before.
    with running() as emulator:
        project = shop(tmp_path / "shop", emulator)
        an_account_that_is_not_prepared_is_refused(project)
        what_is_stale_is_refused(project)
        what_a_check_finds_is_refused(project)
        what_is_not_committed_is_refused_everywhere_but_here(project)
        credentials_of_another_account_are_refused(project)
        what_was_deployed_by_hand_is_up_to_date_and_so_is_what_the_script_deployed(project)
        prod_is_not_deployed_before_somebody_agrees(project)
