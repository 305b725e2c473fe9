"""`make bench`: what rendering and checking cost, as ratios of processes run in turn on this machine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.bench.process import Cost, best, cost

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT: Final = Path(__file__).parents[2]
_BIN: Final = Path(sys.executable).parent
_STAMP_INFRA: Final = str(_BIN / "stamp-infra")
_MB: Final = 1024 * 1024


def main() -> None:
    """Print one line for each promise: what was measured, and the ratio or size that is promised."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(_ROOT / "templates", project / "templates")
        shutil.copytree(_ROOT / "infrastructure", project / "infrastructure", ignore=shutil.ignore_patterns(".aws-sam"))
        shutil.copy(_ROOT / "pyproject.toml", project)
        _rendering(project)
        _growth()
        _checking(project)


def _rendering(project: Path) -> None:
    bare = project / "bare.py"
    files = {
        str(path.relative_to(project)): path.read_text(encoding="utf-8")
        for path in sorted(project.glob("infrastructure/*/*"))
        if path.is_file()
    }
    bare.write_text(f"for path, text in {files!r}.items():\n    open(path, 'w').write(text)\n", encoding="utf-8")

    def render() -> Cost:
        for path in files:
            (project / path).unlink()
        return cost([_STAMP_INFRA, "render"], project)

    costs = best({"bare": lambda: cost([sys.executable, str(bare)], project), "render": render}, times=15)
    ratio = costs["render"].seconds / costs["bare"].seconds
    memory = costs["render"].memory / _MB
    _say(f"render everything: {ratio:.1f} times a bare Python that writes the same files", "at most 10")
    _say(f"render everything: {memory:.0f} MB at its peak", "at most 30 MB")


def _growth() -> None:
    # 100 parts of 12 resources each; the rest of the time is Python's start and the imports, the same for all.
    costs = best({parts: partial(_grown, parts) for parts in ("1", "10", "100", "200")}, times=7)
    seconds = {parts: each.seconds for parts, each in costs.items()}
    for parts in ("10", "100"):
        ratio = seconds[parts] / seconds["1"]
        _say(f"render {parts} times the resources: {ratio:.1f} times the time", f"at most {parts}")
    ratio = (seconds["200"] - seconds["100"]) / 100 / ((seconds["100"] - seconds["10"]) / 90)
    _say(f"a resource of the second 1,200 costs {ratio:.2f} times one of the first", "at most 1, but for noise")


def _grown(parts: str) -> Cost:
    return cost([sys.executable, "-m", "tests.bench.growth", parts], _ROOT)


def _checking(project: Path) -> None:
    def check() -> Cost:
        return cost([_STAMP_INFRA, "check"], project)

    check()
    costs = best({"render": lambda: cost([_STAMP_INFRA, "render"], project), "check": check}, times=9)
    unchanged = costs["check"].seconds
    _say(f"check an unchanged tree: {unchanged / costs['render'].seconds:.2f} times a render", "at most 2")
    templates = sorted(project.glob("infrastructure/*/*.yaml"))
    more = {template.stem: _changed(template, check) - unchanged for template in templates}
    root = more.pop("template")
    _say(f"check one changed template: {median(more.values()):.2f} s more, the median of all", "at most 0.7 s")
    worst = max(more, key=lambda stem: more[stem])
    _say(f"check one changed template: {more[worst]:.2f} s more for {worst}, the slowest", "at most 0.7 s")
    _say(f"check a changed root: {root:.2f} s more, most of it `sam validate --lint`", "at most 0.7 s")
    cold = {"check": lambda: cost([_STAMP_INFRA, "check", "--no-cache"], project), "lint": lambda: _lint(project)}
    costs = best(cold, times=2)
    ratio = costs["check"].seconds / costs["lint"].seconds
    _say(f"check everything cold: {ratio:.2f} times cfn-lint of all files and sam validate", "at most 1")


def _changed(template: Path, check: Callable[[], Cost]) -> float:
    original = template.read_text(encoding="utf-8")
    seconds = []
    for attempt in range(3):
        template.write_text(f"{original}# a change, number {attempt}\n", encoding="utf-8")
        seconds.append(check().seconds)
    template.write_text(original, encoding="utf-8")
    return min(seconds)


def _lint(project: Path) -> Cost:
    templates = [str(path) for path in sorted(project.glob("infrastructure/*/*.yaml"))]
    lint = cost([str(_BIN / "cfn-lint"), "-c", "I", "-r", "ap-northeast-1", "-t", *templates], project)
    sam = ["validate", "--lint", "--region", "ap-northeast-1", "-t", "infrastructure/sam/template.yaml"]
    validate = cost([str(_BIN / "sam"), *sam], project)
    return Cost(seconds=lint.seconds + validate.seconds, memory=max(lint.memory, validate.memory))


def _say(measured: str, promise: str) -> None:
    print(f"{measured:<86} ({promise})", flush=True)  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main()
