# Everything one does here. Each target sets up what it needs, and builds only what changed.
.DEFAULT_GOAL := help
.PHONY: help serve test agreement fuzz build npm bench deploy backup restore setup-tenant fmt
SHELL := /bin/bash
# Names that an environment may hold for reasons of its own count only when they are given to make.
$(foreach name,NAME COUNTRY CURRENCY EMAIL URL FILE COUNT,$(if $(filter command,$(origin $(name))),,$(eval unexport $(name))))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "make %-14s%s\n", $$1, $$2 }'

serve: ## pages and API with demo data until Ctrl-C [PORT=8787 STATE=.state CPS_BASE_URL= CPS_API_KEY= CPS_PRIVATE_KEY=]
	@exec scripts/serve.sh

test: ## every check and test; ends in one line "N passed, N failed" [ONLY=runtime,browser]
	@exec scripts/test.sh

agreement: ## the npm package's amounts, phones, service numbers, check digits, barcodes and three forms against other implementations [COUNT=1000000 each]
	@scripts/setup.sh build
	@exec scripts/agreement.sh long $(COUNT)

fuzz: ## every parser of the core, with whatever input takes it somewhere new [SECONDS=600 for each target, ONLY=barcodes,forms]
	@exec scripts/fuzz.sh long "$(or $(SECONDS),600)" "$(ONLY)"

build: ## what would be deployed, packed, and its sizes
	@exec scripts/bundle.sh

npm: ## the npm package: target/npm/ventanilla-core-VERSION.tgz, and what it weighs
	@exec scripts/npm.sh

bench: ## requests/s and latencies of the local runtime, the pages' first loads, the npm package beside other libraries [ONLY=worker, pages or npm]
	@exec scripts/bench.sh

deploy: ## migrations, then the Worker, to the Cloudflare account of `wrangler login`
	@exec scripts/deploy.sh

backup: ## the database as one SQL file [FILE=, STATE=.state or REMOTE=1]
	@exec scripts/run.sh scripts/backup.mjs

restore: ## a backup into an empty database [FILE=, STATE=.state or REMOTE=1; REPLACE=1 drops what is there]
	@exec scripts/run.sh scripts/restore.mjs

setup-tenant: ## a live tenant with its Administrador [NAME= COUNTRY=BO CURRENCY=BOB EMAIL= URL= SETUP_TOKEN=]
	@exec scripts/run.sh scripts/setup-tenant.mjs

fmt: ## formats all Rust code
	@cargo fmt --all
	@cargo fmt --manifest-path tests/fuzz/Cargo.toml
