"""What holds data is replaced by name alone, and rollback.sh leads out of every state that deploy.sh refuses."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.emulator import running
from stamp_infra.rendered.documents import parse
from tests.e2e.project import shop
from tests.local import aws
from tests.operations.stuck import GROUP, status, stuck

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.project import Project

STACK: Final = "shop-dev"
CUSTOMER: Final = {"CustomerId": {"S": "kept"}}


def errors(project: Project, *command: str) -> list[str]:
    """Return every reason for which a script fails."""
    done = project.run(*command)
    assert done.returncode == 1, done.stdout + done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


def tables(project: Project) -> list[str]:
    found: list[str] = aws.client(project.emulator, "dynamodb").list_tables()["TableNames"]
    return found


def state(project: Project) -> str:
    return status(partial(aws.client, project.emulator), STACK)


def refused(project: Project) -> None:
    """Assert that deploy.sh knows the way out."""
    told = f'error: {STACK}: cannot be updated (got "{state(project)}"); '
    assert errors(project, "scripts/deploy.sh", "dev") == [
        f"{told}run `scripts/rollback.sh dev`, which knows the way out"
    ]


def a_first_deployment_that_failed_is_cleared_away_and_made_again(project: Project) -> None:
    ssm = aws.client(project.emulator, "ssm")
    # Somebody has made this parameter by hand, so that CloudFormation can not.
    ssm.put_parameter(Name="/shop/dev/currency", Value="EUR", Type="String")
    told = errors(project, "scripts/deploy.sh", "dev")
    assert told[0].startswith(
        "error: Data (AWS::CloudFormation::Stack): CREATE_FAILED: AWS::SSM::Parameter create failed"
    )
    assert told[-1] == (
        f"error: {STACK}: the deployment failed, and CloudFormation left it ROLLBACK_COMPLETE; mend what is "
        "named here, then deploy again; `scripts/rollback.sh dev` is the way back"
    )
    refused(project)
    ssm.delete_parameter(Name="/shop/dev/currency")
    revision = project.ok("git", "rev-parse", "HEAD").strip()
    shown = project.ok("scripts/rollback.sh", "dev", "HEAD", "--yes")
    assert shown.splitlines()[:3] == [
        f"{STACK} is ROLLBACK_COMPLETE; no recorded deployment.",
        "Its first deployment failed: what is left of it is deleted, but for what holds data.",
        f"Then it gets revision {revision[:10]}, which was never recorded for it.",
    ]
    assert f"{STACK} is deployed.\n" in shown
    assert state(project) == "CREATE_COMPLETE"
    assert tables(project) == ["shop-dev-customers", "shop-dev-orders"]


def a_table_is_replaced_only_when_it_is_named_and_the_old_one_stays(project: Project) -> None:
    dynamodb = aws.client(project.emulator, "dynamodb")
    dynamodb.put_item(TableName="shop-dev-customers", Item=CUSTOMER)
    for name, new in (("customers", "buyers"), ("orders", "sales")):
        renamed = f'{name}.main.TableName = sub("shop-${{Environment}}-{new}")'
        project.edit("shop/data.py", "\nstack = ", f"{renamed}\n\nstack = ")
    project.edit("shop/data.py", "import Stack", "import Stack, sub")
    project.render()
    project.commit("renamed")
    done = project.deploy("dev", "--allow-replacement", "Customers")
    assert done.returncode == 1
    assert [line.split()[:3] for line in done.stdout.splitlines()[:2]] == [
        ["!", "REPLACE", "Data/Customers"],
        ["!", "REPLACE", "Data/Orders"],
    ]
    told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    remedy = "undo the change, or say that you mean it: --allow-replacement Orders"
    assert told == [f"error: Data/Orders: holds the items, and would be replaced; {remedy}"]
    assert tables(project) == ["shop-dev-customers", "shop-dev-orders"]
    project.ok("scripts/deploy.sh", "dev", "--allow-replacement", "Customers", "--allow-replacement", "Data/Orders")
    assert tables(project) == ["shop-dev-buyers", "shop-dev-customers", "shop-dev-orders", "shop-dev-sales"]
    assert dynamodb.get_item(TableName="shop-dev-customers", Key=CUSTOMER)["Item"] == CUSTOMER


def a_rollback_that_would_replace_a_table_is_refused(project: Project) -> None:
    before = project.ok("git", "rev-parse", "HEAD^").strip()
    told = errors(project, "scripts/rollback.sh", "dev", "--yes")
    assert told == [
        *(
            f"error: Data/{name}: holds the items, and would be replaced; "
            f"undo the change, or say that you mean it: --allow-replacement {name}"
            for name in ("Customers", "Orders")
        ),
        (
            f"error: {before}: was not deployed: scripts/deploy.sh of it ends with exit status 1; "
            "see what it says above; nothing that it refused was done"
        ),
    ]


def a_rollback_that_is_stuck_goes_on_and_leads_to_a_revision(project: Project) -> None:
    client = partial(aws.client, project.emulator)
    body: Any = client("cloudformation").get_template(StackName=STACK, TemplateStage="Original")["TemplateBody"]
    stuck(client, STACK, parse(body, STACK) if isinstance(body, str) else body)
    refused(project)
    (told,) = errors(project, "scripts/rollback.sh", "dev", "HEAD", "--yes")
    assert told.startswith(f"error: {STACK}: Filter: cannot be taken back: ")
    assert told.endswith("mend what it names, then repeat the command; or leave it as it is: --skip Filter")
    client("logs").create_log_group(logGroupName=GROUP)
    shown = project.ok("scripts/rollback.sh", "dev", "HEAD", "--yes")
    assert "Its rollback goes on where it was stuck:\n" in shown
    assert re.search(r"^  delete +Filter +AWS::Logs::MetricFilter$", shown, re.MULTILINE | re.IGNORECASE)
    assert f"{STACK} is deployed.\n" in shown
    assert state(project) == "UPDATE_COMPLETE"
    assert client("logs").describe_metric_filters(logGroupName=GROUP)["metricFilters"] == []


def test_dev_is_brought_out_of_every_trouble_with_its_data(tmp_path: Path) -> None:
    # One test, as each step goes on from the one before.
    with running() as emulator:
        project = shop(tmp_path / "shop", emulator)
        project.ok("scripts/bootstrap.sh", "dev", "--yes")
        a_first_deployment_that_failed_is_cleared_away_and_made_again(project)
        a_table_is_replaced_only_when_it_is_named_and_the_old_one_stays(project)
        a_rollback_that_would_replace_a_table_is_refused(project)
        a_rollback_that_is_stuck_goes_on_and_leads_to_a_revision(project)
