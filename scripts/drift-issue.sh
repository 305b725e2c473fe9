#!/usr/bin/env bash
# Keeps one open issue that says which environments drifted, and closes it when none does.
set -euo pipefail

readonly TITLE='Drift: what runs is not what was deployed'

if [[ ${1-} == --help || ${1-} == -h ]]; then
  cat <<'HELP'
Usage: scripts/drift-issue.sh

Open, update or close the one issue with the label drift. It takes what it needs from the environment:
  RESULT            how the detection ended, as GitHub says it: success, or failure when any environment drifted or
                    could not be looked at; nothing is done after cancelled and skipped
  DEV STG PROD      what scripts/drift.sh said of each environment that is not as it should be
  RUN_URL           the run with the whole of it
  GH_TOKEN GH_REPO  what `gh` needs
HELP
  exit 0
fi
if (($# > 0)); then
  printf 'error: it takes no arguments (got %q); see --help\n' "$1" >&2
  exit 2
fi
readonly RESULT=${RESULT-} RUN_URL=${RUN_URL-}
missing=0
for name in RESULT RUN_URL; do
  if [[ -z ${!name} ]]; then
    printf 'error: %s: is not set; see --help\n' "${name}" >&2
    missing=1
  fi
done
if ((missing)); then
  exit 2
fi
if [[ ! ${RESULT} =~ ^(success|failure|cancelled|skipped)$ ]]; then
  printf 'error: RESULT: is not how a job ends (got %q); see --help\n' "${RESULT}" >&2
  exit 2
fi
if [[ ${RESULT} == cancelled || ${RESULT} == skipped ]]; then
  printf 'Nothing to say about a run that ended as %s.\n' "${RESULT}"
  exit 0
fi

body() {
  printf 'The nightly detection found differences, or could not look. Each environment that is not named here is as it was deployed.\n'
  local environment name
  for environment in dev stg prod; do
    name=${environment^^}
    if [[ -n ${!name-} ]]; then
      printf '\n## %s\n\n' "${environment}"
      # Indented, it is code whatever it says.
      printf '%s\n' "${!name}" | sed 's/^/    /'
    fi
  done
  if [[ -z ${DEV-}${STG-}${PROD-} ]]; then
    printf '\nNo environment reported anything: a job failed before it could look.\n'
  fi
  printf '\nThe run: %s\n\nWhat to do is in docs/deploy.md, under Drift.\n' "${RUN_URL}"
}

number=$(gh issue list --label drift --state open --limit 1 --json number --jq '.[0].number // empty')
if [[ ${RESULT} == success ]]; then
  if [[ -n ${number} ]]; then
    gh issue close "${number}" --comment "Every environment is as it was deployed: ${RUN_URL}"
  fi
elif [[ -n ${number} ]]; then
  body | gh issue edit "${number}" --body-file -
else
  gh label create drift --force --color D93F0B --description "What runs is not what was deployed"
  body | gh issue create --title "${TITLE}" --label drift --body-file -
fi
