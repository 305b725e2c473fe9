# Every target works in a fresh clone with nothing installed: each makes the .venv that it needs.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install render check test lint typecheck format build bench faults load local demo summary lock upgrade clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON = $(or $(shell for python in python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done),\
	$(error Python 3.11 or later is needed; install it or say `make PYTHON=/path/to/python`))
# Pins and hashes are those of the public index, whatever indexes and limits this machine's pip is set to use.
COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= PIP_CONSTRAINT= \
	CUSTOM_COMPILE_COMMAND='make lock' \
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
# What Lambda's own runtime brings along with boto3.
PROVIDED := --no-allow-unsafe $(addprefix --unsafe-package ,botocore python-dateutil s3transfer six urllib3)
SCRIPTS := .ci/run $(wildcard scripts/*.sh)
step = @printf '\n== %s\n' '$(1)'

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export SAM_CLI_TELEMETRY := 0

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install: $(VENV)/.project ## Make .venv with everything pinned, and this project in it

render: install ## Write infrastructure/ and docs/openapi.yaml from templates/
	$(BIN)/stamp-infra render
	$(BIN)/stamp-infra openapi

check: install ## Prove that infrastructure/ is what templates/ declares, and what matters about it
	$(call step,check)
	$(BIN)/stamp-infra render --check
	$(BIN)/stamp-infra openapi --check
	$(BIN)/stamp-infra permissions --check
	$(BIN)/stamp-infra check --strict

test: lint typecheck check ## Run everything that CI runs
	$(call step,pytest)
	$(BIN)/pytest -n 2

lint: install ## Look for mistakes in code, imports, workflows and shell scripts
	$(call step,lint)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/actionlint -shellcheck $(BIN)/shellcheck -pyflakes=
	$(BIN)/zizmor --offline --no-progress --quiet --persona pedantic .github
	$(BIN)/shellcheck --enable=all $(SCRIPTS)
	$(BIN)/shfmt --diff --indent 2 $(SCRIPTS)

typecheck: install ## Check types, strictly
	$(call step,typecheck)
	$(BIN)/mypy
	MYPYPATH=templates/functions $(BIN)/mypy --no-error-summary templates/functions/rally/*.py
	@for function in templates/functions/*/lambda_function.py; do \
		MYPYPATH=$${function%/*}:templates/functions $(BIN)/mypy --no-error-summary $${function%/*}/*.py || exit; done

format: install ## Write code in the one format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/shfmt --write --indent 2 $(SCRIPTS)

build: install ## Let `sam build` package every function
	cd infrastructure/sam && ../../$(BIN)/sam build

bench: install ## Measure speed against bare Python, as ratios
	$(BIN)/python -m tests.bench

faults: install ## Hit every AWS call of every script with every fault: 20 minutes
	$(BIN)/python -m tests.faults

load: install ## Measure what each route of the API costs, and how fast it answers, on this machine
	$(BIN)/python -m tests.load

local: install ## Deploy dev to an AWS on this machine with the real scripts, and call its API
	$(call step,render)
	$(BIN)/stamp-infra render
	$(call step,check)
	$(BIN)/stamp-infra check --strict
	@scripts/local.sh

demo: install ## Play a visitor from sign-in to reward on this machine, each call shown with its answer
	@scripts/demo.sh

summary: install ## Show in Markdown what this branch would change since BASE=origin/main
	@scripts/summary.sh "$${BASE:-origin/main}"

lock: $(VENV)/.requirements ## Pin what pyproject.toml asks for in requirements/
	$(COMPILE) $(LOCK) --extra dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) --constraint requirements/dev.txt $(PROVIDED) \
		--output-file templates/functions/requirements.txt templates/functions/requirements.in

upgrade: LOCK := --upgrade
upgrade: lock ## Pin the newest releases instead

clean: ## Remove all that can be made again
	rm -rf $(VENV) dist infrastructure/sam/.aws-sam .stamp-infra-cache
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made anew rather than updated, so that nothing stays that the file no longer names.
$(VENV)/.requirements: requirements/dev.txt
	$(call step,install)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip check
	@touch $@

$(VENV)/.project: $(VENV)/.requirements pyproject.toml
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@
