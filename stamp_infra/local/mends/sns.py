"""A topic is what its template says, its encryption included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.local.mends.handlers import after_write

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties

_ATTRIBUTES: Final = ("KmsMasterKeyId", "SignatureVersion", "TracingConfig")


def templates_set_encryption() -> None:
    """Apply KmsMasterKeyId, SignatureVersion and TracingConfig, which ministack drops from templates."""
    from ministack.services import sns

    def apply(topic: str, properties: Properties) -> None:
        attributes = sns._topics[topic]["attributes"]
        for name in _ATTRIBUTES:
            if name in properties:
                attributes[name] = str(properties[name])
            else:
                attributes.pop(name, None)

    after_write("AWS::SNS::Topic", apply)
