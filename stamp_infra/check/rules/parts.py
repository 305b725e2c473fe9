"""A finding about a part of a template that is no resource has a place to point at all the same."""

from __future__ import annotations

from stamp_infra.rendered.model import Resource, Template


def part_of(template: Template, name: str) -> Resource:
    """Return a stand-in for a section or a parameter of a template, without properties or waivers."""
    return Resource(template=template, logical_id=name, type="", properties={}, attributes={})
