"""How the rally is doing: alarms, one dashboard, and the questions to the logs that are asked first."""

from stamp_infra import Stack, ref
from stamp_infra.blocks.cloudwatch import Graph, dashboard
from templates.alarms import api, backups, image_model, queues, tables
from templates.alarms import functions as function_alarms
from templates.cognito import liff_client
from templates.dynamodb import user_stamps, users
from templates.log_queries import queries
from templates.messaging import image_queue, notification_queue
from templates.metrics import account_metric, api_metric, function_metric, pool_metric, queue_metric, table_metric
from templates.sam import functions

always = [*function_alarms.always, *api.always, *tables.always, *queues.always, *backups.always]
sometimes = [*function_alarms.where_provisioned, backups.where_copied, image_model.running]

overview = dashboard(
    "overview",
    alarms=always,
    graphs=[
        Graph(
            title="Requests",
            metrics={
                "all": api_metric("Count", "Sum"),
                "refused (4xx)": api_metric("4XXError", "Sum"),
                "failed (5xx)": api_metric("5XXError", "Sum"),
            },
        ),
        Graph(
            title="Latency in ms",
            metrics={"median": api_metric("Latency", "p50"), "p95": api_metric("Latency", "p95")},
        ),
        Graph(
            title="Sign-ins",
            metrics={
                "signed in": pool_metric("SignInSuccesses", ref(liff_client)),
                "refreshed": pool_metric("TokenRefreshSuccesses", ref(liff_client)),
                "new visitors": pool_metric("SignUpSuccesses", "Admin"),
                "refused by quota": pool_metric("SignInThrottles", ref(liff_client)),
            },
        ),
        Graph(title="Calls", metrics={of.name: function_metric(of, "Invocations", "Sum") for of in functions}),
        Graph(title="Errors", metrics={of.name: function_metric(of, "Errors", "Sum") for of in functions}),
        Graph(
            title="Duration in ms, p95", metrics={of.name: function_metric(of, "Duration", "p95") for of in functions}
        ),
        Graph(
            title="Concurrency",
            metrics={
                "claimed": account_metric("ClaimedAccountConcurrency"),
                "running": account_metric("ConcurrentExecutions"),
            },
        ),
        Graph(
            title="Written to tables, in units",
            metrics={
                "users": table_metric(users, "ConsumedWriteCapacityUnits"),
                "user-stamps": table_metric(user_stamps, "ConsumedWriteCapacityUnits"),
            },
        ),
        Graph(
            title="Messages waiting",
            metrics={
                "images": queue_metric(image_queue, "ApproximateNumberOfMessagesVisible"),
                "image dead letters": queue_metric(image_queue.dead_letters, "ApproximateNumberOfMessagesVisible"),
                "notifications": queue_metric(notification_queue, "ApproximateNumberOfMessagesVisible"),
            },
        ),
    ],
)

stack = Stack("monitoring", [*always, *sometimes, overview, *queries], description=__doc__)
