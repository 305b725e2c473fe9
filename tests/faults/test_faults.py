"""A sample of all faults: each script, each fault, and each case in which something was wrong once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.faults.lab import lab, prepare, zygote
from tests.faults.proxy import Call, Fault, Point
from tests.faults.scripts import SCRIPTS, deployed, reachable
from tests.faults.track import Track

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.lab import Lab
    from tests.faults.proxy import Kind


def fault(kind: Kind, call: str, after: int = 0, *, lasting: bool = False) -> Fault:
    service, action = call.split(":")
    return Fault(kind=kind, point=Point(call=Call(service=service, action=action), after=after), lasting=lasting)


SAMPLE: Final = {
    "bootstrap": (
        fault("deny", "s3:HeadBucket", lasting=True),
        fault("cut", "cloudformation:CreateChangeSet"),
    ),
    "deploy, first": (fault("cut", "cloudformation:ExecuteChangeSet", 1),),
    "deploy, change": (fault("cut", "cloudformation:CreateChangeSet"),),
    "rollback": (fault("cut", "ssm:PutParameter", 8, lasting=True),),
    "rollback, way out": (fault("cut", "cloudformation:DeleteStack"),),
    "smoke": (fault("throttle", "dynamodb:DescribeTable", lasting=True),),
    "drift": (fault("throttle", "cloudformation:DetectStackDrift"),),
    # Two, after which the value is the first one again.
    "secrets set": (fault("cut", "ssm:PutParameter"), fault("cut", "ssm:PutParameter", lasting=True)),
    "secrets list": (fault("expire", "kms:DescribeKey", lasting=True),),
    "secrets check": (fault("reset", "ssm:DescribeParameters", lasting=True),),
}
NEVER: Final = fault("deny", "s3:DeleteBucket", lasting=True)


# What leaves another version of the secret comes late; last a change, and the rollback that goes on from there.
LATE: Final = ("secrets set", "deploy, change")
ORDER: Final = (*(name for name in SAMPLE if name not in {*LATE, "rollback"}), *LATE)


def test_no_fault_ends_well_with_half_an_effect_and_a_second_run_converges(tmp_path: Path) -> None:
    # One test, as everything is tried in one lab.
    prepare(tmp_path / "prepared")
    assert SAMPLE.keys() == {script.name for script in SCRIPTS}
    with zygote(tmp_path) as socket, lab(tmp_path / "prepared", tmp_path / "lab", socket) as lab_:
        tracks = learned(lab_)
        wrong = [defect for name in ORDER for defect in tried(tracks[name], SAMPLE[name])]
        rollback = tracks["rollback"]
        rollback.turn = tracks["deploy, change"].turn
        wrong += tried(rollback, SAMPLE["rollback"])
        assert wrong == []
        assert tracks["secrets check"].judge(NEVER).defects == ("was not hit",)


def learned(lab_: Lab) -> dict[str, Track]:
    """Return a track for each script; those that go on from a deployment share one."""
    account = reachable(lab_)
    shared = {script.name: account for script in SCRIPTS if script.ground in (deployed, reachable)}
    tracks = {script.name: Track(lab_, script, shared.get(script.name)) for script in SCRIPTS}
    for name, track in tracks.items():
        if name != "rollback":
            track.learn()
    # A rollback leaves what a deployment of that revision does.
    tracks["rollback"].account, tracks["rollback"].expected = account, tracks["deploy, change"].expected
    return tracks


def tried(track: Track, faults: tuple[Fault, ...]) -> list[str]:
    """Return all that is wrong after these faults, and in the end."""
    outcomes = [track.judge(each) for each in faults]
    found = [f"{each.script}: {each.fault}: {defect}" for each in outcomes for defect in each.defects]
    return [*found, *track.settle()]
