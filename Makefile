# Meeting Desk. Every command does all of its own set-up; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test test-long assets format ready needs
.DELETE_ON_ERROR:

export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# Without compiled files every command would compile a thousand sources again.
unexport PYTHONDONTWRITEBYTECODE

BUILT := marac/web/static/built/manifest.json
SOURCES_OF_ASSETS := $(shell find assets -type f) scripts/build_assets.mjs

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: ready ## Open the practice area Northmoor; PORT=8080 and DATA=folder may be given
	@.venv/bin/marac demo $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA))

test: ready ## Check everything: style, types, contracts, both databases, jobs, journeys
	@scripts/test.sh

test-long: ready ## Check what takes long: before a release, as root, on a quiet machine
	@scripts/test_long.sh

assets: $(BUILT) ## Build the style sheet, scripts and fonts

format: ready ## Lay out the code as the checks want it
	@.venv/bin/ruff format
	@.venv/bin/ruff check --fix

ready: .venv/ready $(BUILT)

needs:
	@scripts/needs.sh

.venv/ready: pyproject.toml uv.lock scripts/environment.sh | needs
	@echo "Fetching Python's libraries into .venv"
	@scripts/environment.sh
	@touch $@

node_modules/ready: package.json package-lock.json | needs
	@echo "Fetching the libraries of the pages into node_modules"
	@npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
	@touch $@

$(BUILT): node_modules/ready $(SOURCES_OF_ASSETS)
	@echo "Building style sheet, scripts and fonts"
	@node scripts/build_assets.mjs
