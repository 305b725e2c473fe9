"""The rally's functions, each with what it may do declared beside it; the root that nests every other template."""

from awacs import cognito_idp, dynamodb, kms, rekognition, s3, ssm
from troposphere import Equals, Not, awslambda

from stamp_infra import Condition, Stack, sub, when
from stamp_infra.blocks.dynamodb import index
from stamp_infra.blocks.iam import Allow
from stamp_infra.blocks.serverless import function
from stamp_infra.blocks.ssm import parameter_arn, parameter_name
from templates.cognito import liff_client, visitors
from templates.dynamodb import stamp_masters, user_stamps, users
from templates.environments import env
from templates.messaging import RECOGNITION_TIMEOUT_S, image_queue
from templates.s3 import UPLOAD_PREFIX, uploaded_objects, uploads
from templates.ssm import line_channel_id, secrets_key
from templates.triggers import auth_challenge, dependencies, line_jwks_url, shared

# A provisioned concurrency of 0 is refused: where an environment wants none, the property is left out.
provisioned = when(
    Condition("HasProvisionedConcurrency", Not(Equals(env.provisioned_concurrency, 0))),
    awslambda.ProvisionedConcurrencyConfiguration(ProvisionedConcurrentExecutions=env.provisioned_concurrency),
)

auth = function(
    "auth",
    shared,
    memory_mb=env.lambda_memory_mb,
    timeout_s=25,
    provisioned_concurrency=provisioned,
    variables={
        "TABLE_USERS": users,
        "USER_POOL_ID": visitors,
        "USER_POOL_CLIENT_ID": liff_client,
        "LINE_CHANNEL_ID_PARAMETER": line_channel_id,
        "LINE_CHANNEL_SECRET_PARAMETER": parameter_name("line/channel-secret"),
        "LINE_JWKS_URL": line_jwks_url,
    },
    allow=[
        Allow(users, dynamodb.UpdateItem),
        Allow([parameter_arn("line/channel-id"), parameter_arn("line/channel-secret")], ssm.GetParameter),
        Allow(
            secrets_key,
            kms.Decrypt,
            condition={"StringEquals": {"kms:ViaService": sub("ssm.${AWS::Region}.amazonaws.com")}},
        ),
    ],
    allow_later=[
        Allow(
            visitors,
            cognito_idp.AdminCreateUser,
            cognito_idp.AdminGetUser,
            cognito_idp.AdminInitiateAuth,
            cognito_idp.AdminRespondToAuthChallenge,
        ),
    ],
)

profile = function(
    "users",
    shared,
    memory_mb=env.lambda_memory_mb,
    timeout_s=25,
    variables={
        "TABLE_USERS": users,
        "TABLE_USERSTAMPS": user_stamps,
        "S3_BUCKET": uploads,
        "S3_PREFIX": UPLOAD_PREFIX,
        "USER_POOL_ID": visitors,
    },
    allow=[
        Allow(users, dynamodb.GetItem, dynamodb.UpdateItem, dynamodb.DeleteItem),
        Allow(user_stamps, dynamodb.Query, dynamodb.BatchWriteItem),
        Allow(uploads, s3.ListBucketVersions, condition={"StringLike": {"s3:prefix": f"{UPLOAD_PREFIX}*"}}),
        Allow(uploaded_objects, s3.DeleteObject, s3.DeleteObjectVersion),
    ],
    allow_later=[Allow(visitors, cognito_idp.AdminDeleteUser)],
)

stamps = function(
    "stamps",
    shared,
    memory_mb=env.lambda_memory_mb,
    variables={"TABLE_STAMPMASTERS": stamp_masters, "TABLE_USERSTAMPS": user_stamps},
    allow=[
        Allow(stamp_masters, dynamodb.GetItem),
        Allow(index(stamp_masters, "gsi-event"), dynamodb.Query),
        Allow(user_stamps, dynamodb.Query, dynamodb.GetItem),
    ],
)

gps_verify = function(
    "gps-verify",
    shared,
    memory_mb=env.lambda_memory_mb,
    variables={"TABLE_STAMPMASTERS": stamp_masters},
    allow=[Allow(stamp_masters, dynamodb.GetItem)],
)

award = function(
    "award",
    shared,
    memory_mb=env.lambda_memory_mb,
    provisioned_concurrency=provisioned,
    variables={
        "TABLE_USERSTAMPS": user_stamps,
        "TABLE_STAMPMASTERS": stamp_masters,
        "INDEX_SHARDS": env.index_shards,
    },
    allow=[
        Allow(stamp_masters, dynamodb.GetItem),
        Allow(user_stamps, dynamodb.GetItem, dynamodb.PutItem, dynamodb.UpdateItem),
    ],
)

image_upload = function(
    "image-upload",
    shared,
    memory_mb=env.lambda_memory_mb,
    variables={
        "S3_BUCKET": uploads,
        "S3_PREFIX": UPLOAD_PREFIX,
        "PRESIGNED_URL_EXPIRATION": "300",
        "TABLE_USERSTAMPS": user_stamps,
    },
    allow=[
        Allow(uploaded_objects, s3.PutObject),
        Allow(user_stamps, dynamodb.PutItem, dynamodb.GetItem),
    ],
)

# DetectCustomLabels on no model is a permission on nothing: a name that Rekognition cannot give to a project.
has_model = Condition("HasImageModel", Not(Equals(env.model_arn, "none")))
no_model = sub("arn:${AWS::Partition}:rekognition:${AWS::Region}:${AWS::AccountId}:project/none/version/none/0")

image_recognize = function(
    "image-recognize",
    shared,
    memory_mb=env.lambda_memory_mb,
    timeout_s=RECOGNITION_TIMEOUT_S,
    queue=image_queue,
    queue_concurrency=env.recognition_concurrency,
    variables={
        "TABLE_USERSTAMPS": user_stamps,
        "TABLE_STAMPMASTERS": stamp_masters,
        "S3_BUCKET": uploads,
        "S3_PREFIX": UPLOAD_PREFIX,
        "MODEL_ARN": env.model_arn,
    },
    allow=[
        Allow(uploaded_objects, s3.GetObject, s3.DeleteObject),
        Allow("*", rekognition.DetectLabels, rekognition.DetectModerationLabels),
        Allow(when(has_model, env.model_arn, no_model), rekognition.DetectCustomLabels),
        Allow(index(stamp_masters, "gsi-image-label"), dynamodb.Query),
        Allow(user_stamps, dynamodb.PutItem, dynamodb.UpdateItem),
    ],
)

ranking = function(
    "ranking",
    shared,
    memory_mb=env.lambda_memory_mb,
    variables={"TABLE_USERSTAMPS": user_stamps, "INDEX_SHARDS": env.index_shards},
    allow=[Allow(index(user_stamps, "gsi-ranking"), dynamodb.Query)],
)

on_api = (auth, profile, stamps, gps_verify, award, image_upload, ranking)
functions = (auth_challenge, *on_api, image_recognize)

stack = Stack("sam", [dependencies, *functions], description=__doc__)
