"""A lean cfn-lint finds what a plain one finds, in templates of every kind and in any order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.check.files import SAM, TOPIC, write

LINT: Final = """
import json, sys
from pathlib import Path
from stamp_infra.check.lean import make_lean
from stamp_infra.rendered.model import Template
found = {}
for name in sys.argv[2:]:
    if sys.argv[1] == "lean":
        make_lean(Path(name).read_text())
    from stamp_infra.check.lint import lint_file
    found[name] = [(f.rule, f.logical_id, f.path, f.what)
                   for f in lint_file(Path(name), Template(path=name, body={}), ["ap-northeast-1"])]
print(json.dumps(found))
"""
TEMPLATES: Final = {
    "1-plain.yaml": TOPIC.replace("DisplayName", "DisplayNam"),
    "2-circle.yaml": """
Resources:
  A: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref B}}
  B: {Type: AWS::SNS::Topic, DependsOn: A}
""",
    "3-sam.yaml": SAM.replace("Handler: a.b", "Handler: [a]"),
    "4-conditions.yaml": """
Parameters: {Environment: {Type: String, AllowedValues: [dev, prod]}}
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
  IsDev: !And [!Not [!Condition IsProd], !Equals [!Ref Environment, dev]]
Resources:
  A: {Type: AWS::SNS::Topic, Condition: IsProd}
  B:
    Type: AWS::SNS::Topic
    Condition: IsDev
    Properties: {DisplayName: !If [IsProd, a, b], TopicName: !If [IsDev, !GetAtt A.TopicName, !Ref 'AWS::NoValue']}
""",
    "5-data.yaml": """
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {DBInstanceClass: db.t99.micro, Engine: mysql, AllocatedStorage: '20'}
  Machine: {Type: AWS::EC2::Instance, Properties: {InstanceType: t9.huge, ImageId: ami-12345678}}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Action: 'dynamodb:GetItemz', Resource: '*'}]
""",
}


def linted(folder: Path, how: str) -> dict[str, list[list[str]]]:
    command = [sys.executable, "-c", LINT, how, *(str(folder / name) for name in TEMPLATES)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    return {Path(name).name: findings for name, findings in found.items()}


def test_lean_and_plain_find_the_same(tmp_path: Path) -> None:
    write(tmp_path, TEMPLATES)
    plain = linted(tmp_path, "plain")
    assert linted(tmp_path, "lean") == plain
    rules = {rule for findings in plain.values() for rule, *_ in findings}
    # Each of these comes from something that is loaded late or shared.
    assert {"E3002", "E3004", "W1028", "E3025", "E3628", "W3037"} <= rules
