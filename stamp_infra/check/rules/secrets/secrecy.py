"""What looks like a secret: by its own form, or by the name it goes under."""

from __future__ import annotations

import re
from typing import Final

_FORMS: Final = (
    (re.compile(r"\b(AKIA|ASIA)[A-Z2-7]{16}\b"), "an AWS access key"),
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
    (re.compile(r"\bBearer\s+[A-Za-z0-9._~+/-]{20,}"), "a bearer token"),
    (re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+"), "a JSON web token"),
    (re.compile(r"\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})"), "a GitHub token"),
    (re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}"), "a Slack token"),
    (re.compile(r"://[^/\s:@<>${}]+:[^/\s:@<>${}]+@"), "a URL with a password"),
)
_PASSWORD: Final = re.compile(r"pass(word|wd|phrase)$", re.IGNORECASE)
_SECRET: Final = re.compile(r"secret|token|credential|pass(word|wd|phrase)|(api|access|private)_?key", re.IGNORECASE)
# Such a name is that of a place where the secret lies, or of a fact about it.
_ABOUT: Final = re.compile(r"(arn|days|id|name|param(eter)?|path|template|type|units?|ur[il]|validity)$", re.IGNORECASE)
_RANDOM: Final = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[\w+/=.!@#$%^&*~-]{12,}")
# Words and short numbers with dashes between them, or a path: a name, not a secret.
_WORDS: Final = re.compile(r"/.*|([A-Za-z]+|[A-Za-z]*[0-9]{1,4})([-_./]([A-Za-z]+|[A-Za-z]*[0-9]{1,4}))*")
_ELSEWHERE: Final = ("{{resolve:", "<", "${", "arn:")


def secret_kind(path: str, value: str) -> str | None:
    """Return what kind of secret a value at a path looks like; None when it looks like none."""
    for form, kind in _FORMS:
        if form.search(value):
            return kind
    name = next((step for step in reversed(path.split(".")) if not step.isdigit()), "")
    if not value or any(mark in value for mark in _ELSEWHERE) or _ABOUT.search(name):
        return None
    if _PASSWORD.search(name):
        return "a password"
    if _SECRET.search(name) and _RANDOM.fullmatch(value) and not _WORDS.fullmatch(value):
        return f"the secret of {name}"
    return None
