"""What a function is given: what all functions of an application share, environment variables, a queue to consume."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from troposphere import AWSHelperFn, AWSObject

from stamp_infra.blocks.logs import RETENTION_DAYS
from stamp_infra.blocks.sqs import Queue
from stamp_infra.core.block import Block
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import instance, one_of, text, whole
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LAYERS: Final = 5
_VARIABLE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]+")


@record
class Shared:
    """What all functions of an application have in common.

    `code_uri` is the folder of the functions' code, as seen from the root template; `log_key` encrypts their logs,
    `alerts` is the topic told of a bad version, `deployment_role` what CodeDeploy works as. `layers` come in the order
    in which Lambda unpacks them, at most five.
    """

    code_uri: str
    runtime: str
    log_retention_days: int | AWSHelperFn
    log_key: Block
    alerts: Block
    deployment_preference: str | AWSHelperFn
    deployment_role: Block
    variables: Mapping[str, object]
    layers: Sequence[Block] = ()

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong with it."""
        for name in ("code_uri", "runtime", "deployment_preference"):
            yield from text(f"{where}.{name}", getattr(self, name))
        for name in ("log_key", "alerts", "deployment_role"):
            yield from instance(f"{where}.{name}", getattr(self, name), Block, "give the block")
        yield from one_of(f"{where}.log_retention_days", self.log_retention_days, RETENTION_DAYS)
        yield from variable_mistakes(f"{where}.variables", self.variables)
        yield from _layer_mistakes(f"{where}.layers", self.layers)


def variable_mistakes(where: str, variables: object) -> Iterator[Mistake]:
    """Yield what is wrong with environment variables: a resource among them stands for its name."""
    if not isinstance(variables, Mapping):
        yield from instance(where, variables, Mapping, 'write a mapping such as {"TABLE_ORDERS": orders}')
        return
    for key, value in variables.items():
        if not isinstance(key, str) or not _VARIABLE.fullmatch(key):
            what = "is not a name of an environment variable"
            yield Mistake(where=where, what=what, got=key, remedy="write a name such as TABLE_ORDERS")
        if isinstance(value, str):
            yield from text(f"{where}.{key}", value)
        else:
            remedy = "write a text or a number, a resource for its name, or a reference"
            yield from instance(f"{where}.{key}", value, int | AWSHelperFn | AWSObject | Block, remedy)


def _layer_mistakes(where: str, layers: object) -> Iterator[Mistake]:
    if not isinstance(layers, Sequence) or isinstance(layers, str):
        yield from instance(where, layers, list, "write a list of the blocks that layer(...) returned")
        return
    for number, each in enumerate(layers):
        yield from instance(f"{where}[{number}]", each, Block, "give the block that layer(...) returned")
    if len(layers) > _MOST_LAYERS:
        yield Mistake(where=where, what=f"has more than {_MOST_LAYERS} layers", remedy="pack them into fewer")


def queue_mistakes(where: str, queue: object, concurrency: object) -> Iterator[Mistake]:
    """Yield what is wrong with the queue that a function consumes, if any, and its greatest concurrency."""
    if queue is not None:
        yield from instance(f"{where}.queue", queue, Queue, "give the block that sqs.queue(...) returned")
        yield from whole(f"{where}.queue_concurrency", concurrency, 2, 1000)
