"""`stamp-infra bootstrap`: an account is prepared for its environment, once, and as often as one likes."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import bootstrap
from stamp_infra.operations.account_environment import of_these_credentials
from stamp_infra.operations.target import target

if TYPE_CHECKING:
    from stamp_infra.operations.bootstrap import Step

_REPOSITORY: Final = re.compile(r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[A-Za-z0-9._-]+)")


@click.command()
@click.argument("environment", metavar="[ENV]", required=False)
@click.option("--github", metavar="OWNER/REPO", help="Repository whose GitHub Actions may deploy; kept when left out.")
@click.option(
    "--github-ids", metavar="OWNER/REPO", help="Its numbers, for repositories made or renamed since July 2026."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(*, environment: str | None, github: str | None, github_ids: str | None, dry_run: bool, yes: bool) -> None:
    """Prepare the account of ENV: artifact bucket, deploy roles, trust in GitHub, the role for API logs.

    Without ENV it is the one whose account pyproject.toml names and these credentials are of. What the account has once
    and has already is used, not replaced. Where the environment's backups are copied to another region, the vault there
    is made too.

    \b
    Examples:
      stamp-infra bootstrap dev --dry-run                        what would be made
      stamp-infra bootstrap dev --github example/shop            with trust in that repository
      stamp-infra bootstrap prod --github example/shop --github-ids 1234/5678 --yes
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    parameters = _github(github, github_ids)
    to = target(environment or of_these_credentials())
    steps = []
    try:
        for step in bootstrap.propose(bootstrap.wanted(to, parameters)):
            steps.append(step)
            _show(step)
        changes = [step for step in steps if step.proposal.rows]
        if dry_run and changes:
            click.echo("Nothing was changed: this was a dry run.")
        if dry_run or (changes and not yes and not click.confirm(f"Do this in the account of {to.environment}?")):
            return
        while steps:
            step = steps.pop(0)
            _done(step, bootstrap.carry_out(step))
    finally:
        # A change set that nobody executes would stay, and so would the empty stack of a new one. They do no harm:
        # what is to be told is why it came to this.
        for step in steps:
            with suppress(UserError):
                bootstrap.withdraw(step)


def _github(repository: str | None, ids: str | None) -> dict[str, str]:
    mistakes = []
    found: dict[str, str] = {}
    if repository is not None:
        match = _REPOSITORY.fullmatch(repository)
        if match is None:
            mistakes.append(Mistake(where="--github", what="is not OWNER/REPO", got=repository, remedy="write both"))
        else:
            found |= {"GitHubOwner": match["owner"], "GitHubRepository": match["name"]}
    if ids is not None:
        owner, _, number = ids.partition("/")
        if not (owner.isdecimal() and number.isdecimal()):
            remedy = "write both, as `gh api repos/OWNER/REPO --jq '\"\\(.owner.id)/\\(.id)\"'` prints them"
            mistakes.append(Mistake(where="--github-ids", what="is not two numbers", got=ids, remedy=remedy))
        found |= {"GitHubOwnerId": owner, "GitHubRepositoryId": number}
    if ids is not None and repository is None:
        remedy = "name the repository too"
        mistakes.append(Mistake(where="--github-ids", what="is of no use without --github", remedy=remedy))
    if mistakes:
        raise UserError(mistakes)
    return found


def _show(step: Step) -> None:
    name = f"{step.wanted.name} ({step.wanted.region})"
    for note in step.wanted.notes:
        click.echo(f"{name}: {note}")
    if not step.proposal.rows:
        click.echo(f"{name}: nothing to change")
        return
    click.echo(f"{name}: to be {'created' if step.proposal.new else 'updated'}")
    for row in step.proposal.rows:
        replaced = "" if row.replacement == "False" else f", replacement: {row.replacement}"
        click.echo(f"  {row.action:6}  {row.logical_id} ({row.type}){replaced}")


def _done(step: Step, held: dict[str, str]) -> None:
    click.echo(f"{step.wanted.name} is complete, and protected from deletion:")
    for logical_id, identity in held.items():
        click.echo(f"  {logical_id}: {identity}")
