"""The REST API of the LIFF pages: its routes, what each accepts, and who may call it."""

from troposphere import Equals

from stamp_infra import Condition, Stack, Waiver, ref, sub
from stamp_infra.blocks.apigateway import Model, Public, Route, Throttle, body, rest_api
from stamp_infra.blocks.wafv2 import web_acl
from templates import logs
from templates.cognito import visitors
from templates.environments import env, liff_origin
from templates.iam import api_role
from templates.sam import auth, award, gps_verify, image_upload, profile, ranking, stamps

token = {"type": "string", "minLength": 16, "maxLength": 8192}
stamp_id = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}#[A-Za-z0-9_-]{1,64}$"}
opaque_id = {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"}
latitude = {"type": "number", "minimum": -90, "maximum": 90}
longitude = {"type": "number", "minimum": -180, "maximum": 180}
accuracy_m = {"type": "number", "minimum": 0, "maximum": 1000}

verify_token = Model("VerifyToken", body({"idToken": token}, required=["idToken"]))
refresh_token = Model("RefreshToken", body({"refreshToken": token}, required=["refreshToken"]))
profile_change = Model(
    "ProfileChange",
    body({"displayName": {"type": "string", "minLength": 1, "maxLength": 50}}, required=["displayName"]),
)
award_stamp = Model(
    "AwardStamp",
    body(
        {
            "stampId": stamp_id,
            "method": {"enum": ["GPS", "IMAGE"]},
            "location": body(
                {"lat": latitude, "lon": longitude, "accuracy": accuracy_m}, required=["lat", "lon", "accuracy"]
            ),
            "uploadId": opaque_id,
            "requestId": opaque_id,
        },
        required=["stampId", "method", "requestId"],
        oneOf=[
            {"properties": {"method": {"enum": ["GPS"]}}, "required": ["location"], "not": {"required": ["uploadId"]}},
            {
                "properties": {"method": {"enum": ["IMAGE"]}},
                "required": ["uploadId"],
                "not": {"required": ["location"]},
            },
        ],
    ),
)
verify_place = Model(
    "VerifyPlace",
    body(
        {"stampId": stamp_id, "lat": latitude, "lon": longitude, "accuracy": accuracy_m},
        required=["stampId", "lat", "lon", "accuracy"],
    ),
)
request_upload = Model(
    "RequestUpload",
    body(
        {
            "stampId": stamp_id,
            "contentType": {"enum": ["image/jpeg", "image/png"]},
            "contentLength": {"type": "integer", "minimum": 1, "maximum": 10_485_760},
        },
        required=["stampId", "contentType", "contentLength"],
    ),
)

# The burst is the rate: Cognito's quota is a rate, and what waits here would fail there.
sign_in = Public(
    why="A visitor has no token before signing in; the function verifies LINE's, and Cognito's quota limits the rate.",
    throttle=Throttle(rate=env.sign_in_rate, burst=env.sign_in_rate),
)
refresh = Public(
    why="A visitor's token has run out when it is refreshed; Cognito checks the refresh token and can revoke it.",
    throttle=Throttle(rate=env.refresh_rate, burst=env.refresh_rate),
)

routes = [
    Route("POST", "/auth/verify", auth.live, body=verify_token, public=sign_in),
    Route("POST", "/auth/refresh", auth.live, body=refresh_token, public=refresh),
    Route("GET", "/users/me", profile.live),
    Route("PUT", "/users/me", profile.live, body=profile_change),
    Route("DELETE", "/users/me", profile.live),
    Route("GET", "/events", stamps.live),
    Route("GET", "/events/{eventId}/stamps", stamps.live),
    Route("GET", "/stamps", stamps.live, query=["eventId", "after"]),
    Route("GET", "/stamps/{stampId}", stamps.live),
    Route("POST", "/stamps/award", award.live, body=award_stamp),
    Route("POST", "/gps/verify", gps_verify.live, body=verify_place),
    Route("POST", "/s3/upload-url", image_upload.live, body=request_upload),
    Route("GET", "/uploads/{uploadId}", image_upload.live),
    Route("POST", "/events/{eventId}/reward", award.live),
    Route("GET", "/ranking/{eventId}", ranking.live),
]

api = rest_api(
    "api",
    description="The stamp rally's API for its LIFF pages.",
    routes=routes,
    user_pool=visitors,
    origin=liff_origin,
    credentials=api_role,
    throttle=Throttle(rate=env.api_rate, burst=env.api_burst),
    access_log_group=logs.api_access_logs,
    log_retention_days=env.log_retention_days,
    log_key=logs.key,
)

protection = web_acl(
    "web-acl",
    protects=sub(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}",
        Api=ref(api),
        Stage=ref(api.stage),
    ),
    requests_per_5_min=10_000,
    condition=Condition("HasWebAcl", Equals(env.web_acl, "true")),
)

stack = Stack(
    "api-gateway",
    [api, protection],
    description=__doc__,
    waivers=[
        Waiver(
            resource=api.methods["POST /events/{eventId}/reward"],
            rule="RequestBodiesAreValidated",
            why="It takes no body: the event is in the path and the visitor in the token.",
        ),
    ],
)
