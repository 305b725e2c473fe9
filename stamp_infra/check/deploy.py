"""Every root as each of its environments would deploy it and where more is on, or what SAM's transform refuses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from stamp_infra.check.cache import digest
from stamp_infra.check.finding import Finding
from stamp_infra.core.errors import Mistake
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.sam import Expand, SamError
from stamp_infra.rendered.suppose import conditions_of, stacks, supposing, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stamp_infra.check.cache import Cache
    from stamp_infra.check.project import Project, Root
    from stamp_infra.rendered.model import Resource
    from stamp_infra.rendered.stack import Stack
    from stamp_infra.rendered.suppose import Place


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """One root in one environment; where SAM refuses a template, that is in it as it is written."""

    root: Root
    environment: str | None
    stack: Stack
    refused: tuple[Mistake, ...] = ()
    supposed: tuple[tuple[str, str], ...] = ()
    """The conditions that hold here and in no environment, each with its template's path."""

    def shows(self, resource: Resource | None = None) -> tuple[str, ...]:
        """Return where something that a resource has in this deployment shows."""
        if not self.supposed:
            return (self.environment,) if self.environment else ()
        written = resource.template.body["Resources"].get(resource.logical_id) if resource else None
        own = [name for name in conditions_of(written) if resource and (resource.template.path, name) in self.supposed]
        names = own or [name for _, name in self.supposed]
        return (f"where {' and '.join(dict.fromkeys(names))}",)


def deploy(project: Project, cache: Cache, salt: str) -> Iterator[Deployment]:
    """Yield each root once per environment; raise a UserError for what no environment can deploy."""
    reader = Reader(load=project.templates.__getitem__, expand=_remembering(cache, salt))
    for root in project.roots:
        for environment in root.environments:
            name = environment.name if environment else None
            try:
                yield Deployment(root=root, environment=name, stack=stack_of(root.file, environment, reader))
            except SamError as error:
                # What it nests is checked all the same.
                stack = stack_of(root.file, environment, Reader(load=reader.load, expand=_as_written))
                yield Deployment(root=root, environment=name, stack=stack, refused=error.mistakes)


def switched_on(deployments: Sequence[Deployment]) -> Iterator[Deployment]:
    """Yield each root once more where the conditions hold that none of its environments makes true.

    Conditions that exclude each other make as many deployments as it takes.
    """
    for root in dict.fromkeys(deployment.root.file for deployment in deployments):
        own = [deployment for deployment in deployments if deployment.root.file == root]
        holding: dict[tuple[Place, str], bool] = {}
        for deployment in own:
            for place, stack in stacks(deployment.stack):
                for name, _ in stack.section("Conditions"):
                    holding[place, name] = holding.get((place, name), False) or stack.holds(name)
        base = _strictest(own)
        known = dict(stacks(base.stack))
        for conditions, facts in together(base.stack, [key for key, holds in holding.items() if not holds]):
            supposed = tuple((known[place].template.path, name) for place, name in conditions)
            yield replace(base, stack=supposing(base.stack, facts), supposed=supposed)


def _strictest(deployments: Sequence[Deployment]) -> Deployment:
    """Return the deployment of prod, which some rules ask more of and none ask less, or else the last one."""
    return next((one for one in deployments if one.environment == "prod"), deployments[-1])


def refusals(deployments: list[Deployment]) -> Iterator[Finding]:
    """Yield what SAM's transform refuses as findings."""
    for deployment in deployments:
        for mistake in deployment.refused:
            yield Finding(
                template=mistake.where,
                logical_id="",
                path="",
                source=deployment.root.template.source,
                rule="SamTransforms",
                severity="error",
                what=mistake.what,
                why="CloudFormation hands the template to SAM's transform first: nothing of it can be deployed.",
                remedy=mistake.remedy,
                environments=deployment.shows(),
            )


def _remembering(cache: Cache, salt: str) -> Expand:
    def remembered(
        body: Mapping[str, Any], where: str, *, parameters: Mapping[str, Any], region: str
    ) -> Mapping[str, Any]:
        key = digest(salt, where, body, parameters, region)
        known = cache.get("sam", key)
        if known is not None:
            if "refused" in known:
                raise SamError(Mistake(**mistake) for mistake in known["refused"])
            return dict(known["body"])
        # SAM's translator imports boto3: half a second for what an unchanged template does not need.
        from stamp_infra.rendered.expand import expand

        try:
            result = expand(body, where, parameters=parameters, region=region)
        except SamError as error:
            cache.put("sam", key, {"refused": [_plain(mistake) for mistake in error.mistakes]})
            raise
        cache.put("sam", key, {"body": result})
        return result

    return remembered


def _as_written(body: Mapping[str, Any], _where: str, /, **_: Any) -> Mapping[str, Any]:
    return body


def _plain(mistake: Mistake) -> dict[str, Any]:
    return {name: value for name, value in asdict(mistake).items() if name != "got"}
