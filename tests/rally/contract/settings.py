"""The table of differences between the environments, written down a second time to be held against the templates."""

from __future__ import annotations

from typing import Any, Final

SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "dev": {
        "origin": "https://dev.stamp-rally.example.com",
        "memory": 256,
        "provisioned": None,
        "throttle": (50, 100),
        "log_days": 7,
        "shards": 1,
        "pitr_days": 7,
        "protected": False,
        "deployment": "AllAtOnce",
        "backup_days": 7,
        "budget": 20,
        "upload_days": 1,
        "log_storage": "ONEZONE_IA",
    },
    "stg": {
        "origin": "https://stg.stamp-rally.example.com",
        "memory": 1024,
        "provisioned": None,
        "throttle": (1000, 2000),
        "log_days": 30,
        "shards": 16,
        "pitr_days": 35,
        "protected": True,
        "deployment": "Canary10Percent5Minutes",
        "backup_days": 35,
        "budget": 200,
        "upload_days": 7,
        "log_storage": "STANDARD_IA",
    },
    "prod": {
        "origin": "https://stamp-rally.example.com",
        "memory": 1769,
        "provisioned": 2,
        "throttle": (10000, 5000),
        "log_days": 365,
        "shards": 16,
        "pitr_days": 35,
        "protected": True,
        "deployment": "Canary10Percent10Minutes",
        "backup_days": 35,
        "budget": 2000,
        "upload_days": 7,
        "log_storage": "STANDARD_IA",
    },
}
