"""A new stack's module, test and page: what they hold renders, passes lint and types, and says what to replace."""

from __future__ import annotations

import keyword
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.core.naming import kebab
from stamp_infra.workspace.application import target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MODULE: Final = Template('''"""Say in one sentence what the stack is for: this is the description of its template."""

from stamp_infra import Stack
from stamp_infra.blocks.ssm import parameter

# Replace this by what the stack is for. To use another stack's resource, import it: the wiring comes by itself.
example = parameter(
    "$name/example",
    value="replace me",
    description="An example of a resource.",
)

stack = Stack("$name", [example], description=__doc__)
''')
_TEST: Final = Template('''"""What $folder/$stem.py declares."""

from __future__ import annotations

$imports


def test_the_application_deploys_it() -> None:
    assert stack in $app.stacks


def test_it_holds_what_it_is_for() -> None:
    assert [resource.resource_type for resource in stack.resources] == ["AWS::SSM::Parameter"]
''')
_PAGE: Final = Template("""# $stem

Say in one sentence what the stack is for.

[$folder/$stem.py](../../$folder/$stem.py) renders
[infrastructure/cfn/$name.yaml](../../infrastructure/cfn/$name.yaml).

## What it holds
- An example of a resource.

## Good to know

## To change something
""")


def scaffold(root: Path, name: str) -> Mapping[str, str]:
    """Return the text of each file that starts the stack `name`, by its path below the project's folder.

    Raises `UserError` for a name that no stack can have, and for every file that is there already.
    """
    module, app = target(root)
    package = module if (root / module.replace(".", "/")).is_dir() else module.rpartition(".")[0]
    folder = Path(package.replace(".", "/")).as_posix()
    stem = name.replace("-", "_")
    mistakes = [*kebab("NAME", name)]
    if keyword.iskeyword(stem):
        what = "is a word of Python's own, which no module can be named by"
        mistakes.append(Mistake(where="NAME", what=what, got=name, remedy="choose another name"))
    if not package or not (root / folder).is_dir():
        what = f"names {module}, which no folder of templates is in"
        remedy = 'name a package of this project, as in app = "templates:app"'
        mistakes.append(Mistake(where="pyproject.toml: tool.stamp-infra.app", what=what, remedy=remedy))
    if mistakes:
        raise UserError(mistakes)
    imports = sorted([f"from {module} import {app}", f"from {package}.{stem} import stack"])
    facts = {"name": name, "stem": stem, "folder": folder, "app": app, "imports": "\n".join(imports)}
    files = {
        f"{folder}/{stem}.py": _MODULE.substitute(facts),
        f"tests/{folder}/test_{stem}.py": _TEST.substitute(facts),
        f"docs/templates/{stem}.md": _PAGE.substitute(facts),
    }
    mistakes = [*_existing(root, [*files, f"{folder}/{stem}"])]
    if mistakes:
        raise UserError(mistakes)
    return files


def _existing(root: Path, paths: list[str]) -> Iterator[Mistake]:
    for path in paths:
        if (root / path).exists():
            remedy = "choose another name, or remove it"
            yield Mistake(where=path, what="is there already", remedy=remedy)
