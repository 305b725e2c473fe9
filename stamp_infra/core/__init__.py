"""What everything else is made of; importing it keeps troposphere from loading what we never call."""

from stamp_infra.core.lazy import defer

# troposphere imports cfn_flip for a `to_yaml` of its own: two fifths of the time its import takes.
defer("cfn_flip")
