#!/usr/bin/env bash
# What a pull request would change in infrastructure/, in Markdown.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1-} == --help || ${1-} == -h ]]; then
  cat <<'HELP'
Usage: scripts/summary.sh [BASE]

Print in Markdown what infrastructure/ would become, compared with where this branch left BASE (origin/main), per
environment and per file, and how far each template is from CloudFormation's limits.
HELP
  exit 0
fi
base=${1:-origin/main}
if (($# > 1)) || [[ ${base} == -* ]]; then
  printf 'error: it takes one revision (got %q); see --help\n' "$*" >&2
  exit 2
fi
if ! from=$(git merge-base "${base}" HEAD 2>/dev/null); then
  printf 'error: %q is not a revision with a common history; fetch it, or name another\n' "${base}" >&2
  exit 1
fi

fenced() {
  printf '\n````%s\n' "$1"
  cat
  printf '````\n'
}

printf '## What would change\n'
if git diff --quiet "${from}" -- infrastructure; then
  printf '\nNothing in infrastructure/.\n'
else
  .venv/bin/stamp-infra changes "${from}"
  git diff --stat=100 "${from}" -- infrastructure | fenced text
  # A summary may hold a megabyte.
  printf '\n<details><summary>The difference, as AWS will receive it</summary>\n'
  # `head` ends before `git` when there is more.
  (git diff --unified=5 "${from}" -- infrastructure || true) | head --bytes=500000 | fenced diff
  printf '\n</details>\n'
fi
printf '\n## What each template holds\n'
.venv/bin/stamp-infra list | fenced text
