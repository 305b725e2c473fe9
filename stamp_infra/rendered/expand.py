"""A SAM template becomes the CloudFormation that SAM's transform would make of it, without asking AWS anything."""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from samtranslator.internal.managed_policies import get_bundled_managed_policy_map
from samtranslator.parser.parser import Parser
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.translator import Translator

from stamp_infra.core.errors import Mistake
from stamp_infra.rendered.sam import SamError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Properties that `sam package` replaces with an address in S3 before AWS sees them.
_PACKAGED: Final = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::Api": "DefinitionUri",
    "AWS::Serverless::HttpApi": "DefinitionUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}
_ALWAYS: Final = ("CodeUri", "ContentUri")
_ADDRESS: Final = "s3://bucket/packaged"
_IMAGE: Final = "public.ecr.aws/packaged/image:1"


def expand(body: Mapping[str, Any], where: str, *, parameters: Mapping[str, Any], region: str) -> dict[str, Any]:
    """Return the translated body; raise a SamError with everything SAM refuses in it."""
    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)
    # Of a boto3 session the translator reads the region's name alone; a real one would look for configuration.
    session: Any = SimpleNamespace(region_name=region)
    translator = Translator(None, Parser(), boto_session=session)
    try:
        translated: dict[str, Any] = translator.translate(
            _packaged(body),
            dict(parameters),
            passthrough_metadata=True,
            get_managed_policy_map=lambda: get_bundled_managed_policy_map("aws") or {},
        )
    except InvalidDocumentException as error:
        raise SamError(_mistake(where, cause.message) for cause in error.causes) from error
    except Exception as error:
        # A malformed template makes the translator fail in many ways.
        raise SamError([_mistake(where, f"{type(error).__name__}: {error}")]) from error
    return translated


def _mistake(where: str, why: str) -> Mistake:
    return Mistake(where=where, what=f"cannot be translated by SAM: {why}", remedy="correct the resource that it names")


def _packaged(body: Mapping[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(dict(body))
    for resource in result["Resources"].values():
        if not isinstance(resource, dict):
            continue
        properties = resource.setdefault("Properties", {})
        if resource["Type"] == "AWS::Serverless::Application":
            _as_stack(resource)
        elif properties.get("PackageType") == "Image":
            properties.setdefault("ImageUri", _IMAGE)
        elif (key := _PACKAGED.get(resource["Type"])) and (key in properties or key in _ALWAYS):
            local = properties.get(key, "")
            if "InlineCode" not in properties and isinstance(local, str) and not local.startswith("s3://"):
                properties[key] = _ADDRESS
    function = result.get("Globals", {}).get("Function", {})
    if isinstance(function, dict) and isinstance(function.get("CodeUri"), str):
        function["CodeUri"] = _ADDRESS
    return result


def _as_stack(resource: dict[str, Any]) -> None:
    """SAM would fetch an application from its repository; as a nested stack it keeps its place and its outputs."""
    properties = resource["Properties"]
    location = properties.get("Location")
    resource["Type"] = "AWS::CloudFormation::Stack"
    kept = {key: properties[key] for key in ("Parameters", "NotificationARNs", "Tags") if key in properties}
    resource["Properties"] = kept | {"TemplateURL": location if isinstance(location, str) else _ADDRESS}
