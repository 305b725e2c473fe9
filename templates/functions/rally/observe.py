"""What a function tells its operators: JSON logs, metrics and traces, none of which names a person or shows a token."""

from __future__ import annotations

import os
import traceback
from typing import Final

from aws_lambda_powertools import Logger, Tracer, single_metric
from aws_lambda_powertools.metrics import MetricUnit
from aws_xray_sdk.ext.boto_utils import whitelist  # type: ignore[import-untyped]

NAMESPACE: Final = "StampRally"
SERVICE: Final = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "stamp-rally")

# Its level is said here: the embedded AWS hands its own LOG_LEVEL on to functions.
logger = Logger(service=SERVICE, level="INFO")
# The X-Ray SDK would write the keys of objects into traces, and a visitor's uploads bear their id.
whitelist["services"].pop("s3", None)
tracer = Tracer(service=SERVICE, patch_modules=("botocore",))


def count(metric: str, **dimensions: str) -> None:
    """Add one to a metric of this function, such as `count("Rejections", reason="STAMP_EXPIRED")`."""
    with single_metric(
        name=metric, unit=MetricUnit.Count, value=1, namespace=NAMESPACE, default_dimensions={"service": SERVICE}
    ) as single:
        for name, value in dimensions.items():
            single.add_dimension(name=name, value=value)


def failed(what: str, error: Exception) -> None:
    """Log an unexpected error: its kind and where it was raised, but not its text, which may name a person."""
    places = [f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)]
    # It is None where no answer came.
    told = (getattr(error, "response", None) or {}).get("Error", {}).get("Code", "")
    logger.error(what, error=type(error).__name__, aws_code=told, places=places)
