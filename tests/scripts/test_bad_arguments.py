"""A wrong argument of any script is told in exact words, before anything is asked of AWS or of GitHub."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from tests.scripts.scripts import NOWHERE, ROOT, harmless, run, run_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scripts.scripts import Harmless

    Told = tuple[int, str]

NAMES: Final = "name one of dev, stg, prod"
NUMBERS: Final = (
    "write both, as `gh api repos/OWNER/REPO --jq '\"\\(.owner.id)/\\(.id)\"'` prints them"  # what a person copies
)
ENDED: Final = {"RESULT": "failure", "RUN_URL": "https://example.com/run/1"}


def unknown(got: str) -> Told:
    return 1, f'error: ENV: is not an environment (got "{got}"); {NAMES}\n'


def refused(text: str) -> Told:
    return 1, f"error: {text}\n"


def usage(text: str) -> Told:
    """Return what click says of arguments that it does not know; the line above it names the help."""
    return 2, f"Error: {text}\n"


def none(got: str) -> Told:
    return 2, f"error: it takes no arguments (got {got}); see --help\n"


def revision(got: str) -> Told:
    return 1, f"error: {got} is not a revision with a common history; fetch it, or name another\n"


def one(got: str) -> Told:
    return 2, f"error: it takes one revision (got {got}); see --help\n"


def logical_id(got: str) -> Told:
    return usage(f"Invalid value for '--allow-replacement': {got!r} is no logical ID, such as Users or Dynamodb/Users")


def role(got: str) -> Told:
    return usage(f"Invalid value for '--role-arn': {got!r} is not the ARN of a role")


def repository(got: str) -> Told:
    return refused(f'--github: is not OWNER/REPO (got "{got}"); write both')


# What these hand on to `stamp-infra`, which answers it.
COMMANDS: Final[dict[str, list[tuple[list[str], Told]]]] = {
    "bootstrap.sh": [
        (["qa"], unknown("qa")),
        (["DEV"], unknown("DEV")),
        (["dev "], unknown("dev ")),
        (["../dev"], unknown("../dev")),
        (["dev,prod"], unknown("dev,prod")),
        ([], refused(f"ENV: is missing: tool.stamp-infra.accounts of pyproject.toml names no account; {NAMES}")),
        (["dev", "prod"], usage("Got unexpected extra argument (prod)")),
        (["dev", "--force"], usage("No such option: --force")),
        (["dev", "--github"], usage("Option '--github' requires an argument.")),
        (["dev", "--github", "rally"], repository("rally")),
        (["dev", "--github", "a/b/c"], repository("a/b/c")),
        (["dev", "--github", "a b/c"], repository("a b/c")),
        (["dev", "--github", "a/*"], repository("a/*")),
        (
            ["dev", "--github", "a/b", "--github-ids", "1"],
            refused(f'--github-ids: is not two numbers (got "1"); {NUMBERS}'),
        ),
        (
            ["dev", "--github", "a/b", "--github-ids", "1/x"],
            refused(f'--github-ids: is not two numbers (got "1/x"); {NUMBERS}'),
        ),
        (
            ["dev", "--github-ids", "1/2"],
            refused("--github-ids: is of no use without --github; name the repository too"),
        ),
        (["dev", "--yes=1"], usage("Option '--yes' does not take a value.")),
    ],
    "deploy.sh": [
        (["qa"], unknown("qa")),
        ([], usage("Missing argument 'ENV'.")),
        (["DEV"], unknown("DEV")),
        ([""], unknown("")),
        (["prod; rm -rf x"], unknown("prod; rm -rf x")),
        (["../prod"], unknown("../prod")),
        (["dev", "prod"], usage("Got unexpected extra argument (prod)")),
        (["dev", "--force"], usage("No such option: --force")),
        (["dev", "--allow-dirty"], usage("No such option: --allow-dirty Did you mean --allow-replacement?")),
        (["dev", "--yes=1"], usage("Option '--yes' does not take a value.")),
        (["dev", "--allow-replacement"], usage("Option '--allow-replacement' requires an argument.")),
        (["dev", "--allow-replacement", "*"], logical_id("*")),
        (["dev", "--allow-replacement", ""], logical_id("")),
        (["dev", "--role-arn", "admin"], role("admin")),
    ],
    "drift.sh": [
        (["qa"], unknown("qa")),
        ([], usage("Missing argument 'ENV'.")),
        (["--json"], usage("Missing argument 'ENV'.")),
        (["Prod"], unknown("Prod")),
        ([""], unknown("")),
        (["default"], unknown("default")),
        (["dev\nprod"], unknown("dev\\nprod")),
        (["stamp-rally-dev"], unknown("stamp-rally-dev")),
        (["--", "--json"], unknown("--json")),
        (["dev", "stg"], usage("Got unexpected extra argument (stg)")),
        (["dev", "--jsn"], usage("No such option: --jsn Did you mean --json?")),
        (["dev", "--json=yes"], usage("Option '--json' does not take a value.")),
        (["dev", "--yes"], usage("No such option: --yes")),
    ],
    "rollback.sh": [
        (["qa"], unknown("qa")),
        ([], usage("Missing argument 'ENV'.")),
        (["--yes"], usage("Missing argument 'ENV'.")),
        (["prod "], unknown("prod ")),
        (["v1.0.0", "prod"], unknown("v1.0.0")),
        (["$(id)"], unknown("$(id)")),
        (["dev", "v1", "v2"], usage("Got unexpected extra argument (v2)")),
        (["dev", "--revision", "v1"], usage("No such option: --revision")),
        (["dev", "--skip"], usage("Option '--skip' requires an argument.")),
        (["dev", "--dry"], usage("No such option: --dry (Possible options: --dry-run, --yes)")),
        (["dev", "--yes=1"], usage("Option '--yes' does not take a value.")),
        (["dev", "-y"], usage("No such option: -y")),
    ],
    "smoke.sh": [
        (["qa"], unknown("qa")),
        ([], usage("Missing argument 'ENV'.")),
        (["Dev"], unknown("Dev")),
        ([""], unknown("")),
        (["default"], unknown("default")),
        (["dev;id"], unknown("dev;id")),
        (["--", "--json"], unknown("--json")),
        (["dev", "stg"], usage("Got unexpected extra argument (stg)")),
        (["dev", "stg", "prod"], usage("Got unexpected extra arguments (stg prod)")),
        (["dev", "--jsn"], usage("No such option: --jsn Did you mean --json?")),
        (["dev", "-x"], usage("No such option: -x")),
        (["dev", "--json=yes"], usage("Option '--json' does not take a value.")),
    ],
}
# What a script that takes nothing is given, variables, and what is told.
NO_ARGUMENTS: Final[list[tuple[list[str], dict[str, str], Told]]] = [
    (["dev"], {}, none("dev")),
    (["--yes"], {}, none("--yes")),
    (["-x"], {}, none("-x")),
    (["--port=1"], {}, none("--port=1")),
    (["up"], {}, none("up")),
    ([""], {}, none("''")),
    (["a b"], {}, none("a\\ b")),
    (["$HOME"], {}, none("\\$HOME")),
    (["--"], {}, none("--")),
    (["help"], {}, none("help")),
    (["dev", "--help"], {}, none("dev")),
]
# What these answer themselves: arguments, variables, and what is told.
ALONE: Final[dict[str, list[tuple[list[str], dict[str, str], Told]]]] = {
    "drift-issue.sh": [
        (["dev"], ENDED, none("dev")),
        (["--yes"], ENDED, none("--yes")),
        (["dev", "stg"], ENDED, none("dev")),
        ([""], ENDED, none("''")),
        (["a b"], ENDED, none("a\\ b")),
        (["--"], ENDED, none("--")),
        (["$(id)"], ENDED, none("\\$\\(id\\)")),
        ([], {}, (2, "error: RESULT: is not set; see --help\nerror: RUN_URL: is not set; see --help\n")),
        ([], {"RESULT": "failure"}, (2, "error: RUN_URL: is not set; see --help\n")),
        ([], {"RUN_URL": "x"}, (2, "error: RESULT: is not set; see --help\n")),
        ([], ENDED | {"RESULT": ""}, (2, "error: RESULT: is not set; see --help\n")),
        ([], ENDED | {"RUN_URL": ""}, (2, "error: RUN_URL: is not set; see --help\n")),
        ([], ENDED | {"RESULT": "sucess"}, (2, "error: RESULT: is not how a job ends (got sucess); see --help\n")),
        ([], ENDED | {"RESULT": "a b"}, (2, "error: RESULT: is not how a job ends (got a\\ b); see --help\n")),
    ],
    "demo.sh": NO_ARGUMENTS,
    "local.sh": NO_ARGUMENTS,
    "summary.sh": [
        (["no-such"], {}, revision("no-such")),
        (["HEAD~99"], {}, revision("HEAD~99")),
        (["origin/other"], {}, revision("origin/other")),
        (["main:infrastructure"], {}, revision("main:infrastructure")),
        (["a b"], {}, revision("a\\ b")),
        (["$HOME"], {}, revision("\\$HOME")),
        (["main..branch"], {}, revision("main..branch")),
        (["--output=x"], {}, one("--output=x")),
        (["-x"], {}, one("-x")),
        (["--"], {}, one("--")),
        (["main", "branch"], {}, one("main\\ branch")),
        (["main", "--help"], {}, one("main\\ --help")),
    ],
}
CALLS: Final = [(script, *row) for script, rows in COMMANDS.items() for row in rows]
CALLS_ALONE: Final = [(script, *row) for script, rows in ALONE.items() for row in rows]
FIRST: Final = [(script, *rows[0]) for script, rows in COMMANDS.items()]


def test_every_script_has_at_least_ten_wrong_calls() -> None:
    number = Counter(script for script, *_ in CALLS) + Counter(script for script, *_ in CALLS_ALONE)
    assert number.keys() == {path.name for path in (ROOT / "scripts").iterdir()}
    assert min(number.values()) >= 10


@pytest.mark.parametrize(("script", "arguments", "told"), CALLS)
def test_a_wrong_argument_is_told(
    script: str, arguments: list[str], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NOWHERE.items():
        monkeypatch.setenv(name, value)
    done = run_here(script, *arguments)
    status, text = told
    way = f"Try 'stamp-infra {script.removesuffix('.sh')} -h' for help.\n\n"
    assert (done.status, done.output, done.errors.rpartition(way)[2]) == (status, "", text)


@pytest.mark.parametrize(("script", "arguments", "told"), FIRST)
def test_the_script_itself_answers_the_same(script: str, arguments: list[str], told: Told) -> None:
    done = run(script, *arguments)
    assert (done.status, done.output, done.errors) == (told[0], "", told[1])


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Harmless:
    return harmless(tmp_path_factory.mktemp("scripts"))


@pytest.mark.parametrize(("script", "arguments", "variables", "told"), CALLS_ALONE)
def test_a_wrong_call_of_a_script_that_stands_alone_is_told(
    script: str, arguments: list[str], variables: dict[str, str], told: Told, scripts: Harmless
) -> None:
    done = scripts.run(script, *arguments, variables=variables)
    assert (done.status, done.output, done.errors) == (told[0], "", told[1])
    assert scripts.untouched


@pytest.mark.parametrize("script", [*COMMANDS, *ALONE])
def test_every_script_explains_itself(script: str, scripts: Harmless) -> None:
    if script in COMMANDS:
        done = run_here(script, "--help")
        assert (done.status, done.errors) == (0, "")
        assert done.output.startswith(f"Usage: stamp-infra {script.removesuffix('.sh')} [OPTIONS] ")
        assert "Examples:" in done.output
    else:
        for done in (scripts.run(script, option, variables={}) for option in ("--help", "-h")):
            assert (done.status, done.errors) == (0, "")
            assert done.output.startswith(f"Usage: scripts/{script}")
        assert scripts.untouched


def lines() -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each script and of what CI runs, and what stands in it besides comments."""
    for path in (ROOT / ".ci/run", *(ROOT / "scripts").iterdir()):
        text = path.read_text(encoding="utf-8")
        yield path.name, [line for line in text.splitlines() if line and not line.startswith("#")]


def test_no_script_goes_on_after_a_failure() -> None:
    assert {name for name, found in lines() if found[0] != "set -euo pipefail"} == set()


@pytest.mark.parametrize("script", COMMANDS)
def test_without_credentials_nothing_is_done(script: str) -> None:
    remedy = "sign in, or `eval $(stamp-infra local env)` for the embedded AWS"
    told = f"error: asking AWS whose credentials these are: there are no AWS credentials; {remedy}\n"
    done = run(script, "dev")
    assert (done.status, done.output, done.errors) == (1, "", told)
