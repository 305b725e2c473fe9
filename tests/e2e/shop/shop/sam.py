"""The shop."""

from stamp_infra import Stack
from stamp_infra.blocks.ssm import parameter

opening = parameter("opening", value="9:00", description="When it opens.")

stack = Stack("sam", [opening], description=__doc__)
