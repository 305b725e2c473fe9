"""`sam build` packages every function without Docker, and what it packages answers until it is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

_SAM: Final = Path(sys.executable).parent / "sam"
_ROOT: Final = Path("infrastructure/sam/template.yaml")
_API: Final = ("Auth", "Users", "Stamps", "GpsVerify", "Award", "ImageUpload", "Ranking")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    target = ["--build-dir", str(folder / "build"), "--cache-dir", str(folder / "cache")]
    command = [str(_SAM), "build", "--config-env", "dev", "--template-file", str(_ROOT), *target]
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "ap-northeast-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "build"


def _answer(function: Path, event: dict[str, Any]) -> Any:
    script = (
        "import json, sys; from lambda_function import lambda_handler; "
        "print(json.dumps(lambda_handler(json.load(sys.stdin), None)))"
    )
    environment = {"PATH": os.environ["PATH"], "ALLOWED_ORIGIN": "https://stamp-rally.example.com"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=function, env=environment, input=json.dumps(event), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", _API)
def test_a_function_of_the_api_answers_501_that_the_liff_page_can_read(built: Path, name: str) -> None:
    answer = _answer(built / f"{name}Function", {"httpMethod": "GET", "resource": "/somewhere"})
    assert answer["statusCode"] == 501
    assert json.loads(answer["body"])["code"] == "NOT_IMPLEMENTED"
    assert answer["headers"]["Access-Control-Allow-Origin"] == "https://stamp-rally.example.com"


def test_no_photograph_is_lost_before_recognition_is_written(built: Path) -> None:
    answer = _answer(built / "ImageRecognizeFunction", {"Records": [{"messageId": "one"}, {"messageId": "two"}]})
    assert answer == {"batchItemFailures": [{"itemIdentifier": "one"}, {"itemIdentifier": "two"}]}


@pytest.mark.parametrize(
    ("trigger", "response"),
    [
        ("DefineAuthChallenge_Authentication", {"issueTokens": False, "failAuthentication": True}),
        ("VerifyAuthChallengeResponse_Authentication", {"answerCorrect": False}),
    ],
)
def test_nobody_signs_in_before_sign_in_is_written(built: Path, trigger: str, response: dict[str, Any]) -> None:
    answer = _answer(built / "AuthChallengeFunction", {"triggerSource": trigger, "response": {}})
    assert answer["response"] == response
