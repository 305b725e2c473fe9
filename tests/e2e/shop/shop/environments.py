"""The environments do not differ."""

from stamp_infra import Environment

dev = Environment(name="dev", region="ap-northeast-1")
prod = Environment(name="prod", region="ap-northeast-1")
