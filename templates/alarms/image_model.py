"""An image model that runs, and costs, while no event is on."""

from troposphere import And, Equals, Not, Select, Split

from stamp_infra import Condition, sub
from stamp_infra.blocks.cloudwatch import alarm
from templates.alerts import topic
from templates.environments import env

# The ARN is arn:aws:rekognition:REGION:ACCOUNT:project/PROJECT/version/VERSION/TIME; padded, it has such parts always.
_model_parts = Split("/", sub("${Model}/none/none/none", Model=env.model_arn))
running = alarm(
    "image-model-running",
    description="The image model runs though no event is on, for 4 USD an hour and unit: stop it.",
    topic=topic,
    namespace="AWS/Rekognition",
    metric_name="InServiceInferenceUnits",
    dimensions={"ProjectName": Select(1, _model_parts), "VersionName": Select(3, _model_parts)},
    statistic="Average",
    threshold=0,
    period_s=300,
    evaluate=(6, 12),
    only=Condition("ImageModelShouldRest", And(Not(Equals(env.model_arn, "none")), Equals(env.event_running, "no"))),
)
